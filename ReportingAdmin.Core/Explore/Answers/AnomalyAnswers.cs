using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Statistics.Anomalies;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore.Answers;

/// <summary>What does not belong to the rest.</summary>
internal static class AnomalyAnswers
{
    /// <summary>Answers.</summary>
    public static Outcome<ExploreAnswer> Of(ExploreQuestion question, PreparedSeries series, int subjects)
    {
        var report = AnswerParts.Anomalies(series);
        if (report.Count < AnomalyDetector.LeastPoints)
        {
            return new Problem(ProblemKind.Invalid, AnswerParts.Say($"At least {AnomalyDetector.LeastPoints} {PeriodWords.Noun(question.Every)}s are needed to tell what is unusual; there {(report.Count == 1 ? "is" : "are")} {report.Count}. Choose shorter periods or more readings."), ExploreFields.Every, "too_few");
        }

        var style = FigureStyle.Of(question.Measure, series.Values);
        var ranked = report.Events.OrderByDescending(one => one.Score).ToList();
        var looked = PeriodWords.Count(series.Kind, report.Count);
        var sentence = ranked.Count == 0
            ? $"Nothing stands out in {question.Name} among {looked}."
            : AnswerParts.Say($"{ranked.Count} of {looked} of {question.Name} {(ranked.Count == 1 ? "stands" : "stand")} out. ") + "Most of all " + LowerFirst(AnswerParts.Told(ranked[0], series, style));
        var drawn = new List<ChartSeries> { new(question.Name, ChartKind.Line, [.. series.Values.Select(value => (decimal?)style.Of(value))]) };
        if (ranked.Count > 0)
        {
            var marked = report.Events.Select(one => one.Index).ToHashSet();
            drawn.Add(new ChartSeries("Stands out", ChartKind.Points, [.. series.Values.Select((value, i) => marked.Contains(i) ? (decimal?)style.Of(value) : null)]) { Colour = 2 });
        }

        var table = new AnswerTable(style.Header("What stands out"),
            [new(PeriodWords.Capital(PeriodWords.Noun(question.Every)), false), new("Kind", false), new("Value"), new("Expected"), new("Difference"), new("Score"), new("Severity", false)],
            [.. ranked.Select(one => (IReadOnlyList<string>)[PeriodWords.Label(series.Kind, series.Starts[one.Index]), one.Kind == AnomalyKind.LevelShift ? "New level" : "Point", style.Cell(one.Value), style.Cell(one.Expected), style.Cell(one.Value - one.Expected), AnswerParts.Say($"{one.Score:0.0}"), one.Severity.ToString()])]);
        return new ExploreAnswer(sentence, AnswerParts.Picture(question, style, $"{question.Name} and what stands out", series.Starts, drawn, sentence), table,
        [
            AnswerParts.MeasureFact(question, subjects),
            AnswerParts.HistoryFact(series),
            new("Method", report.Count < 12 ? "Distance from the median in median absolute deviations, from 3.5 on" : "Season taken out by moving medians, a robust autoregression fitted, each point judged by the errors it would leave behind it"),
            new("Season", report.Season > 1 ? $"Repeats every {PeriodWords.Count(series.Kind, report.Season)}" : "None taken out"),
            new("Score", AnswerParts.Say($"Standard errors between value and expectation; marked from {AnomalyDetector.Threshold}, strong from {1.5 * AnomalyDetector.Threshold}, extreme from {2.5 * AnomalyDetector.Threshold}")),
            new("Values used", AnswerParts.Say($"{report.Count:#,##0}")),
        ], report.Message is { } message ? [message, .. series.Notes] : series.Notes);
    }

    private static string LowerFirst(string text) => char.IsDigit(text[0]) || text.StartsWith("The ", StringComparison.Ordinal) || text.StartsWith("From ", StringComparison.Ordinal) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
