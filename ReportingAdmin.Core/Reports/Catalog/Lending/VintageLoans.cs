using System.ComponentModel;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The loans of a vintage: the rows behind the vintage curves.</summary>
public sealed class VintageLoans() : SnapshotReport<VintageLoans.Input>(new ReportMeta
{
    Key = "lending/vintage-loans",
    Title = "Loans of a vintage",
    Question = "Which loans of a vintage were lost or fell behind, and when?",
    Description =
        "One row per loan originated in the period: its principal at origination, whether it is followed, the first month-end at which it "
        + "was 30, 60 or 90 days late, and what was charged off and recovered. The figures of Vintage curves lead here.",
    Permission = Permissions.LendingLoan,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.loan", "lending.loan_month", "lending.charge_off", "lending.recovery", "lending.portfolio"],
    Owner = "Finance",
    Sensitivity = Sensitivity.Confidential,
    Synonyms = ["static pool loans", "cohort loans", "loans originated in a period"],
    Presets =
    [
        new Preset("ever-60", "Ever 60 days late", new Dictionary<string, string> { ["only"] = "ever_60" }),
        new Preset("lost", "Charged off, originated last year", new Dictionary<string, string> { ["period"] = "last-year", ["only"] = "loss" }),
    ],
    Conventions =
    [
        "Months on book: months since the month of origination, which is 0. With a month on book, only what had happened by the end of that month of the loan's own life counts.",
        LoanConventions.FollowedLoans,
        "Gross loss: principal by charge-off date; a charge-off that was reversed never was one. Net: less recoveries by posting date.",
        "Late: 30, 60 or 90 and more days at a month-end (by each portfolio's method unless one is chosen for all); a loan charged off has been as late as can be.",
        LoanConventions.DeletedLoans,
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("loans", "Loans", "one row per loan originated in the period")
        {
            KeyFigures = [new(null, KeyFigureOf.Rows), new(nameof(Row.OriginalPrincipal)), new(nameof(Row.GrossLoss)), new(nameof(Row.NetLoss))],
            Controls = [nameof(Row.OriginalPrincipal), nameof(Row.GrossLoss), nameof(Row.Recovered), nameof(Row.NetLoss)],
        },
    ];

    /// <summary>Which part of a vintage.</summary>
    public enum VintagePart
    {
        /// <summary>The loans that the curves follow.</summary>
        Followed,

        /// <summary>Those that they leave out.</summary>
        LeftOut,
    }

    /// <summary>What happened to a loan.</summary>
    public enum Mishap
    {
        /// <summary>Principal was charged off, or something recovered of it.</summary>
        Loss,

        /// <summary>30 or more days late.</summary>
        [Description("Ever 30+")]
        Ever30,

        /// <summary>60 or more days late.</summary>
        [Description("Ever 60+")]
        Ever60,

        /// <summary>90 or more days late.</summary>
        [Description("Ever 90+")]
        Ever90,
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : DelinquencyFilters<Input>, ISnapshotInput<Input>
    {
        [Parameter("Originated", "Loans originated on these days, both included.", Default = "last-12-months")]
        public Period Period { get; init; }

        [Parameter("As of", "The latest complete month-end snapshot on or before this day is used.", Default = "last-month-end")]
        public SnapshotDate AsOf { get; init; }

        [Parameter("Part", "Only loans that the curves follow, or only those they leave out.")]
        public VintagePart? Part { get; init; }

        [Parameter("Only", "Only loans to which this has happened.")]
        public Mishap? Only { get; init; }

        [Parameter("Month on book", "Only what had happened by the end of this month of a loan's life; all so far when left empty.", Unset = "All so far", Min = 0, Max = 600, Advanced = true)]
        public int? MonthsOnBook { get; init; }

        /// <inheritdoc />
        public Input At(SnapshotDate asOf) => this with { AsOf = asOf };
    }

    /// <summary>One row per loan.</summary>
    public sealed record Row
    {
        [Column("Loan", "Number of the loan.", Key = true, Total = Total.Count)]
        public string LoanNumber { get; init; } = "";

        [Column("Originated", "Day of origination.")]
        public DateOnly OriginatedOn { get; init; }

        [Column("Currency", "ISO code of the amounts in the row.")]
        public string Currency { get; init; } = "";

        [Column("Original balance", "Principal at origination.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? OriginalPrincipal { get; init; }

        [Column("Gross loss", "Principal charged off.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal GrossLoss { get; init; }

        [Column("Recovered", "Received after the charge-off, before its cost.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Recovered { get; init; }

        [Column("Net loss", "Gross loss − recovered.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetLoss { get; init; }

        [Column("30+ since", "First month-end at which it was 30 or more days late, or the day of its charge-off where that was earlier.")]
        public DateOnly? Late30On { get; init; }

        [Column("60+ since", "The same for 60 or more days.")]
        public DateOnly? Late60On { get; init; }

        [Column("90+ since", "The same for 90 or more days.")]
        public DateOnly? Late90On { get; init; }

        [Column("Followed", "Yes when the curves follow the loan: first seen in a snapshot of the month of its origination or the next.")]
        public bool Followed { get; init; }

        [Column("Portfolio", "Code of the portfolio that the loan is in today.")]
        public string Portfolio { get; init; } = "";

        [Column("Program", "Code of the loan program.")]
        public string? Program { get; init; }

        [Column("Boarded", "Day on which the loan came on the books.")]
        public DateOnly? BoardedOn { get; init; }
    }
}
