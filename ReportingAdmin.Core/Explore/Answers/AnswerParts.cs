using System.Globalization;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Statistics.Anomalies;
using ReportingAdmin.Core.Statistics.Decomposition;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore.Answers;

/// <summary>What several answers are made of.</summary>
internal static class AnswerParts
{
    /// <summary>Which figures, in words.</summary>
    public static AnswerFact MeasureFact(ExploreQuestion question, int subjects) => new("Figures", Say(
        $"{question.Measure.Title} as {question.Measure.ServiceTitle} reports it, {How(question.Merge)} by {PeriodWords.Noun(question.Every)}, {Whose(question, subjects)}"));

    /// <summary>How much history, from when to when.</summary>
    public static AnswerFact HistoryFact(PreparedSeries series) => new("History",
        $"{PeriodWords.Count(series.Kind, series.Values.Length)}, {PeriodWords.Label(series.Kind, series.Starts[0])} to {PeriodWords.Label(series.Kind, series.Starts[^1])}");

    /// <summary>The season, or that there is none.</summary>
    public static AnswerFact SeasonFact(PeriodKind kind, FoundSeason? season) => new("Season", season is { IsPresent: true }
        ? Say($"Repeats every {PeriodWords.Count(kind, season.Period)}; strength {season.Strength:0.00} of 1")
        : "None that can be told from chance");

    /// <summary>The strongest season that is present.</summary>
    public static FoundSeason? Season(PreparedSeries series) =>
        SeasonDetector.Find(series.Values, SeasonDetector.Candidates(series.Kind, series.Values.Length)).Where(found => found.IsPresent).OrderByDescending(found => found.Strength).FirstOrDefault();

    /// <summary>The values without their season.</summary>
    public static double[] WithoutSeason(PreparedSeries series, FoundSeason? season)
    {
        var parts = season is null ? null : SeriesDecomposer.Decompose(series.Values, [season.Period]);
        return parts is null ? series.Values : [.. series.Values.Zip(parts.Season, (value, swing) => value - swing)];
    }

    /// <summary>What does not belong to the rest of the series.</summary>
    public static AnomalyReport Anomalies(PreparedSeries series) => AnomalyDetector.Detect(series.Values, SeasonDetector.Candidates(series.Kind, series.Values.Length));

    /// <summary>An event in words.</summary>
    public static string Told(Anomaly found, PreparedSeries series, FigureStyle style) => found.Kind == AnomalyKind.LevelShift
        ? $"From {PeriodWords.In(series.Kind, series.Starts[found.Index])} on it runs at another level: {style.Said(found.Value)} where the old one would have given about {style.Cell(found.Expected)}."
        : $"{PeriodWords.Capital(PeriodWords.In(series.Kind, series.Starts[found.Index]))}: {style.Said(found.Value)}, where about {style.Cell(found.Expected)} was to be expected.";

    /// <summary>A picture over time.</summary>
    public static ChartData Picture(ExploreQuestion question, FigureStyle style, string title, IReadOnlyList<DateOnly> starts, IReadOnlyList<ChartSeries> series, string summary) => new(
        ChartKind.Line,
        style.Header(title),
        PeriodWords.Capital(PeriodWords.Noun(question.Every)),
        [.. starts.Select(start => PeriodWords.Label(question.Every, start))],
        series,
        style.Format,
        summary)
    {
        OverTime = true,
    };

    /// <summary>A p-value in words.</summary>
    public static string Chance(double p) => p < 0.001 ? "p < 0.001" : Say($"p = {p:0.###}");

    /// <summary>Text in no culture.</summary>
    public static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string How(Merge merge) => merge switch { Merge.Sum => "summed", Merge.Mean => "averaged", _ => "the latest reading" };

    private static string Whose(ExploreQuestion question, int subjects) =>
        question.Subject is { } one ? $"of {one}"
        : subjects == 1 ? "of its one subject"
        : Say($"{(question.Each || question.Method == ExploreMethod.Compare ? "by" : question.Measure.IsShare || question.Merge == Merge.Mean ? "mean of" : "all")} {subjects} subjects");
}
