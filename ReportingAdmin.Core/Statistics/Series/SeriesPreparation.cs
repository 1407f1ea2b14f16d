using System.Globalization;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Statistics.Series;

/// <summary>How several values of one period become one.</summary>
public enum Merge
{
    /// <summary>Their sum; a period without a value is zero.</summary>
    Sum,

    /// <summary>Their mean; a period without a value is filled between its neighbours.</summary>
    Mean,

    /// <summary>The latest; a period without a value is filled between its neighbours.</summary>
    Last,
}

/// <summary>A value on a date.</summary>
/// <param name="On">The date.</param>
/// <param name="Value">The value; NaN when it is missing.</param>
public readonly record struct DatedValue(DateOnly On, double Value);

/// <summary>An evenly spaced series.</summary>
/// <param name="Kind">How far apart the points are.</param>
/// <param name="Starts">First day of each period.</param>
/// <param name="Values">One finite value per period.</param>
/// <param name="Notes">What was done to get there, in sentences.</param>
public sealed record PreparedSeries(PeriodKind Kind, IReadOnlyList<DateOnly> Starts, double[] Values, IReadOnlyList<string> Notes)
{
    /// <summary>First days of the periods that follow.</summary>
    /// <param name="steps">How many.</param>
    public DateOnly[] Following(int steps)
    {
        var last = Starts[^1];
        return [.. Enumerable.Range(1, steps).Select(h => PeriodCalendar.Add(Kind, last, h))];
    }
}

/// <summary>Makes an evenly spaced series of dated values in any order.</summary>
public static class SeriesPreparation
{
    private const int MostPeriods = 100_000;

    /// <summary>Prepares, and says what it did.</summary>
    /// <param name="points">Dated values; order does not matter.</param>
    /// <param name="kind">How far apart the points are to be.</param>
    /// <param name="merge">How several values of one period become one.</param>
    /// <param name="today">The last day that is known: a period that has not ended by then is left out. Null when all are complete.</param>
    public static Outcome<PreparedSeries> Prepare(IReadOnlyList<DatedValue> points, PeriodKind kind, Merge merge, DateOnly? today = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        var notes = new List<string>();
        var ordered = points.Where(point => !double.IsNaN(point.Value)).OrderBy(point => point.On).ToArray();
        if (ordered.FirstOrDefault(point => Math.Abs(point.Value) > GapFilling.Largest) is { On: var when, Value: not 0 })
        {
            return Bad(Say($"The value of {when:yyyy-MM-dd} is infinite or larger than 1e150 in size, too large to calculate with."), "too_large");
        }

        if (points.Count > ordered.Length)
        {
            notes.Add(Say($"{points.Count - ordered.Length} {(points.Count - ordered.Length == 1 ? "date" : "dates")} without a value {(points.Count - ordered.Length == 1 ? "was" : "were")} passed over."));
        }

        if (today is { } day && ordered.Length > 0)
        {
            var open = PeriodCalendar.Add(kind, PeriodCalendar.Start(kind, day), 1).AddDays(-1) > day ? PeriodCalendar.Start(kind, day) : PeriodCalendar.Add(kind, PeriodCalendar.Start(kind, day), 1);
            var complete = Array.FindAll(ordered, point => point.On < open);
            if (complete.Length < ordered.Length)
            {
                notes.Add(Say($"The period from {open:yyyy-MM-dd} is not complete and was left out ({ordered.Length - complete.Length} {(ordered.Length - complete.Length == 1 ? "value" : "values")})."));
                ordered = complete;
            }
        }

        if (ordered.Length == 0)
        {
            return Bad("There are no values in a complete period; at least one is needed.", "no_values");
        }

        var first = PeriodCalendar.Start(kind, ordered[0].On);
        var count = PeriodCalendar.PeriodsBetween(kind, first, ordered[^1].On) + 1;
        return count > MostPeriods
            ? Bad(Say($"The dates span {count} periods; {MostPeriods} can be worked with. Is a date wrong?"), "too_long")
            : Merged(ordered, kind, merge, first, count, notes);
    }

    private static Outcome<PreparedSeries> Merged(DatedValue[] ordered, PeriodKind kind, Merge merge, DateOnly first, int count, List<string> notes)
    {
        var values = new double[count];
        var known = new int[count];
        foreach (var (on, value) in ordered)
        {
            var at = PeriodCalendar.PeriodsBetween(kind, first, on);
            values[at] = merge == Merge.Last ? value : values[at] + value;
            known[at]++;
        }

        var several = known.Count(seen => seen > 1);
        if (several > 0)
        {
            var how = merge switch { Merge.Sum => "summed", Merge.Mean => "averaged", _ => "replaced by the latest" };
            notes.Add(Say($"{several} {(several == 1 ? "period" : "periods")} had several values, which were {how}."));
        }

        var empty = known.Count(seen => seen == 0);
        for (var i = 0; i < count; i++)
        {
            values[i] = known[i] == 0 ? (merge == Merge.Sum ? 0 : double.NaN) : merge == Merge.Mean ? values[i] / known[i] : values[i];
        }

        var whole = GapFilling.Fill(values);
        if (!whole.Ok)
        {
            return Outcome<PreparedSeries>.From(whole.Problems);
        }

        if (empty > 0)
        {
            notes.Add(Say($"{empty} {(empty == 1 ? "period" : "periods")} without a value {(empty == 1 ? "was" : "were")} {(merge == Merge.Sum ? "counted as zero" : "filled on the line between their neighbours")}."));
        }

        var starts = Enumerable.Range(0, count).Select(i => PeriodCalendar.Add(kind, first, i)).ToArray();
        return new PreparedSeries(kind, starts, whole.Value.Values, notes);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Problem Bad(string message, string code) => new(ProblemKind.Invalid, message, "values", code);
}
