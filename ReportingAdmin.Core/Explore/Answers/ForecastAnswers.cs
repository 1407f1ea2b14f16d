using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Statistics.Forecasting;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore.Answers;

/// <summary>What comes next, with its band and what stands out in the history.</summary>
internal static class ForecastAnswers
{
    /// <summary>Answers.</summary>
    public static Outcome<ExploreAnswer> Of(ExploreQuestion question, PreparedSeries series, int subjects)
    {
        GoalAsked? goal = null;
        if (question.Target is not null)
        {
            var asked = GoalAnswers.Ask(question, series);
            if (!asked.Ok)
            {
                return Outcome<ExploreAnswer>.From(asked.Problems);
            }

            goal = asked.Value;
        }

        var forecast = goal is null ? Forecaster.Forecast(new ForecastRequest(series.Values, series.Kind, question.Ahead) { Level = question.Level }) : Outcome<ForecastResult>.Of(goal.Forecast);
        return forecast.Ok
            ? Of(question, series, subjects, forecast.Value, goal)
            : Outcome<ExploreAnswer>.From([.. forecast.Problems.Select(problem => problem with { Field = problem.Field == "steps" ? ExploreFields.Ahead : ExploreFields.Measure })]);
    }

    private static ExploreAnswer Of(ExploreQuestion question, PreparedSeries series, int subjects, ForecastResult result, GoalAsked? goal)
    {
        var starts = series.Following(result.Steps.Count);
        var style = FigureStyle.Of(question.Measure, series.Values.Concat(result.Steps.Select(step => step.High)));
        var found = AnswerParts.Anomalies(series);
        var sentence = goal is null ? Sentence(question, series, result, starts, style) : GoalAnswers.Sentence(question, goal, style);
        var shown = Math.Min(series.Values.Length, Math.Max(Usual(series.Kind), 2 * starts.Length));
        var first = series.Values.Length - shown;
        var picture = Picture(question, series, result, starts, style, found, first, sentence);
        var table = Table(question, result, starts, style);
        return new ExploreAnswer(sentence, goal is null ? picture : GoalAnswers.Picture(picture, goal, style, shown), goal is null ? table : GoalAnswers.Table(table, goal), How(question, series, result, style, subjects, goal), [.. result.Warnings, .. series.Notes])
        {
            Findings = [.. found.Events.Where(one => one.Index >= first).OrderByDescending(one => one.Score).Select(one => AnswerParts.Told(one, series, style))],
            Figures = goal is null ? [] : GoalAnswers.Figures(question, goal, style),
        };
    }

    private static int Usual(PeriodKind kind) => kind switch { PeriodKind.Day => 120, PeriodKind.Week => 104, PeriodKind.Month => 36, PeriodKind.Quarter => 20, _ => 25 };

    private static string Sentence(ExploreQuestion question, PreparedSeries series, ForecastResult result, DateOnly[] starts, FigureStyle style)
    {
        var kind = question.Every;
        var last = result.Steps[^1];
        var when = PeriodWords.In(kind, starts[^1]);
        var cases = AnswerParts.Say($"in {100 * question.Level:0} of 100 cases");
        if (question.Merge != Merge.Sum || question.Measure.IsShare)
        {
            return $"{question.Name} should stand at about {style.Said(last.Mean)} {PeriodWords.When(kind, starts[^1])}, {style.Difference(last.Mean, series.Values[^1])} the {style.Said(series.Values[^1])} of {PeriodWords.In(kind, series.Starts[^1])}; {cases} it will lie between {style.Cell(last.Low)} and {style.Cell(last.High)}.";
        }

        var sum = result.Steps.Sum(step => step.Mean);
        var year = PeriodWords.InYear(kind);
        var n = series.Values.Length;
        var against = question.Ahead <= year && n >= year && year > 1
            ? $", {style.Difference(sum, series.Values[(n - year)..(n - year + question.Ahead)].Sum())} {(question.Ahead == 1 && kind == PeriodKind.Day ? "on" : "in")} the same {(question.Ahead == 1 ? PeriodWords.Noun(kind) : PeriodWords.Noun(kind) + "s")} a year earlier"
            : n >= question.Ahead ? $", {style.Difference(sum, series.Values[^question.Ahead..].Sum())} in the {PeriodWords.Count(kind, question.Ahead)} before" : "";
        var ahead = question.Ahead == 1 ? PeriodWords.When(kind, starts[^1]) : $"over the next {PeriodWords.Count(kind, question.Ahead)}";
        var band = question.Ahead == 1 ? $"; {cases} between {style.Cell(last.Low)} and {style.Cell(last.High)}" : $"; {when} alone will {cases} lie between {style.Cell(last.Low)} and {style.Cell(last.High)}";
        return $"{question.Name} should come to about {style.Said(sum)} {ahead}{against}{band}.";
    }

