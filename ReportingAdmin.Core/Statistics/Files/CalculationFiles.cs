using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>Calculations over a CSV file, answered as JSON: what the command line's <c>calculate</c> does.</summary>
public static class CalculationFiles
{
    private static readonly Calculation[] s_all = [.. RelationCalculations.All, .. ReturnCalculations.All, .. GoalCalculations.All];

    private static readonly JsonWriterOptions s_json = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The names of the methods.</summary>
    public static IReadOnlyList<string> Methods { get; } = [.. s_all.Select(method => method.Name)];

    /// <summary>The methods with what they read and answer, a line each.</summary>
    public static IReadOnlyList<string> Help { get; } = [.. s_all.Select(method => $"{method.Name}: {method.Summary}; header {method.Header}")];

    /// <summary>Calculates.</summary>
    /// <param name="method">One of <see cref="Methods"/>.</param>
    /// <param name="input">A CSV file with the method's header.</param>
    /// <param name="output">The JSON file to write; null = standard output.</param>
    /// <param name="ct">Stops it; then no file is written.</param>
    /// <returns>The place written to, or why nothing was written.</returns>
    public static async Task<Outcome<string>> WriteAsync(string method, string input, string? output, CancellationToken ct)
    {
        if (Array.Find(s_all, known => known.Name == method) is not { } calculation)
        {
            return Bad($"There is no method {CsvTable.Shortened(method)}. Use one of {string.Join(", ", Methods)}.");
        }

        try
        {
            Action<Utf8JsonWriter> answer;
            await using (var table = await CsvTable.OpenAsync(input, ct))
            {
                answer = await calculation.Run(table, ct);
            }

            if (output is null)
            {
                await using var standard = Console.OpenStandardOutput();
                await WriteAsync(standard, answer, ct);
            }
            else
            {
                await OutputFile.WriteAsync(output, (stream, token) => WriteAsync(stream, answer, token), ct);
            }

            return output ?? "-";
        }
        catch (FileRefusedException e)
        {
            return Bad(e.Message);
        }
    }

    private static async Task WriteAsync(Stream stream, Action<Utf8JsonWriter> answer, CancellationToken ct)
    {
        await using (var writer = new Utf8JsonWriter(stream, s_json))
        {
            answer(writer);
            await writer.FlushAsync(ct);
        }

        stream.WriteByte((byte)'\n');
    }

    private static Problem Bad(string message) => new(ProblemKind.Invalid, message);
}
