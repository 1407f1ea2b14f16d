using static ReportingAdmin.Core.Syncs.Importing.Tables.ColumnType;

namespace ReportingAdmin.Core.Syncs.Importing.Tables;

/// <summary>Metrics.</summary>
internal static class AnalyticsTables
{
    /// <summary>The tables.</summary>
    public static IEnumerable<ImportTable> All { get; } =
    [
        new("analytics.series", "A series of readings: how often it comes and in which unit.", "service", "metric_type", "subject")
        {
            Columns =
            [
                new ImportColumn("service", Text, "Who reports it.").Needed(),
                new ImportColumn("metric_type", Text, "What is measured.").Needed(),
                new ImportColumn("subject", Text, "Of what: partner, project, platform, channel; none = of all.").Or(""),
                new ImportColumn("cadence", Text, "How often it comes.").OneOf("hourly", "daily", "weekly", "monthly", "quarterly", "yearly", "irregular"),
                new("unit", Text, "The unit."),
            ],
        },
        new("analytics.metric", "A reading of a metric.", "service", "source_key")
        {
            Columns =
            [
                new ImportColumn("service", Text, "Who reports it.").Needed(),
                new ImportColumn("source_key", Text, "The reading's key at the source.").Needed(),
                new ImportColumn("metric_type", Text, "What is measured.").Needed(),
                new ImportColumn("subject", Text, "Of what: partner, project, platform, channel; none = of all.").Or(""),
                new("value", Number, "The reading."),
                new("unit", Text, "The unit."),
                new ImportColumn("recorded_at", Instant, "When it was taken.").Needed(),
                new("dimensions", Json, "Anything else, as a JSON object."),
            ],
        },
    ];
}
