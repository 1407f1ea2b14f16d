using System.Globalization;
using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>A line of a series as it stands in a file.</summary>
/// <param name="Stamp">Its timestamp, as written.</param>
/// <param name="Value">NaN = missing.</param>
internal readonly record struct SeriesLine(string Stamp, double Value);

/// <summary>A series in order of time and, where its timestamps are days or instants that step evenly, with its gaps.</summary>
/// <param name="Stamps">As written; null where a gap is.</param>
/// <param name="Values">NaN where a value is missing.</param>
/// <param name="Seasons">Season lengths that make sense for its step, in points.</param>
/// <param name="Note">What was put in order, in words; null = nothing.</param>
internal sealed record TimedSeries(IReadOnlyList<string?> Stamps, IReadOnlyList<double> Values, IReadOnlyList<int> Seasons, string? Note)
{
    private static readonly int[] s_anySeason = [4, 7, 12, 24, 52];

    /// <summary>A series with more gaps than this share of its steps is taken as it stands, one point after the other.</summary>
    private const double MostGaps = 0.25;

    /// <summary>Orders the lines of one series.</summary>
    /// <param name="lines">As they stand in the file.</param>
    public static TimedSeries Of(List<SeriesLine> lines)
    {
        var times = new double[lines.Count];
        if (!lines.TrueForAll(line => CellValues.Instant(line.Stamp, out _)) && !lines.TrueForAll(line => Number(line.Stamp) is not null))
        {
            return Plain(lines, "The timestamps are neither dates nor numbers; the lines are taken in the file's order.");
        }

        var areDates = CellValues.Instant(lines[0].Stamp, out _) && lines.TrueForAll(line => CellValues.Instant(line.Stamp, out _));
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = areDates && CellValues.Instant(lines[i].Stamp, out var at) ? at.UtcTicks / (double)TimeSpan.TicksPerDay : Number(lines[i].Stamp)!.Value;
        }

        var isSorted = Enumerable.Range(1, Math.Max(0, times.Length - 1)).All(i => times[i] >= times[i - 1]);
        var order = Enumerable.Range(0, times.Length).OrderBy(i => times[i]).ToList(); // stable: equal times keep the file's order
        var kept = order.Where((place, i) => i == order.Count - 1 || times[order[i + 1]] != times[place]).ToList();
        var note = Ordering(isSorted, order.Count - kept.Count);
        var step = areDates ? Step.Of([.. kept.Select(place => times[place])]) : Step.None;
        var sorted = kept.ConvertAll(place => lines[place]);
        return step.Slot is { } slot && OnGrid(sorted, kept.ConvertAll(place => slot(times[place]))) is { } grid
            ? grid with { Seasons = step.Seasons, Note = note }
            : Plain(sorted, note) with { Seasons = step.Seasons };
    }

    private static TimedSeries Plain(List<SeriesLine> lines, string? note) =>
        new(lines.ConvertAll(line => (string?)line.Stamp), lines.ConvertAll(line => line.Value), s_anySeason, note);

    /// <summary>Each line in its slot; null when two share one or too many are empty.</summary>
    private static TimedSeries? OnGrid(List<SeriesLine> lines, List<long> slots)
    {
        var length = slots[^1] - slots[0] + 1;
        if (length > lines.Count * (1 + MostGaps) || slots.Distinct().Count() != slots.Count)
        {
            return null;
        }

        var stamps = new string?[length];
        var values = Enumerable.Repeat(double.NaN, (int)length).ToArray();
        for (var i = 0; i < lines.Count; i++)
        {
            stamps[slots[i] - slots[0]] = lines[i].Stamp;
            values[slots[i] - slots[0]] = lines[i].Value;
        }

        return new TimedSeries(stamps, values, [], null);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static string? Ordering(bool isSorted, int duplicates)
    {
        var unsorted = isSorted ? null : "The lines were not in order of time and were sorted.";
        var twice = duplicates == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{duplicates} {(duplicates == 1 ? "timestamp" : "timestamps")} stood more than once; the last line of each counts.");
        return unsorted is null && twice is null ? null : string.Join(' ', new[] { unsorted, twice }.OfType<string>());
    }

    /// <summary>How far apart the points are.</summary>
    /// <param name="Slot">The number of the step a time (in days) falls into; null = no even step.</param>
    /// <param name="Seasons">Season lengths that make sense for it.</param>
    private sealed record Step(Func<double, long>? Slot, int[] Seasons)
    {
        public static readonly Step None = new(null, s_anySeason);

        public static Step Of(double[] days)
        {
            if (days.Length < 3)
            {
                return None;
            }

            var apart = RobustScale.Median(Enumerable.Range(1, days.Length - 1).Select(i => days[i] - days[i - 1]).ToArray());
            var first = days[0];
            return apart switch
            {
                > 0.03 and < 0.05 => new Step(day => (long)Math.Round((day - first) * 24), [24]),
                > 0.95 and < 1.05 => new Step(day => (long)Math.Round(day - first), s_anySeason),
                > 6.5 and < 7.5 => new Step(day => (long)Math.Round((day - first) / 7), [52]),
                > 27 and < 32 => new Step(Month, [12]),
                > 88 and < 94 => new Step(day => (Month(day) - Month(first)) / 3, [4]),
                > 360 and < 370 => new Step(day => At(day).Year, []),
                _ => None,
            };
        }

        private static long Month(double day) => (At(day).Year * 12L) + At(day).Month;

        private static DateTime At(double day) => new((long)Math.Round(day * TimeSpan.TicksPerDay), DateTimeKind.Utc);
    }
}
