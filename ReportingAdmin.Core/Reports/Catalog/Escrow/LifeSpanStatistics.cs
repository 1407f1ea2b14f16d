using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/life-span-statistics</c>: how long closed cases lived, by type and year.</summary>
public sealed class LifeSpanStatistics() : Report<CasesInput>(new ReportMeta
{
    Key = "escrow/life-span-statistics",
    Title = "Life span statistics",
    Question = "How long do cases live until they are closed, and how does that change from year to year?",
    Description = "Cases that are closed on the day, from their opening to their latest closing, by type and year of closing, and how they spread over bands of 90 days.",
    Permission = Permissions.EscrowRead,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Operations",
    OldNames = ["/reports/cases/all-time-life-span"],
    Synonyms = ["average duration", "time to close", "life-span distribution", "case length"],
    Conventions = [EscrowConventions.Open, "A case counts once, in the year of its latest closing; a reopened case counts when it is closed again. A cancelled case, where it is asked for, closes with its cancelling.", EscrowConventions.Closing, "Percentiles lie between the two nearest cases in proportion (percentile_cont).", EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<CasesInput, Year>("years", "By type and year", "one row per case type and year of closing")
        {
            Controls = [nameof(Year.Cases)],
            Drills =
            [
                new(nameof(Year.Cases), "These cases", typeof(CaseLifeSpan), ClosedInYear),
                .. new[] { nameof(Year.MeanDays), nameof(Year.MedianDays), nameof(Year.P10Days), nameof(Year.P90Days), nameof(Year.ShortestDays), nameof(Year.LongestDays) }
                    .Select(column => new Drill<CasesInput, Year>(column, "These cases, with their days", typeof(CaseLifeSpan), ClosedInYear) { EvenAtZero = true }),
            ],
        },
        new Section<CasesInput, Band>("distribution", "Distribution", "one row per band of 90 days and case type")
        {
            Controls = [nameof(Band.Cases)],
            Drills = [new(nameof(Band.Cases), "These cases", typeof(CaseLifeSpan), (input, row) => row.Cases == 0 ? null : ClosedWithin(input, row))],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Closed cases by days from opening", "distribution", nameof(Band.FromDays), [new(nameof(Band.Cases))]) { SplitBy = nameof(Band.CaseType) },
        new(ChartKind.Line, "Median days by year of closing", "years", nameof(Year.YearClosed), [new(nameof(Year.MedianDays))]) { SplitBy = nameof(Year.CaseType) },
    ];

    private static CaseLifeSpan.Input ClosedInYear(CasesInput input, Year row) => Closed(input, row.CaseType) with
    {
        ClosedFrom = new AsOf(new DateOnly((int)row.YearClosed, 1, 1)),
        ClosedTo = new AsOf(new DateOnly((int)row.YearClosed, 12, 31)),
    };

    private static CaseLifeSpan.Input ClosedWithin(CasesInput input, Band row) => Closed(input, row.CaseType) with
    {
        LeastDays = (int)row.FromDays,
        MostDays = (int)row.ToDays,
    };

    // Those that are closed on the day: an open case has no closing by it.
    private static CaseLifeSpan.Input Closed(CasesInput input, string caseType) => new()
    {
        AsOf = input.AsOf,
        ClosedTo = input.AsOf,
        Agency = input.Agency,
        CaseType = CaseTypes.Of(caseType),
        State = input.State,
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>A type of case and a year.</summary>
    public sealed record Year
    {
        [Column("Type", "What the cases are about.", Key = true)]
        public string CaseType { get; init; } = "";

        [Column("Year closed", "The year of the latest closing.", Key = true, Format = Format.Code)]
        public long YearClosed { get; init; }

        [Column("Cases", "Closed cases.", Total = Total.Sum)]
        public long Cases { get; init; }

        [Column("Mean days", "Mean days from opening to closing.", Format = Format.OneDecimal, Total = Total.WeightedMean, Weight = nameof(Cases))]
        public decimal MeanDays { get; init; }

        [Column("Median days", "Half of the cases lived this long or less.", Format = Format.OneDecimal)]
        public decimal MedianDays { get; init; }

        [Column("10th percentile", "A tenth of the cases lived this many days or less.", Format = Format.OneDecimal)]
        public decimal P10Days { get; init; }

        [Column("90th percentile", "Nine tenths of the cases lived this many days or less.", Format = Format.OneDecimal)]
        public decimal P90Days { get; init; }

        [Column("Shortest", "Days of the shortest case.", Total = Total.Min)]
        public long ShortestDays { get; init; }

        [Column("Longest", "Days of the longest case.", Total = Total.Max)]
        public long LongestDays { get; init; }
    }

    /// <summary>A band of 90 days and a type of case.</summary>
    public sealed record Band
    {
        [Column("From days", "Least days of the band.", Key = true)]
        public long FromDays { get; init; }

        [Column("To days", "Most days of the band.")]
        public long ToDays { get; init; }

        [Column("Type", "What the cases are about.", Key = true)]
        public string CaseType { get; init; } = "";

        [Column("Cases", "Closed cases that lived this long.", Total = Total.Sum)]
        public long Cases { get; init; }

        [Column("Share", "Cases ÷ all closed cases of the type.", Format = Format.Share)]
        public decimal Share { get; init; }
    }
}
