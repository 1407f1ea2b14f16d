using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Forecasting;

namespace ReportingAdmin.Hosting;

/// <summary><c>forecast</c>: forecasts a file of series; needs no database.</summary>
internal static class ForecastVerb
{
    /// <summary>The verb.</summary>
    /// <param name="host">Not needed: files in, files out.</param>
    public static Command Create(VerbHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var input = new Option<string>("--input") { Description = "Series, one a line: id,source,period,m,type,h,v1,v2,… (.csv or .csv.gz).", Required = true };
        var output = new Option<string>("--output") { Description = "Where the forecasts are written: id,h,mean,lo,hi.", Required = true };
        var level = new Option<double>("--level") { Description = "The share of future values that lo to hi is to hold, 0.50 to 0.99.", DefaultValueFactory = _ => 0.95 };
        var command = new Command("forecast", "Forecasts series from a file, each with a prediction band.") { input, output, level };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(level), ct));
        return command;
    }

    private static async Task<int> RunAsync(string input, string output, double level, CancellationToken ct)
    {
        if (level is not (>= 0.5 and <= 0.99))
        {
            throw new StartException("--level must be between 0.50 and 0.99.");
        }

        try
        {
            await using var file = File.OpenRead(input);
            await using var plain = input.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            using var reader = new StreamReader(plain);
            await using var writer = new StreamWriter(output, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            var (done, failed) = await ForecastFile.RunAsync(reader, writer, level, Console.Error.WriteLine, ct);
            if (done + failed == 0)
            {
                throw new StartException("There are no series in the file; write one a line as id,source,period,m,type,h,v1,v2,….");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} series forecast{(failed > 0 ? $", {failed} not" : "")}."));
            return failed > 0 ? 1 : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new StartException($"The files cannot be used: {e.Message}", e);
        }
    }
}
