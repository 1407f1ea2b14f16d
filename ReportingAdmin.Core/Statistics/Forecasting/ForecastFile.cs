using System.Globalization;
using System.Text;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>Forecasts a file of series line by line, over all cores, in bounded memory; the answer is in the order of the lines.</summary>
public static class ForecastFile
{
    private const int Batch = 64; // lines in memory at a time, by core

    /// <summary>Reads series and writes <c>id,h,mean,lo,hi</c> with that header.</summary>
    /// <param name="input">Lines as <see cref="ForecastLine"/> reads them; empty lines and a header that begins with <c>id,</c> are passed over.</param>
    /// <param name="output">Where the forecasts go.</param>
    /// <param name="level">The share of future values that lo to hi is to hold, 0.50 to 0.99.</param>
    /// <param name="tell">Gets a sentence for each series that cannot be forecast; the others go on.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>How many series were forecast, and how many could not be.</returns>
    public static async Task<(int Done, int Failed)> RunAsync(TextReader input, TextWriter output, double level, Action<string> tell, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(tell);
        await output.WriteAsync("id,h,mean,lo,hi\n".AsMemory(), ct);
        var lines = new List<(string Text, long Number)>();
        int done = 0, failed = 0;
        long number = 0;
        var isOpen = true;
        while (isOpen)
        {
            lines.Clear();
            while (lines.Count < Batch * Environment.ProcessorCount && isOpen)
            {
                if (await input.ReadLineAsync(ct) is not { } line)
                {
                    isOpen = false;
                }
                else if (++number > 1 || !line.StartsWith("id,", StringComparison.OrdinalIgnoreCase))
                {
                    if (!string.IsNullOrWhiteSpace(line))
                    {
                        lines.Add((line, number));
                    }
                }
            }

            var answers = new (string? Text, string? Problem)[lines.Count];
            await Parallel.ForAsync(0, lines.Count, ct, (i, _) =>
            {
                answers[i] = Answer(lines[i].Text, lines[i].Number, level);
                return ValueTask.CompletedTask;
            });
            foreach (var (text, problem) in answers)
            {
                if (text is null)
                {
                    failed++;
                    tell(problem!);
                }
                else
                {
                    done++;
                    await output.WriteAsync(text.AsMemory(), ct);
                }
            }
        }

        return (done, failed);
    }

    private static (string? Text, string? Problem) Answer(string text, long number, double level)
    {
        var line = ForecastLine.Read(text, number);
        if (!line.Ok)
        {
            return (null, line.FirstProblem.Message);
        }

        var forecast = Forecaster.Forecast(new ForecastRequest(line.Value.Values, line.Value.Kind, line.Value.Steps) { Level = level });
        return forecast.Ok ? (Text(line.Value.Id, forecast.Value), null) : (null, Numbered(number, line.Value.Id, forecast.FirstProblem));
    }

    private static string Numbered(long number, string id, Problem problem) =>
        string.Create(CultureInfo.InvariantCulture, $"Line {number} ({id}): {problem.Message}");

    private static string Text(string id, ForecastResult result)
    {
        var text = new StringBuilder();
        foreach (var step in result.Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"{id},{step.Step},{step.Mean:R},{step.Low:R},{step.High:R}\n");
        }

        return text.ToString();
    }
}
