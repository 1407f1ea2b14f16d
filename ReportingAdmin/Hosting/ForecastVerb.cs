using System.CommandLine;
using System.Globalization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Forecasting;

namespace ReportingAdmin.Hosting;

/// <summary><c>forecast</c>: forecasts a file of series; needs no database.</summary>
internal static class ForecastVerb
{
    private const int MostTold = 50; // of a file that is something else, every line is wrong

    /// <summary>The verb.</summary>
    /// <param name="host">Not needed: files in, files out.</param>
    public static Command Create(VerbHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var input = new Option<string>("--input") { Description = "Series, one a line: id,source,period,m,type,h,v1,v2,… (.csv or .csv.gz).", Required = true };
        var output = new Option<string>("--output") { Description = "Where the forecasts are written: id,h,mean,lo,hi.", Required = true };
        var details = new Option<string?>("--details") { Description = "Where a line of JSON for each series is written: method, season, strengths, n, backtest error and coverage, warnings." };
        var level = new Option<double>("--level") { Description = "The share of future values that lo to hi is to hold, 0.50 to 0.99.", DefaultValueFactory = _ => 0.95 };
        var command = new Command("forecast", "Forecasts series from a file, each with a prediction band.") { input, output, details, level };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(details), parsed.GetValue(level), ct));
        return command;
    }

    private static async Task<int> RunAsync(string input, string output, string? details, double level, CancellationToken ct)
    {
        if (level is not (>= 0.5 and <= 0.99))
        {
            throw new StartException("--level must be between 0.50 and 0.99.");
        }

        var told = 0;
        var outcome = await ForecastFile.WriteAsync(input, output, details, level, Tell, ct);
        if (!outcome.Ok)
        {
            throw new StartException(string.Join('\n', outcome.Problems.Select(problem => problem.Message)));
        }

        if (told > MostTold)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{told - MostTold} more lines could not be used."));
        }

        var (done, failed) = outcome.Value;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} series forecast{(failed > 0 ? $", {failed} not" : "")}."));
        return failed > 0 ? 1 : 0;

        void Tell(string what)
        {
            if (++told <= MostTold)
            {
                Console.Error.WriteLine(what);
            }
        }
    }
}
