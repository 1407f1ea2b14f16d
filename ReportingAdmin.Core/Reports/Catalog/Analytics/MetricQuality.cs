using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Analytics;

/// <summary><c>analytics/metric-quality</c>: gaps, late and double readings of each series.</summary>
public sealed class MetricQuality() : Report<MetricQuality.Input>(new ReportMeta
{
    Key = "analytics/metric-quality",
    Title = "Metric quality",
    Question = "Which metrics can be relied on: where are readings missing, late or sent twice?",
    Description = "One row per series of every service: readings against those its cadence lets expect, gaps, late and double readings.",
    Permission = Permissions.AnalyticsRead,
    ScopedBy = ScopedBy.UnrestrictedOnly,
    Sources = ["analytics.metric", "analytics.series"],
    Owner = "Operations",
    FollowsClock = true,
    Synonyms = ["data quality", "completeness", "gaps", "late", "duplicates"],
    Conventions =
    [
        "Expected: one reading per hour, day, week (from Monday), month, quarter or year, by the series' cadence, for every such span that lies wholly in the period and is over by the time of the report, from the series' first reading of all time on. Without a regular cadence nothing is expected.",
        "Late: received later than the hours chosen after it was recorded; of double readings the first received counts. Double: a further reading of the same moment. Readings of which no series is loaded are not listed.",
        "Days in the company's time zone.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("series", "Series", "one row per series") { Controls = [nameof(Row.Readings), nameof(Row.Duplicates)] },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.StackedBar, "Missing, late and double readings by service", "series", nameof(Row.Service),
            [new(nameof(Row.Missing)), new(nameof(Row.Late)), new(nameof(Row.Duplicates))]),
    ];

    /// <summary>What the report asks for.</summary>
    public sealed record Input
    {
        [Parameter("Period", "Readings recorded on these days, both included.", Default = "last-month")]
        public Period Period { get; init; }

        [Parameter("Service", "Only these services.", Lookup = "metric_service")]
        public IReadOnlyList<string>? Service { get; init; }

        [Parameter("Metric", "Only these metrics.", Lookup = "metric_metric")]
        public IReadOnlyList<string>? Metric { get; init; }

        [Parameter("Subject", "Only these subjects.", Lookup = "metric_subject")]
        public IReadOnlyList<string>? Subject { get; init; }

        [Parameter("Late after", "Hours between recording and receipt after which a reading is late.", Min = 0, Max = 8760, Advanced = true)]
        public int LateHours { get; init; } = 24;
    }

    /// <summary>One row per series.</summary>
    public sealed record Row
    {
        [Column("Service", "The service that reports it.", Key = true)]
        public string Service { get; init; } = "";

        [Column("Metric", "What is measured.", Key = true)]
        public string Metric { get; init; } = "";

        [Column("Subject", "Of what.", Key = true)]
        public string Subject { get; init; } = "";

        [Column("Cadence", "How often a reading is due.")]
        public string? Cadence { get; init; }

        [Column("Readings", "Readings recorded in the period, double ones included.", Total = Total.Sum)]
        public long Readings { get; init; }

        [Column("Expected", "Hours, days, weeks or months that should have one; blank without a regular cadence and where none is expected.", Total = Total.Sum)]
        public long? Expected { get; init; }

        [Column("Missing", "Of those, without any.", Total = Total.Sum)]
        public long? Missing { get; init; }

        [Column("Gaps", "Runs of missing ones.", Total = Total.Sum)]
        public long? Gaps { get; init; }

        [Column("Longest gap", "The longest such run.", Total = Total.Max)]
        public long? LongestGap { get; init; }

        [Column("Completeness", "1 − missing ÷ expected.", Format = Format.Share, Total = Total.WeightedMean, Weight = nameof(Expected))]
        public decimal? Completeness { get; init; }

        [Column("Late", "Moments whose first reading was received later than allowed; double readings are not counted.", Total = Total.Sum)]
        public long Late { get; init; }

        [Column("Double", "Further readings of a moment that already had one.", Total = Total.Sum)]
        public long Duplicates { get; init; }

        [Column("Without value", "Readings that carry no value.", Total = Total.Sum)]
        public long WithoutValue { get; init; }

        [Column("First", "The earliest reading of the period.")]
        public DateTimeOffset? FirstAt { get; init; }

        [Column("Latest", "The latest one.")]
        public DateTimeOffset? LastAt { get; init; }
    }
}
