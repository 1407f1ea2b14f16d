using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Statistics.Forecasting;
using ReportingAdmin.Core.Statistics.Goals;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore.Answers;

/// <summary>A target beside a forecast.</summary>
/// <param name="Target">What is to be reached.</param>
/// <param name="At">The first day of the period in which it is to be reached.</param>
/// <param name="Step">That period, counted from the last known one.</param>
/// <param name="Forecast">The forecast that is shown.</param>
/// <param name="Outlook">How the target stands by it.</param>
internal sealed record GoalAsked(AskedTarget Target, DateOnly At, int Step, ForecastResult Forecast, GoalOutlook Outlook);

/// <summary>Whether and when a measure reaches a target.</summary>
internal static class GoalAnswers
{
    /// <summary>Judges the target, or says at its fields what stands against it.</summary>
    public static Outcome<GoalAsked> Ask(ExploreQuestion question, PreparedSeries series)
    {
        if (series.Values.Length < GoalForecaster.FewestReadings)
        {
            var count = series.Values.Length;
            return Bad(AnswerParts.Say($"A target needs at least {GoalForecaster.FewestReadings} {PeriodWords.Noun(series.Kind)}s; there {(count == 1 ? "is" : "are")} {count}. Choose shorter periods or more readings."), ExploreFields.Every);
        }

        var last = series.Starts[^1];
        var most = ExploreQuestionReader.Most(series.Kind);
        var step = question.By is { } by ? PeriodCalendar.PeriodsBetween(series.Kind, last, by) : question.Ahead;
        if (step < 1)
        {
            return Bad($"The readings already reach {PeriodWords.In(series.Kind, last)}. Choose a day from {Dates.InWords(PeriodCalendar.Add(series.Kind, last, 1))} on.", ExploreFields.By);
        }

        if (step > most)
        {
            return Bad($"A forecast reaches {PeriodWords.Count(series.Kind, most)}. Choose a day before {Dates.InWords(PeriodCalendar.Add(series.Kind, last, most + 1))}, or longer periods.", ExploreFields.By);
        }

        var at = PeriodCalendar.Add(series.Kind, last, step);
        var shown = Math.Max(step, question.Ahead);
        var outlook = GoalForecaster.Judge(new GoalQuestion(series.Values, series.Kind, last, at, question.Target!.Value)
        {
            Direction = question.Target.AtMost ? GoalDirection.Decrease : GoalDirection.Increase,
            Level = question.Level,
            Ahead = shown,
        });
        return outlook.Ok
            ? new GoalAsked(question.Target, at, step, outlook.Value.Forecast with { Steps = [.. outlook.Value.Forecast.Steps.Take(shown)] }, outlook.Value)
            : Outcome<GoalAsked>.From([.. outlook.Problems.Select(problem => problem with { Field = problem.Field switch { "end_on" => ExploreFields.By, "target" => ExploreFields.Target, _ => ExploreFields.Every } })]);
    }

    /// <summary>The finding.</summary>
    public static string Sentence(ExploreQuestion question, GoalAsked goal, FigureStyle style)
    {
        var (outlook, kind) = (goal.Outlook, question.Every);
        var target = style.Exactly(goal.Target.Value);
        var what = outlook.IsReached ? $"still be at {target} or {(goal.Target.AtMost ? "less" : "more")}"
            : goal.Target.AtMost ? $"be down to {target}" : $"reach {target}";
        return GoalSentence.Whole(question.Name, what, PeriodWords.When(kind, goal.At), outlook, style.Cell, day => In(kind, day), kind, goal.At, question.Level);
    }

    /// <summary>The figures that the sentence is made of.</summary>
    public static IReadOnlyList<AnswerFigure> Figures(ExploreQuestion question, GoalAsked goal, FigureStyle style)
    {
        var (outlook, kind) = (goal.Outlook, question.Every);
        var paces = PaceStyle(question, outlook);
        return
        [
            new("Chance", GoalSentence.Percent(outlook.Probability), $"{style.Given(goal.Target.Value)} or {(goal.Target.AtMost ? "less" : "more")} {PeriodWords.When(kind, goal.At)}"),
            new("Expected then", style.Cell(outlook.Final.Mean), AnswerParts.Say($"{style.Cell(outlook.Final.Low)} to {style.Cell(outlook.Final.High)} in {100 * question.Level:0} of 100 cases")),
            First(kind, goal),
            new("Pace needed", outlook.NeededPace == 0 ? "None" : $"{paces.Change(outlook.NeededPace)} a {PeriodWords.Noun(kind)}", $"so far {paces.Change(outlook.ActualPace)} a {PeriodWords.Noun(kind)}"),
        ];
    }

