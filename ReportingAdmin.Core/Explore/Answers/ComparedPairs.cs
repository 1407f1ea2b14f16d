using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore.Answers;

/// <summary>Values of two periods at the same places of the year, all subjects together.</summary>
/// <param name="Values">One pair for each place that both periods have from the same subjects, in order.</param>
/// <param name="LeftOut">Places that one period alone has, or has from other subjects.</param>
internal sealed record ComparedPairs(IReadOnlyList<(double Now, double Before)> Values, int LeftOut)
{
    /// <summary>No pair, so that nothing is tested.</summary>
    public static ComparedPairs None { get; } = new([], 0);

    /// <summary>
    /// True where both periods begin at the same place of the year and their values lie there too. Days and weeks do not: after 365 days a
    /// Saturday stands where a Friday stood, and a week is cut elsewhere.
    /// </summary>
    /// <param name="every">How far apart the values are.</param>
    /// <param name="now">The period.</param>
    /// <param name="before">The earlier one.</param>
    public static bool CanBe(PeriodKind every, Period now, Period before) =>
        every is PeriodKind.Month or PeriodKind.Quarter or PeriodKind.Year && IsSamePlace(now, before);

    /// <summary>True where both periods begin on the same day of the year.</summary>
    /// <param name="now">The period.</param>
    /// <param name="before">The earlier one.</param>
    public static bool IsSamePlace(Period now, Period before) =>
        now.From.Year > before.From.Year && now.From.AddYears(before.From.Year - now.From.Year) == before.From;

    /// <summary>Makes them.</summary>
    /// <param name="question">How readings become values.</param>
    /// <param name="readings">Of both periods.</param>
    /// <param name="subjects">Those that count.</param>
    /// <param name="now">The period.</param>
    /// <param name="before">The earlier one.</param>
    public static ComparedPairs Of(ExploreQuestion question, IReadOnlyList<DayReading> readings, IReadOnlySet<string> subjects, Period now, Period before)
    {
        Dictionary<int, Dictionary<string, double>> Places(Period period) => readings
            .Where(day => subjects.Contains(day.Subject) && day.Day >= period.From && day.Day <= period.To)
            .GroupBy(day => PeriodCalendar.PeriodsBetween(question.Every, period.From, day.Day))
            .ToDictionary(place => place.Key, place => place.GroupBy(day => day.Subject).ToDictionary(days => days.Key, days => question.Merge switch
            {
                Merge.Sum => days.Sum(day => day.Sum),
                Merge.Mean => days.Average(day => day.Mean),
                _ => days.MaxBy(day => day.Day).Last,
            }));

        var (later, earlier) = (Places(now), Places(before));
        var kept = later.Keys.Where(place => earlier.TryGetValue(place, out var then) && then.Keys.ToHashSet().SetEquals(later[place].Keys)).Order().ToList();
        return new ComparedPairs([.. kept.Select(place => (later[place].Values.Sum(), earlier[place].Values.Sum()))], later.Keys.Union(earlier.Keys).Count() - kept.Count);
    }
}
