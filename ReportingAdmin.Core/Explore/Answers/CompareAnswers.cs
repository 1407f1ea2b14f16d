using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Statistics.Comparison;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore.Answers;

/// <summary>A period against an earlier one, by subject.</summary>
internal static class CompareAnswers
{
    /// <summary>The period compared, cut to what is known, and the one it is compared with.</summary>
    public static (Period Now, Period Before) Windows(ExploreQuestion question, DateOnly known)
    {
        var to = question.To is { } last && last < known ? last : known;
        var now = new Period(question.From!.Value, to < question.From.Value ? question.From.Value : to);
        if (question.Against == Against.YearEarlier)
        {
            return (now, new Period(now.From.AddYears(-1), EndYearEarlier(now.To)));
        }

        // Whole months are compared with as many whole months, other days with as many days.
        var isMonths = now.From.Day == 1 && now.To.AddDays(1).Day == 1;
        var months = PeriodCalendar.PeriodsBetween(PeriodKind.Month, now.From, now.To) + 1;
        return (now, new Period(isMonths ? now.From.AddMonths(-months) : now.From.AddDays(now.From.DayNumber - now.To.DayNumber - 1), now.From.AddDays(-1)));
    }

    /// <summary>Answers.</summary>
    public static Outcome<ExploreAnswer> Of(ExploreQuestion question, IReadOnlyList<DayReading> readings, Period now, Period before)
    {
        double[] In(IEnumerable<DayReading> days, Period period) =>
        [
            .. days.Where(day => day.Day >= period.From && day.Day <= period.To)
                .GroupBy(day => PeriodCalendar.Start(question.Every, day.Day)).OrderBy(group => group.Key)
                .Select(group => question.Merge switch { Merge.Sum => group.Sum(day => day.Sum), Merge.Mean => group.Average(day => day.Mean), _ => group.MaxBy(day => day.Day).Last }),
        ];

        // What stands at a moment is averaged over the period, not added up.
        double[] Weighed(double[] values) => question.Merge == Merge.Sum ? values : Array.ConvertAll(values, value => value / values.Length);
        var groups = readings.GroupBy(reading => reading.Subject).Select(group => (Name: group.Key, Now: In(group, now), Before: In(group, before))).ToList();
        var kept = groups.Where(group => group.Now.Length > 0 && group.Before.Length > 0).ToList();
        var both = kept.Select(group => new ComparedGroup(group.Name, Weighed(group.Now), Weighed(group.Before))).ToList();
        if (both.Count == 0)
        {
            return new Problem(ProblemKind.Invalid, $"There are not readings in both {Days(now)} and {Days(before)}. Choose a later period.", ExploreFields.Period, "no_values");
        }

        // Values that both periods share, or that hardly move from one to the next, are not the independent ones that a test takes them for.
        var pairs = question.Merge == Merge.Last || before.To >= now.From ? ComparedPairs.None
            : ComparedPairs.CanBe(question.Every, now, before) ? ComparedPairs.Of(question, readings, both.Select(group => group.Name).ToHashSet(), now, before)
            : null;
        var compared = Comparer.Of(both, new ComparisonWords(question.Measure.IsMoney ? $"{question.Name} ({question.Measure.Unit})" : question.Name, question.Against == Against.YearEarlier ? "in the same days a year earlier" : $"in {Days(before)}", question.Measure.MoreIsBetter), pairs?.Values);
        if (!compared.Ok)
        {
            return Outcome<ExploreAnswer>.From([.. compared.Problems.Select(problem => problem with { Field = ExploreFields.Period })]);
        }

        // Weighed values are smaller where there are more of them: they add up to means, but tested are the values themselves.
        var answer = pairs is null && question.Merge != Merge.Sum
            ? compared.Value with { PValue = WelchTest.PValue([.. kept.SelectMany(group => group.Now)], [.. kept.SelectMany(group => group.Before)]) }
            : compared.Value;
        var style = FigureStyle.Of(question.Measure, answer.Items.SelectMany(item => new[] { item.Current, item.Previous ?? 0 }));
        var averaged = question.Measure.IsShare || question.Merge != Merge.Sum;
        var sentence = averaged ? Averaged(question, answer, style) : answer.Sentence;
        var items = answer.Items.OrderByDescending(item => item.Current).ToList();
        var names = items.Count > 12 ? items.Take(12).ToList() : items;
        var picture = new ChartData(ChartKind.Bar, style.Header(names.Count < items.Count ? $"{question.Measure.Title} of the 12 largest subjects" : $"{question.Measure.Title} by subject"), "Subject", [.. names.Select(item => item.Name)],
        [
            new ChartSeries(Days(before), ChartKind.Bar, [.. names.Select(item => (decimal?)style.Of(item.Previous ?? 0))]) { Colour = 5 },
            new ChartSeries(Days(now), ChartKind.Bar, [.. names.Select(item => (decimal?)style.Of(item.Current))]) { Colour = 0 },
        ], style.Format, sentence);
        var left = groups.Where(group => group.Now.Length == 0 || group.Before.Length == 0).Select(group => $"{group.Name} has readings in one of the two periods only and is left out.");
        return new ExploreAnswer(sentence, picture, Table(answer, items, style, averaged, now, before), How(question, answer, groups.Count, averaged, pairs, now, before), [.. left]);
    }

