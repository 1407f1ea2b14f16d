using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Files;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>What forecasting a file came to.</summary>
/// <param name="Done">How many series were forecast.</param>
/// <param name="Failed">How many could not be.</param>
public sealed record ForecastSummary(int Done, int Failed);

/// <summary>Forecasts a file of series line by line, over all cores, in bounded memory; the answer is in the order of the lines.</summary>
public static class ForecastFile
{
    private const int Batch = 64; // lines in memory at a time, by core

    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Reads a file of series and writes one of forecasts, which is either whole or not there.</summary>
    /// <param name="input">Lines as <see cref="ForecastLine"/> reads them; gzipped where the name ends in .gz.</param>
    /// <param name="output">Lines <c>id,h,mean,lo,hi</c> with that header.</param>
    /// <param name="details">A second file, with a line of JSON for each series: method, season, strengths, n, backtest, warnings; null = none.</param>
    /// <param name="level">The share of future values that lo to hi is to hold, 0.50 to 0.99.</param>
    /// <param name="tell">Gets a sentence for each series that cannot be forecast; the others go on.</param>
    /// <param name="ct">Stops it; then no file is written.</param>
    public static async Task<Outcome<ForecastSummary>> WriteAsync(string input, string output, string? details, double level, Action<string> tell, CancellationToken ct)
    {
        if (details is { Length: > 0 } && output.Length > 0 && Path.GetFullPath(details) == Path.GetFullPath(output))
        {
            return new Problem(ProblemKind.Invalid, "The forecasts and their details cannot go to the same file.");
        }

        try
        {
            await using var source = CsvTable.Open(input);
            using var reader = new StreamReader(source);
            ForecastSummary? summary = null;
            await OutputFile.WriteAsync(output, async (stream, token) =>
            {
                await using var writer = Writer(stream);
                if (details is null)
                {
                    summary = await SeriesAsync(reader, writer, null, level, tell, token);
                }
                else
                {
                    await OutputFile.WriteAsync(details, async (second, inner) =>
                    {
                        await using var writerOfDetails = Writer(second);
                        summary = await SeriesAsync(reader, writer, writerOfDetails, level, tell, inner);
                        await writerOfDetails.FlushAsync(inner);
                    }, token);
                }

                await writer.FlushAsync(token);
            }, ct);
            return summary!;
        }
        catch (FileRefusedException e)
        {
            return new Problem(ProblemKind.Invalid, e.Message);
        }
        catch (InvalidDataException)
        {
            return new Problem(ProblemKind.Invalid, $"{input} is not gzipped as its name says, or is damaged.");
        }
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };

    private static async Task<ForecastSummary> SeriesAsync(TextReader input, TextWriter output, TextWriter? details, double level, Action<string> tell, CancellationToken ct)
    {
        var (done, failed) = await RunAsync(input, output, details, level, tell, ct);
        return done + failed > 0
            ? new ForecastSummary(done, failed)
            : throw new FileRefusedException("There are no series in the file; write one a line as id,source,period,m,type,h,v1,v2,….");
    }

    /// <summary>Reads series and writes <c>id,h,mean,lo,hi</c> with that header. The first line of an id counts, later ones are refused.</summary>
    /// <param name="input">Lines as <see cref="ForecastLine"/> reads them; empty lines and a header that begins with <c>id,</c> are passed over.</param>
    /// <param name="output">Where the forecasts go.</param>
    /// <param name="details">Where a line of JSON for each series goes; null = nowhere.</param>
    /// <param name="level">The share of future values that lo to hi is to hold, 0.50 to 0.99.</param>
    /// <param name="tell">Gets a sentence for each series that cannot be forecast; the others go on.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>How many series were forecast, and how many could not be.</returns>
    public static async Task<(int Done, int Failed)> RunAsync(TextReader input, TextWriter output, TextWriter? details, double level, Action<string> tell, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(tell);
        await output.WriteAsync("id,h,mean,lo,hi\n".AsMemory(), ct);
        var lines = new List<(string Text, long Number)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
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
                else if (++number > 1 || !IsHeader(line))
                {
                    if (!string.IsNullOrWhiteSpace(line))
                    {
                        lines.Add((line, number));
                    }
                }
            }

            var answers = new (string? Id, string Text, string Details)[lines.Count];
            await Parallel.ForAsync(0, lines.Count, ct, (i, _) =>
            {
                answers[i] = Answer(lines[i].Text, lines[i].Number, level, details is not null);
                return ValueTask.CompletedTask;
            });
            for (var i = 0; i < answers.Length; i++)
            {
                var (id, text, told) = answers[i];
                if (id is null || !seen.Add(id))
                {
                    failed++;
                    tell(id is null ? text : Numbered(lines[i].Number, id, "this id stands in an earlier line, which counts."));
                }
                else
                {
                    done++;
                    await output.WriteAsync(text.AsMemory(), ct);
                    if (details is not null)
                    {
                        await details.WriteAsync(told.AsMemory(), ct);
                    }
                }
            }
        }

        return (done, failed);
    }

    private static bool IsHeader(string line) => line.StartsWith("id,", StringComparison.OrdinalIgnoreCase) || line.StartsWith("\"id\",", StringComparison.OrdinalIgnoreCase);

    /// <summary>The id with its lines of forecast and its details, or without an id what stands against it.</summary>
    private static (string? Id, string Text, string Details) Answer(string text, long number, double level, bool isDetailed)
    {
        var line = ForecastLine.Read(text, number);
        if (!line.Ok)
        {
            return (null, line.FirstProblem.Message, "");
        }

        var (id, kind, steps, values) = line.Value;
        var forecast = Forecaster.Forecast(new ForecastRequest(values, kind, steps) { Level = level });
        return forecast.Ok
            ? (id, Text(CellValues.Quoted(id), forecast.Value), isDetailed ? Details(id, forecast.Value) : "")
            : (null, Numbered(number, id, forecast.FirstProblem.Message), "");
    }

    private static string Numbered(long number, string id, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"Line {number} ({CsvTable.Shortened(id)}): {what}");

    private static string Text(string id, ForecastResult result)
    {
        var text = new StringBuilder();
        foreach (var step in result.Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"{id},{step.Step},{step.Mean:R},{step.Low:R},{step.High:R}\n");
        }

        return text.ToString();
    }

    private static string Details(string id, ForecastResult result)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, s_json))
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            ForecastDetails.Write(writer, result, result.Warnings);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }
}