    /// <summary>The picture with the target: its line ends with the period in which it is to be reached.</summary>
    public static ChartData Picture(ChartData picture, GoalAsked goal, FigureStyle style, int shown) => picture with
    {
        Series =
        [
            .. picture.Series,
            new ChartSeries(goal.Target.AtMost ? "Target, at most" : "Target", ChartKind.Line, [.. picture.Labels.Select((_, i) => i < shown + goal.Step ? (decimal?)style.Of(goal.Target.Value) : null)])
            {
                Colour = 2,
                IsLevel = true,
            },
        ],
    };

    /// <summary>The table with the chance of each period.</summary>
    public static AnswerTable Table(AnswerTable table, GoalAsked goal) => table with
    {
        Columns = [.. table.Columns, new("Chance of target")],
        Rows = [.. table.Rows.Select((row, i) => (IReadOnlyList<string>)[.. row, GoalSentence.Percent(goal.Outlook.Chances[i])])],
    };

    /// <summary>How it was computed.</summary>
    public static IEnumerable<AnswerFact> How(ExploreQuestion question, PreparedSeries series, GoalAsked goal, FigureStyle style)
    {
        var noun = PeriodWords.Noun(question.Every);
        yield return new("Target", $"The value of {PeriodWords.In(question.Every, goal.At)} is to be {(goal.Target.AtMost ? "at most" : "at least")} {style.Exactly(goal.Target.Value)}{(question.Merge == Merge.Sum && !question.Measure.IsShare ? $"; one {noun}'s, not what the {noun}s add up to" : "")}");
        yield return new("Chance", $"The share of 1,000 simulated courses of this forecast, as wide apart as its band, in which it is; the latest value, of {PeriodWords.In(question.Every, series.Starts[^1])}, is {style.Said(series.Values[^1])}");
        yield return new("First reached", $"The first {noun} in which a course is there, whether it stays or not; looked for until {In(question.Every, goal.Outlook.LookedUntil)}");
        yield return new("Pace", goal.Forecast.Season is { } season
            ? $"Needed: from the latest value {PeriodWords.Count(question.Every, season.Period)} or a multiple of that before {PeriodWords.In(question.Every, goal.At)}, so that the season does not count; so far: Sen's slope of the values without their season"
            : "Needed: from the latest value; so far: Sen's slope, the middle one of the slopes between all pairs of values");
    }

    private static AnswerFigure First(PeriodKind kind, GoalAsked goal)
    {
        var outlook = goal.Outlook;
        var (early, median, late) = (outlook.Completion.Early, outlook.Completion.Median, outlook.Completion.Late);
        var until = In(kind, outlook.LookedUntil);
        if (outlook.IsReached)
        {
            return new("First reached", "Already", "by the latest value" + (outlook.IsOnTrack ? "" : $", but not likely {PeriodWords.When(kind, goal.At)}"));
        }

        var says = (early, late) switch
        {
            ({ } from, { } to) when from == to => "in at least 8 of 10 courses",
            ({ } from, { } to) => $"{In(kind, from)} to {In(kind, to)} in 8 of 10 courses",
            ({ } from, null) => $"by {In(kind, from)} in one of ten courses, in others not before {until}",
            _ => $"not before {until} in nine of ten courses",
        };
        return new("First reached", median is { } day ? PeriodWords.Capital(In(kind, day)) : "Not in sight", says);
    }

    // A week is named by its first day.
    private static string In(PeriodKind kind, DateOnly day) => PeriodWords.In(kind, PeriodCalendar.Start(kind, day));

    // Changes are smaller than values and have decimals of their own.
    private static FigureStyle PaceStyle(ExploreQuestion question, GoalOutlook outlook) => FigureStyle.Of(question.Measure, [outlook.NeededPace, outlook.ActualPace]);

    private static Problem Bad(string message, string field) => new(ProblemKind.Invalid, message, field, "bad_value");
}