    private static AnswerTable Table(ComparisonAnswer answer, List<ComparedItem> items, FigureStyle style, bool averaged, Period now, Period before)
    {
        var columns = new List<AnswerColumn> { new("Subject", false), new(Days(before)), new(Days(now)), new("Change"), new("Change, %") };
        if (!averaged)
        {
            columns.AddRange([new("Share"), new("Part of the change")]);
        }

        IReadOnlyList<string> Row(ComparedItem item, string name) =>
        [
            name, style.Cell(item.Previous ?? 0), style.Cell(item.Current), style.Cell(item.Change ?? 0), Percent(item.ChangeShare),
            .. averaged ? (string[])[] : [Percent(item.Share), Percent(item.Contribution)],
        ];
        return new AnswerTable(style.Header("By subject"), columns, [.. items.Select(item => Row(item, item.Name)), .. averaged || items.Count < 2 ? (IReadOnlyList<string>[])[] : [Row(answer.Whole, "All")]]);
    }

    private static List<AnswerFact> How(ExploreQuestion question, ComparisonAnswer answer, int subjects, bool averaged, ComparedPairs? pairs, Period now, Period before)
    {
        var facts = new List<AnswerFact>
        {
            AnswerParts.MeasureFact(question, subjects),
            new("Method", averaged ? "Means of the two periods, subject by subject: what stands at a moment cannot be added up" : "Sums of the two periods; share of the whole, and part of the whole change"),
        };
        if (answer.Best is { } best && answer.Worst is { } worst)
        {
            facts.Add(new("Best and worst", $"{best} and {worst}{(question.Measure.MoreIsBetter ? "" : ", less being better")}"));
        }

        facts.Add(new("Test", Test(question, answer, pairs, now, before)));
        return facts;
    }

    private static string Test(ExploreQuestion question, ComparisonAnswer answer, ComparedPairs? pairs, Period now, Period before)
    {
        var noun = PeriodWords.Noun(question.Every);
        if (before.To >= now.From)
        {
            return "None: the two periods have days in common";
        }

        if (question.Merge == Merge.Last)
        {
            return $"None: what stands at a moment hardly moves from one {noun} to the next, and a test would take too much for more than chance";
        }

        bool IsCut(Period period) => PeriodCalendar.Start(question.Every, period.From) != period.From || PeriodCalendar.Start(question.Every, period.To.AddDays(1)) != period.To.AddDays(1);
        var notes = (question.Merge == Merge.Mean ? $"; too small a p where a {noun}'s value is close to the one before" : "")
            + (question.Merge == Merge.Sum && (IsCut(now) || IsCut(before)) ? $"; {noun}s cut at the ends of a period count as far as they lie in it" : "");
        if (pairs is null)
        {
            return answer.PValue is not { } welch ? $"None: fewer than five {noun}s on a side, or all are the same"
                : $"Welch's t on the {noun}s of both periods, {AnswerParts.Chance(welch)}; "
                    + (ComparedPairs.IsSamePlace(now, before) ? $"{noun}s are not paired with those of another year, whose weekdays lie on other dates" : "seasons can make such a difference too") + notes;
        }

        var count = PeriodWords.Count(question.Every, pairs.Values.Count);
        var years = now.From.Year - before.From.Year;
        var left = pairs.LeftOut == 0 ? "" : $"; {PeriodWords.Count(question.Every, pairs.LeftOut)} without the same subjects in both {(pairs.LeftOut == 1 ? "is" : "are")} left out";
        return (answer.PValue, answer.EachBy) switch
        {
            ({ } p, _) => $"Student's t on the differences of {count} to {(question.Every == PeriodKind.Year ? "those" : $"the same {noun}s")} {(years == 1 ? "a year" : AnswerParts.Say($"{years} years"))} earlier{(answer.Items.Count > 1 ? ", all subjects together" : "")}, {AnswerParts.Chance(p)}{left}{notes}",
            (_, 0) => $"None: all of {count} are as they were{left}",
            (_, not null) => $"None is needed: each of {count} differs by as much, the clearest change there is{left}",
            _ => $"None: {count} to compare, fewer than five{left}",
        };
    }

    private static string Averaged(ExploreQuestion question, ComparisonAnswer answer, FigureStyle style)
    {
        var up = answer.Items.MaxBy(item => item.Change ?? 0)!;
        var down = answer.Items.MinBy(item => item.Change ?? 0)!;
        var changed = answer.Items.Count(item => style.Of(item.Current) != style.Of(item.Previous ?? 0));
        if (answer.Items is [var one])
        {
            return changed == 0
                ? $"{question.Name} stood at {style.Said(one.Current)} on average, as before."
                : $"{question.Name} {(one.Change > 0 ? "rose" : "fell")} from {style.Said(one.Previous ?? 0)} to {style.Said(one.Current)} on average.";
        }

        if (changed == 0)
        {
            return $"{question.Name} did not change for any of {answer.Items.Count} subjects.";
        }

        var most = Math.Abs(up.Change ?? 0) >= Math.Abs(down.Change ?? 0) ? up : down;
        return $"{question.Name} changed most for {most.Name}, from {style.Said(most.Previous ?? 0)} to {style.Said(most.Current)} on average; {AnswerParts.Say($"{answer.Items.Count(item => item.Change > 0)} of {answer.Items.Count} subjects rose")}.";
    }

    private static DateOnly EndYearEarlier(DateOnly day) => day.AddDays(1).Day == 1 ? day.AddDays(1).AddYears(-1).AddDays(-1) : day.AddYears(-1);

    private static string Days(Period period)
    {
        var isMonths = period.From.Day == 1 && period.To.AddDays(1).Day == 1;
        var (from, to) = isMonths ? (PeriodWords.Label(PeriodKind.Month, period.From), PeriodWords.Label(PeriodKind.Month, period.To)) : (Dates.InWords(period.From), Dates.InWords(period.To));
        return from == to ? from : $"{from}–{to}";
    }

    private static string Percent(double? share) => share is { } value ? FigureText.Percent(value) : FigureText.None;
}
