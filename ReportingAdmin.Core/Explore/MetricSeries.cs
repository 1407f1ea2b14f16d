using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore;

/// <summary>Makes evenly spaced series of a measure's readings: of one subject, or of all together.</summary>
internal static class MetricSeries
{
    private const int Late = 2; // periods that a subject may be behind the others before it counts as ended

    /// <summary>One series by subject, in order of their names; subjects without a complete period are left out.</summary>
    public static Outcome<IReadOnlyList<(string Subject, PreparedSeries Series)>> BySubject(IReadOnlyList<DayReading> readings, Measure measure, PeriodKind every, Merge merge, DateOnly known)
    {
        var made = new List<(string, PreparedSeries)>();
        Problem? refused = null;
        foreach (var group in readings.GroupBy(reading => reading.Subject))
        {
            var prepared = Prepare([.. group], measure, every, merge, known);
            if (prepared.Ok)
            {
                made.Add((group.Key, prepared.Value));
            }
            else
            {
                refused ??= prepared.FirstProblem;
            }
        }

        return made.Count > 0 ? made
            : refused ?? new Problem(ProblemKind.Invalid, "There are no readings in these days.", ExploreFields.Period, "no_values");
    }

    /// <summary>All subjects as one series: amounts and counts added up, shares and means averaged.</summary>
    public static PreparedSeries Together(IReadOnlyList<(string Subject, PreparedSeries Series)> parts, Measure measure, Merge merge)
    {
        if (parts.Count == 1)
        {
            return parts[0].Series;
        }

        var kind = parts[0].Series.Kind;
        var notes = NotesOf(parts);
        var first = parts.Min(part => part.Series.Starts[0]);
        var last = parts.Max(part => part.Series.Starts[^1]);
        foreach (var (subject, series) in parts.OrderBy(part => part.Series.Starts[^1]))
        {
            var behind = PeriodCalendar.PeriodsBetween(kind, series.Starts[^1], last);
            if (behind is > 0 and <= Late)
            {
                last = series.Starts[^1];
                notes.Add($"Left out from {PeriodWords.In(kind, PeriodCalendar.Add(kind, last, 1))} on, as {subject} has not reported yet.");
                break;
            }
        }

        var count = PeriodCalendar.PeriodsBetween(kind, first, last) + 1;
        var sums = new double[count];
        var there = new int[count];
        foreach (var (_, series) in parts)
        {
            var at = PeriodCalendar.PeriodsBetween(kind, first, series.Starts[0]);
            for (var i = 0; i < series.Values.Length && at + i < count; i++)
            {
                sums[at + i] += series.Values[i];
                there[at + i]++;
            }
        }

        var averaged = measure.IsShare || merge == Merge.Mean;
        var values = sums.Select((sum, i) => averaged && there[i] > 0 ? sum / there[i] : sum).ToArray();
        return new PreparedSeries(kind, [.. Enumerable.Range(0, count).Select(i => PeriodCalendar.Add(kind, first, i))], values, notes);
    }

    /// <summary>What is to be said of the parts: once what holds for all of them, else with the subject's name.</summary>
    public static List<string> NotesOf(IReadOnlyList<(string Subject, PreparedSeries Series)> parts) =>
    [
        .. parts.SelectMany(part => part.Series.Notes.Select(note => (part.Subject, Note: note))).GroupBy(one => one.Note)
            .SelectMany(group => group.Count() == parts.Count ? [group.Key] : group.Select(one => $"{one.Subject}: {one.Note}")),
    ];

    private static Outcome<PreparedSeries> Prepare(DayReading[] days, Measure measure, PeriodKind every, Merge merge, DateOnly known)
    {
        var notes = new List<string>();
        var open = PeriodCalendar.Start(every, known.AddDays(1));
        var kept = Array.FindAll(days, day => day.Day < open);
        if (kept.Length < days.Length && every > measure.Finest)
        {
            notes.Add($"{PeriodWords.Capital(PeriodWords.In(every, open))} is not complete and was left out.");
        }

        if (kept.Length > 0 && merge == Merge.Sum && every > measure.Finest && BeginsLate(kept[0].Day, measure, every) is { } late)
        {
            notes.Add($"{PeriodWords.Capital(PeriodWords.In(every, late))} is not complete and was left out.");
            kept = Array.FindAll(kept, day => PeriodCalendar.Start(every, day.Day) > late);
        }

        if (kept.Length == 0)
        {
            return new Problem(ProblemKind.Invalid, $"There is no complete {PeriodWords.Noun(every)} in these readings. Choose shorter periods or more readings.", ExploreFields.Every, "no_values");
        }

        var missing = PeriodCalendar.PeriodsBetween(measure.Finest, kept[0].Day, kept[^1].Day) + 1 - kept.Select(day => PeriodCalendar.Start(measure.Finest, day.Day)).Distinct().Count();
        if (missing > 0 && merge == Merge.Sum && every > measure.Finest)
        {
            notes.Add($"{PeriodWords.Count(measure.Finest, missing)} without a reading {(missing == 1 ? "is" : "are")} missing in the sums.");
        }

        // A period without a reading is one that nobody told of, not one of nothing.
        var points = kept.GroupBy(day => PeriodCalendar.Start(every, day.Day)).Select(group => new DatedValue(group.Key, merge switch
        {
            Merge.Sum => group.Sum(day => day.Sum),
            Merge.Mean => group.Average(day => day.Mean),
            _ => group.MaxBy(day => day.Day).Last,
        })).ToList();
        var prepared = SeriesPreparation.Prepare(points, every, Merge.Last);
        return prepared.Ok ? prepared.Value with { Notes = [.. notes, .. prepared.Value.Notes] } : prepared;
    }

    // The first period of sums, where its first readings are missing.
    private static DateOnly? BeginsLate(DateOnly first, Measure measure, PeriodKind every)
    {
        var start = PeriodCalendar.Start(every, first);
        var cadence = measure.Finest switch { PeriodKind.Day => 1, PeriodKind.Week => 7, _ => 31 };
        return first.DayNumber - start.DayNumber >= cadence ? start : null;
    }
}
