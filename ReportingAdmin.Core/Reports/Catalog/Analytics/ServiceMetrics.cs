using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Analytics;

/// <summary>The metrics that a service reports, by subject and over time: what the reports of the four services share.</summary>
/// <param name="service">The service's name in the metrics.</param>
/// <param name="meta">What the report is.</param>
public abstract class ServiceMetrics(string service, ReportMeta meta) : Report<ServiceMetrics.Input>(meta)
{
    /// <summary>How the figures are made, the same for all services.</summary>
    protected static IReadOnlyList<string> Conventions { get; } =
    [
        "Days in the company's time zone. A reading sent twice counts once, as it was last received.",
        "Sum: of all readings; it says something for amounts and counts of a day or week, not for levels such as followers. Mean and last hold for both.",
        "Figures in two units, such as two currencies, are never added or ranked together. The unit is that of the series; where it names none, that of the reading.",
        "Change: mean of the period ÷ mean of the preceding period of equal length − 1. Share: of the sum over all subjects of the metric in the same unit, also where only some are chosen; blank for metrics that are shares themselves.",
    ];

    /// <inheritdoc />
    public override string SqlName => nameof(ServiceMetrics);

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> Constants { get; } = new Dictionary<string, string> { ["service"] = service };

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, SubjectRow>("subjects", "Subjects", "one row per metric, subject and unit")
        {
            Controls = [nameof(SubjectRow.Readings)],
            Drills =
            [
                new(nameof(SubjectRow.Readings), "Gaps and late readings of this series", typeof(MetricQuality), (input, row) => new MetricQuality.Input
                {
                    Period = input.Period,
                    Service = [service],
                    Metric = [row.Metric],
                    Subject = [row.Subject],
                }),
            ],
        },
        new Section<Input, TrendRow>("trend", "Trend", "one row per month, metric and unit"),
        new Section<Input, TopRow>("top", "Top", "one row per metric, unit and place"),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Line, "Mean reading by month", "trend", nameof(TrendRow.Month), [new(nameof(TrendRow.Mean))]) { SplitBy = nameof(TrendRow.Metric), ApartBy = nameof(TrendRow.Unit) },
    ];

    /// <summary>What the reports ask for.</summary>
    public sealed record Input
    {
        [Parameter("Period", "Readings of these days, both included.", Default = "last-12-months")]
        public Period Period { get; init; }

        [Parameter("Metric", "Only these metrics.", Lookup = "service_metric")]
        public IReadOnlyList<string>? Metric { get; init; }

        [Parameter("Subject", "Only these subjects.", Lookup = "service_subject")]
        public IReadOnlyList<string>? Subject { get; init; }

        [Parameter("Top", "How many subjects of each metric are listed under Top.", Min = 1, Max = 100, Advanced = true)]
        public int Top { get; init; } = 5;
    }

    /// <summary>One row per metric, subject and unit.</summary>
    public sealed record SubjectRow
    {
        [Column("Metric", "What is measured.", Key = true)]
        public string Metric { get; init; } = "";

        [Column("Subject", "Of what: a partner, project, platform or channel.", Key = true)]
        public string Subject { get; init; } = "";

        [Column("Unit", "Of the figures in the row; a currency code for money; empty where neither the series nor the readings name one.", Key = true)]
        public string Unit { get; init; } = "";

        [Column("Readings", "Number of readings in the period.", Total = Total.Sum)]
        public long Readings { get; init; }

        [Column("Sum", "Σ of the readings.")]
        public decimal Sum { get; init; }

        [Column("Mean", "Sum ÷ readings.")]
        public decimal Mean { get; init; }

        [Column("Last", "The latest reading of the period.")]
        public decimal Last { get; init; }

        [Column("Last on", "Its day.")]
        public DateOnly LastOn { get; init; }

        [Column("Mean before", "Mean of the preceding period of equal length; blank without a reading.")]
        public decimal? MeanBefore { get; init; }

        [Column("Change", "(Mean − mean before) ÷ the amount of the mean before without its sign, so that a rise is positive; blank where that is missing or zero.", Format = Format.Share)]
        public decimal? Change { get; init; }

        [Column("Share", "Sum ÷ sum over all subjects of the metric in the unit, also those that are not chosen.", Format = Format.Share)]
        public decimal? Share { get; init; }

        [Column("Course", "Twelve parts of the period in order, low to high; a dot where there is no reading.")]
        public string Sparkline { get; init; } = "";
    }

    /// <summary>One row per month, metric and unit.</summary>
    public sealed record TrendRow
    {
        [Column("Month", "The calendar month, by its first day.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Metric", "What is measured.", Key = true)]
        public string Metric { get; init; } = "";

        [Column("Unit", "Of the figures in the row; a currency code for money; empty where neither the series nor the readings name one.", Key = true)]
        public string Unit { get; init; } = "";

        [Column("Readings", "Number of readings in the month.", Total = Total.Sum)]
        public long Readings { get; init; }

        [Column("Subjects", "Number of subjects with a reading.")]
        public long Subjects { get; init; }

        [Column("Sum", "Σ of the readings.")]
        public decimal Sum { get; init; }

        [Column("Mean", "Sum ÷ readings; blank without any.")]
        public decimal? Mean { get; init; }

        [Column("Measure", "The metric, with its unit where it has several.")]
        public string Measure { get; init; } = "";
    }

    /// <summary>One row per metric, unit and place.</summary>
    public sealed record TopRow
    {
        [Column("Metric", "What is measured.", Key = true)]
        public string Metric { get; init; } = "";

        [Column("Place", "1 for the greatest mean.", Key = true, Format = Format.Code)]
        public long Place { get; init; }

        [Column("Subject", "Which.")]
        public string Subject { get; init; } = "";

        [Column("Unit", "Of the figures in the row; a currency code for money; empty where neither the series nor the readings name one.", Key = true)]
        public string Unit { get; init; } = "";

        [Column("Mean", "Sum ÷ readings: what the place goes by.")]
        public decimal Mean { get; init; }

        [Column("Sum", "Σ of the readings.")]
        public decimal Sum { get; init; }

        [Column("Share", "Sum ÷ sum over all subjects of the metric in the unit, also those that are not chosen.", Format = Format.Share)]
        public decimal? Share { get; init; }
    }
}
