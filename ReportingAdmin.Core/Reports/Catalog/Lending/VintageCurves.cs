using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Losses and delinquency of loans originated together, by months on the books.</summary>
public sealed class VintageCurves() : SnapshotReport<VintageCurves.Input>(new ReportMeta
{
    Key = "lending/vintage-curves",
    Title = "Vintage curves",
    Question = "Do newer loans go wrong sooner than older ones did at the same age?",
    Description =
        "Loans originated in the same month, quarter or year, by months on the books: cumulative gross and net loss and the share that "
        + "was ever 30, 60 or 90 days late, all ÷ the vintage's original balance. With the vintages, what of them is followed, and how far.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.loan", "lending.loan_month", "lending.charge_off", "lending.recovery", "lending.portfolio"],
    Owner = "Finance",
    Synonyms = ["static pool", "cohort", "cumulative loss", "MOB", "months on book", "CNL", "CGL", "ever 30"],
    Presets =
    [
        new Preset("by-month", "By month of origination", new Dictionary<string, string> { ["cohort"] = "month" }),
        new Preset("by-year", "By year of origination", new Dictionary<string, string> { ["cohort"] = "year" }),
    ],
    Conventions =
    [
        "Months on book: months since the month of origination, which is 0. A point is shown only when the whole vintage has reached it.",
        "Denominator: principal at origination of the vintage, fixed. Followed are loans seen from their origination on; those older than the first snapshot or taken over later are left out and counted in Vintages.",
        "Gross loss: principal by charge-off date; a charge-off that was reversed never was one, so that gross curves never fall. Net: less recoveries by posting date.",
        "Ever 30, 60, 90: original balance of loans that were that many days late at any month-end so far (by each portfolio's method unless one is chosen for all), or charged off.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, CurveRow>("curves", "Curves", "one row per vintage, currency and months on book"),
        new Section<Input, CohortRow>("cohorts", "Vintages", "one row per vintage and currency")
        {
            Controls = [nameof(CohortRow.Loans), nameof(CohortRow.OriginalBalance), nameof(CohortRow.LeftOut), nameof(CohortRow.LeftOutBalance)],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Line, "Cumulative net loss by months on book", "curves", nameof(CurveRow.MonthsOnBook), [new(nameof(CurveRow.NetLossRate))]) { SplitBy = nameof(CurveRow.Vintage) },
        new(ChartKind.Line, "Ever 60 days late by months on book", "curves", nameof(CurveRow.MonthsOnBook), [new(nameof(CurveRow.Ever60))]) { SplitBy = nameof(CurveRow.Vintage) },
    ];

    /// <summary>How long a vintage is.</summary>
    public enum CohortLength
    {
        /// <summary>A calendar quarter.</summary>
        Quarter,

        /// <summary>A calendar month.</summary>
        Month,

        /// <summary>A calendar year.</summary>
        Year,
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : LoanFilters, ISnapshotInput<Input>, IDelinquencyInput<Input>
    {
        [Parameter("As of", "The latest complete month-end snapshot on or before this day is used.", Default = "last-month-end")]
        public SnapshotDate AsOf { get; init; }

        [Parameter("Vintages by", "Loans of one quarter, month or year together.")]
        public CohortLength Cohort { get; init; }

        [Parameter("Days past due by", "One method for all portfolios; left empty, as the setting Conventions:DaysPastDue says: each portfolio's own unless set otherwise.", Unset = DelinquencyMethods.Own, Advanced = true)]
        public DelinquencyMethod? DaysPastDue { get; init; }

        /// <inheritdoc />
        public Input At(SnapshotDate asOf) => this with { AsOf = asOf };

        /// <inheritdoc />
        public Input By(DelinquencyMethod? method) => this with { DaysPastDue = method };
    }

    /// <summary>One row per vintage, currency and months on book.</summary>
    public sealed record CurveRow
    {
        [Column("Vintage", "Quarter, month or year of origination.", Key = true)]
        public string Vintage { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Months on book", "Months since the month of origination.", Key = true, Format = Format.Code)]
        public long MonthsOnBook { get; init; }

        [Column("Loans", "Loans of the vintage that are followed.")]
        public long Loans { get; init; }

        [Column("Original balance", "Σ their principal at origination: the denominator.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal OriginalBalance { get; init; }

        [Column("Gross loss", "Σ principal charged off so far.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal GrossLoss { get; init; }

        [Column("Net loss", "Gross loss less recoveries so far.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal NetLoss { get; init; }

        [Column("Gross loss rate", "Gross loss ÷ original balance.", Format = Format.Rate)]
        public decimal GrossLossRate { get; init; }

        [Column("Net loss rate", "Net loss ÷ original balance.", Format = Format.Rate)]
        public decimal NetLossRate { get; init; }

        [Column("Ever 30+", "Original balance of loans ever 30 or more days late, or charged off ÷ original balance.", Format = Format.Rate)]
        public decimal Ever30 { get; init; }

        [Column("Ever 60+", "The same for 60 or more days.", Format = Format.Rate)]
        public decimal Ever60 { get; init; }

        [Column("Ever 90+", "The same for 90 or more days.", Format = Format.Rate)]
        public decimal Ever90 { get; init; }
    }

    /// <summary>One row per vintage and currency.</summary>
    public sealed record CohortRow
    {
        [Column("Vintage", "Quarter, month or year of origination.", Key = true)]
        public string Vintage { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Loans followed", "Loans seen from their origination on.", Total = Total.Sum)]
        public long Loans { get; init; }

        [Column("Original balance", "Σ their principal at origination.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal OriginalBalance { get; init; }

        [Column("Loans left out", "Loans older than the first snapshot, taken over later, or without a principal at origination.", Total = Total.Sum)]
        public long LeftOut { get; init; }

        [Column("Their original balance", "Σ principal at origination of the loans left out.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal LeftOutBalance { get; init; }

        [Column("Months reached", "Months on book that the whole vintage has reached; −1 while it is still being made; blank where no loan is followed.")]
        public long? Reached { get; init; }
    }
}