    private static ChartData Picture(ExploreQuestion question, PreparedSeries series, ForecastResult result, DateOnly[] starts, FigureStyle style, Statistics.Anomalies.AnomalyReport found, int first, string sentence)
    {
        var shown = series.Values.Length - first;
        var none = Enumerable.Repeat((decimal?)null, shown).ToArray();
        var after = Enumerable.Repeat((decimal?)null, starts.Length).ToArray();
        var drawn = new List<ChartSeries>
        {
            new("History", ChartKind.Line, [.. series.Values[first..].Select(value => (decimal?)style.Of(value)), .. after]),
            new("Forecast", ChartKind.Line, [.. none, .. result.Steps.Select(step => (decimal?)style.Of(step.Mean))]),
            new(AnswerParts.Say($"{100 * question.Level:0} % band"), ChartKind.RangeArea, [.. none, .. result.Steps.Select(step => (decimal?)style.Of(step.High))])
            {
                Lows = [.. none, .. result.Steps.Select(step => (decimal?)style.Of(step.Low))],
                Colour = 1,
            },
        };
        if (found.Events.Any(one => one.Index >= first))
        {
            drawn.Add(new ChartSeries("Stands out", ChartKind.Points, [.. Enumerable.Range(first, shown).Select(i => found.Events.Any(one => one.Index == i) ? (decimal?)style.Of(series.Values[i]) : null), .. after]));
        }

        return AnswerParts.Picture(question, style, $"{question.Name} and its forecast", [.. series.Starts.Skip(first), .. starts], drawn, sentence);
    }

    private static AnswerTable Table(ExploreQuestion question, ForecastResult result, DateOnly[] starts, FigureStyle style) => new(
        style.Header("Forecast"),
        [new(PeriodWords.Capital(PeriodWords.Noun(question.Every)), false), new("Forecast"), new(AnswerParts.Say($"Low of {100 * question.Level:0} %")), new(AnswerParts.Say($"High of {100 * question.Level:0} %"))],
        [.. result.Steps.Select((step, i) => (IReadOnlyList<string>)[PeriodWords.Label(question.Every, starts[i]), style.Cell(step.Mean), style.Cell(step.Low), style.Cell(step.High)])]);

    private static List<AnswerFact> How(ExploreQuestion question, PreparedSeries series, ForecastResult result, FigureStyle style, int subjects, GoalAsked? goal)
    {
        var facts = new List<AnswerFact>
        {
            AnswerParts.MeasureFact(question, subjects),
            AnswerParts.HistoryFact(series),
            new("Method", result.Method),
            AnswerParts.SeasonFact(series.Kind, result.Season),
            new("Trend", AnswerParts.Say($"Strength {result.TrendStrength:0.00} of 1")),
            new("Values used", AnswerParts.Say($"{result.Count:#,##0}")),
            new("Band", AnswerParts.Say($"A prediction band: made to hold {100 * question.Level:0} of 100 future values")),
        };
        if (result.YearStrength is { } year)
        {
            facts.Insert(4, new("Year", AnswerParts.Say($"Follows the course of the year; strength {year:0.00} of 1")));
        }

        if (result.Backtest is { } past)
        {
            facts.Add(new("Tried on its own past", AnswerParts.Say($"From {past.Origins} earlier {(past.Origins == 1 ? "point" : "points")}, {PeriodWords.Count(series.Kind, past.Steps)} ahead: a mean error of {style.Said(past.Error)}; repeating {(result.Season is null ? "the last value" : "the last season")} would have missed by {style.Said(past.SeasonalNaiveError)}")));
            facts.Add(new("Measured coverage", AnswerParts.Say($"{100 * past.Coverage:0} % of those {past.Origins * past.Steps:#,##0} values lay within the band")));
        }

        if (goal is not null)
        {
            facts.AddRange(GoalAnswers.How(question, series, goal, style));
        }

        return facts;
    }
}
