using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Statistics.Decomposition;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore.Answers;

/// <summary>Whether a measure rises or falls, all together or by subject.</summary>
internal static class TrendAnswers
{
    /// <summary>Of one series.</summary>
    public static Outcome<ExploreAnswer> Of(ExploreQuestion question, PreparedSeries series, int subjects)
    {
        var season = AnswerParts.Season(series);
        var flat = AnswerParts.WithoutSeason(series, season);
        if (TrendTest.Of(flat) is not { } found)
        {
            return TooFew(question, series.Values.Length);
        }

        var style = FigureStyle.Of(question.Measure, series.Values);
        var parts = SeriesDecomposer.Decompose(series.Values, season is null ? [] : [season.Period]);
        var sentence = Sentence(question, series, found, style);
        var picture = AnswerParts.Picture(question, style, $"{question.Name} and its trend", series.Starts,
        [
            new ChartSeries(question.Name, ChartKind.Line, [.. series.Values.Select(value => (decimal?)style.Of(value))]),
            new ChartSeries("Trend", ChartKind.Line, [.. parts.Trend.Select(value => (decimal?)style.Of(value))]),
        ], sentence);
        var table = new AnswerTable(style.Header("Values and trend"),
            [new(PeriodWords.Capital(PeriodWords.Noun(question.Every)), false), new("Value"), new("Trend"), new("Season"), new("Rest")],
            [.. series.Values.Select((value, i) => (IReadOnlyList<string>)[PeriodWords.Label(series.Kind, series.Starts[i]), style.Cell(value), style.Cell(parts.Trend[i]), style.Cell(parts.Season[i]), style.Cell(parts.Remainder[i])]).Reverse()]);
        return new ExploreAnswer(sentence, picture, table,
        [
            AnswerParts.MeasureFact(question, subjects),
            AnswerParts.HistoryFact(series),
            new("Method", "Mann–Kendall test with Sen's slope on the values without their season; the test allows for values that remember each other. Trend and season by STL."),
            new("Test", AnswerParts.Say($"Kendall's tau with time {found.Tau:0.00}, {AnswerParts.Chance(found.PValue)}, n = {found.Count}")),
            AnswerParts.SeasonFact(series.Kind, season),
            new("Trend", AnswerParts.Say($"Strength {parts.TrendStrength:0.00} of 1")),
        ], series.Notes);
    }

    /// <summary>Of each subject, the steepest first.</summary>
    public static Outcome<ExploreAnswer> OfEach(ExploreQuestion question, IReadOnlyList<(string Subject, PreparedSeries Series)> parts)
    {
        var found = parts.Select(part => (part.Subject, part.Series, Trend: TrendTest.Of(AnswerParts.WithoutSeason(part.Series, AnswerParts.Season(part.Series))))).ToList();
        var judged = found.Where(one => one.Trend is not null).Select(one => (one.Subject, one.Series, Trend: one.Trend!)).OrderByDescending(one => one.Trend.Slope).ToList();
        if (judged.Count == 0)
        {
            return TooFew(question, parts.Max(part => part.Series.Values.Length));
        }

        var style = FigureStyle.Of(question.Measure, parts.SelectMany(part => part.Series.Values));
        var slopes = FigureStyle.Of(question.Measure, judged.Select(one => one.Trend.Slope));
        var first = parts.Min(part => part.Series.Starts[0]);
        var last = parts.Max(part => part.Series.Starts[^1]);
        var starts = Enumerable.Range(0, PeriodCalendar.PeriodsBetween(question.Every, first, last) + 1).Select(i => PeriodCalendar.Add(question.Every, first, i)).ToArray();
        var rising = judged.Count(one => one.Trend.Direction == TrendDirection.Increasing);
        var falling = judged.Count(one => one.Trend.Direction == TrendDirection.Decreasing);
        var sentence = AnswerParts.Say($"A rise in {question.Measure.Title} shows for {rising} of {judged.Count} subjects, a fall for {falling}; ")
            + (rising > 0 ? $"{judged[0].Subject} gains most, about {slopes.Said(judged[0].Trend.Slope)} a {PeriodWords.Noun(question.Every)}." : falling > 0 ? $"{judged[^1].Subject} loses most, about {slopes.Said(-judged[^1].Trend.Slope)} a {PeriodWords.Noun(question.Every)}." : "the others cannot be told from their ups and downs.");
        var kept = parts.OrderByDescending(part => part.Series.Values.Sum(Math.Abs)).Take(6).ToList();
        var picture = AnswerParts.Picture(question, style, kept.Count < parts.Count ? $"{question.Measure.Title} of the six largest subjects" : $"{question.Measure.Title} by subject", starts,
            [.. kept.Select(part => new ChartSeries(part.Subject, ChartKind.Line, [.. starts.Select(start => At(part.Series, start) is { } value ? (decimal?)style.Of(value) : null)]))], sentence);
        var table = new AnswerTable(style.Header("Trend by subject"),
            [new("Subject", false), new($"Change a {PeriodWords.Noun(question.Every)}"), new("Direction", false), new("p"), new("n")],
            [.. judged.Select(one => (IReadOnlyList<string>)[one.Subject, slopes.Cell(one.Trend.Slope), Word(one.Trend.Direction), one.Trend.PValue < 0.001 ? "< 0.001" : AnswerParts.Say($"{one.Trend.PValue:0.000}"), AnswerParts.Say($"{one.Trend.Count}")])]);
        return new ExploreAnswer(sentence, picture, table,
        [
            AnswerParts.MeasureFact(question, parts.Count),
            new("Method", "Mann–Kendall test with Sen's slope on each subject's values without their season; a direction is named from p < 0.05."),
            new("Caution", AnswerParts.Say($"Of {judged.Count} tests at 5 %, about one in twenty names a direction by chance")),
        ], MetricSeries.NotesOf(parts));
    }

    private static double? At(PreparedSeries series, DateOnly start) =>
        PeriodCalendar.PeriodsBetween(series.Kind, series.Starts[0], start) is var i && i >= 0 && i < series.Values.Length ? series.Values[i] : null;

    private static string Word(TrendDirection direction) => direction switch { TrendDirection.Increasing => "Increasing", TrendDirection.Decreasing => "Decreasing", _ => "Stable" };

    private static string Sentence(ExploreQuestion question, PreparedSeries series, TrendFound found, FigureStyle style)
    {
        var a = PeriodWords.Noun(question.Every);
        var since = PeriodWords.In(series.Kind, series.Starts[0]);
        return found.Direction == TrendDirection.Stable
            ? $"No clear trend shows in {question.Name} since {since}: ups and downs alone would often look like this ({AnswerParts.Chance(found.PValue)})."
            : $"{question.Name} {(found.Slope > 0 ? "rose" : "fell")} by about {FigureStyle.Of(question.Measure, [found.Slope]).Said(Math.Abs(found.Slope))} a {a} since {since}, more than ups and downs alone explain ({AnswerParts.Chance(found.PValue)}).";
    }

    private static Problem TooFew(ExploreQuestion question, int count) => new(ProblemKind.Invalid,
        AnswerParts.Say($"A trend needs at least {TrendTest.LeastValues} {PeriodWords.Noun(question.Every)}s; there {(count == 1 ? "is" : "are")} {count}. Choose shorter periods or more readings."), ExploreFields.Every, "too_few");
}
