using System.Globalization;
using System.Text;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Anomalies;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>What a search through a file came to.</summary>
/// <param name="Series">How many series were read.</param>
/// <param name="Points">How many lines with a value.</param>
/// <param name="Flagged">How many points were flagged.</param>
/// <param name="Notes">What to know about single series, a sentence each.</param>
public sealed record AnomalySummary(int Series, long Points, int Flagged, IReadOnlyList<string> Notes);

/// <summary>Anomalies of the series of a CSV file: what the command line's <c>anomalies</c> does.</summary>
public static class AnomalyFiles
{
    /// <summary>The header that is read.</summary>
    public const string Header = "series,timestamp,value";

    private const int MostNotes = 20;

    /// <summary>Reads series and writes a line for each flagged point, a merged event by its most extreme one; level shifts are not points.</summary>
    /// <param name="input">Lines <c>series,timestamp,value</c> with that header; an empty value is a missing one.</param>
    /// <param name="output">Lines <c>series,timestamp,score</c> with that header.</param>
    /// <param name="ct">Stops it; then no file is written.</param>
    public static async Task<Outcome<AnomalySummary>> WriteAsync(string input, string output, CancellationToken ct)
    {
        try
        {
            // A file that holds its series one after the other is read with one of them in memory; any other as a whole.
            var isGrouped = await IsGroupedAsync(input, ct);
            AnomalySummary? summary = null;
            await OutputFile.WriteAsync(output, async (stream, token) => summary = await WriteAsync(input, isGrouped, stream, token), ct);
            return summary!;
        }
        catch (FileRefusedException e)
        {
            return new Problem(ProblemKind.Invalid, e.Message);
        }
    }

    private static async Task<AnomalySummary> WriteAsync(string input, bool isGrouped, Stream stream, CancellationToken ct)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync("series,timestamp,score".AsMemory(), ct);
        var (series, points, flagged, notes) = (0, 0L, 0, new List<string>());
        await foreach (var (id, lines) in SeriesAsync(input, isGrouped, ct))
        {
            var timed = TimedSeries.Of(lines);
            var report = AnomalyDetector.Detect(timed.Values, timed.Seasons);
            series++;
            points += lines.Count;
            foreach (var note in new[] { timed.Note, report.Message }.OfType<string>().Where(_ => notes.Count < MostNotes))
            {
                notes.Add($"{CsvTable.Shortened(id)}: {note}");
            }

            foreach (var found in report.Events.Where(found => found.Kind == AnomalyKind.Point))
            {
                await writer.WriteLineAsync($"{CellValues.Quoted(id)},{CellValues.Quoted(timed.Stamps[found.Index]!)},{found.Score.ToString("0.###", CultureInfo.InvariantCulture)}".AsMemory(), ct);
                flagged++;
            }
        }

        await writer.FlushAsync(ct);
        return new AnomalySummary(series, points, flagged, notes);
    }

    private static async Task<bool> IsGroupedAsync(string input, CancellationToken ct)
    {
        await using var table = await CsvTable.OpenAsync(input, ct);
        var columns = Columns.Of(table);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? current = null;
        while (await table.ReadAsync(ct))
        {
            _ = columns.Read(table); // every line is looked at before work begins
            var id = table[columns.Series];
            if (id != current && !seen.Add(id))
            {
                return false;
            }

            current = id;
        }

        return true;
    }

    private static async IAsyncEnumerable<(string Id, List<SeriesLine> Lines)> SeriesAsync(
        string input, bool isGrouped, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var table = await CsvTable.OpenAsync(input, ct);
        var columns = Columns.Of(table);
        var pending = new List<(string Id, List<SeriesLine> Lines)>();
        var byId = new Dictionary<string, List<SeriesLine>>(StringComparer.Ordinal);
        while (await table.ReadAsync(ct))
        {
            var id = table[columns.Series];
            if (!byId.TryGetValue(id, out var lines))
            {
                if (isGrouped && pending.Count > 0)
                {
                    yield return pending[0];
                    pending.Clear();
                    byId.Clear();
                }

                byId[id] = lines = [];
                pending.Add((id, lines));
            }

            lines.Add(columns.Read(table));
        }

        foreach (var rest in pending)
        {
            yield return rest;
        }
    }

    private readonly record struct Columns(int Series, int Timestamp, int Value)
    {
        public static Columns Of(CsvTable table) => new(table.Require("series", Header), table.Require("timestamp", Header), table.Require("value", Header));

        public SeriesLine Read(CsvTable table)
        {
            var stamp = table[Timestamp];
            if (stamp.Length == 0)
            {
                throw table.Refused("the timestamp is missing.");
            }

            var text = table[Value];
            if (text.Length == 0)
            {
                return new SeriesLine(stamp, double.NaN);
            }

            return CellValues.Number(text, out var value) is { } wrong ? throw table.Refused($"{wrong}.") : new SeriesLine(stamp, value);
        }
    }
}
