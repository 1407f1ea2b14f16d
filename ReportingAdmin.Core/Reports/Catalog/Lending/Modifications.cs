using System.ComponentModel;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Every modification of a loan: the rows behind the figures of the modification summary.</summary>
public sealed class Modifications() : SnapshotReport<Modifications.Input>(new ReportMeta
{
    Key = "lending/modifications",
    Title = "Modified loans",
    Question = "Which loans were modified, how, and what became of them?",
    Description =
        "One row per modification: the loan, what was changed, terms and principal before and after, and whether the loan held, fell "
        + "behind or left since. The figures of Loan modifications lead here.",
    Permission = Permissions.LendingLoan,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.modification", "lending.loan_month", "lending.loan", "lending.portfolio"],
    Owner = "Collections",
    Sensitivity = Sensitivity.Confidential,
    Synonyms = ["list of modifications", "modified loan list", "restructured loans"],
    Presets =
    [
        new Preset("last-year", "Those of last year", new Dictionary<string, string> { ["period"] = "last-year" }),
        new Preset("year-after", "A year after", new Dictionary<string, string> { ["period"] = "last-year", ["monthsAfter"] = "12" }),
    ],
    Conventions =
    [
        "Modifications by effective date; before and after are as of that day. A loan that was modified twice has two rows.",
        "What became of it: that of the month-end the given number of months after the month of the modification, else of the month-end used. Re-defaulted is 60 or more days late, or charged off.",
        "Payment change bands: 20 % or more down, 10 to under 20 %, under 10 % down, unchanged, up.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("modifications", "Modifications", "one row per modification")
        {
            KeyFigures = [new(null, KeyFigureOf.Rows), new(nameof(Row.UpbBefore)), new(nameof(Row.UpbAfter)), new(nameof(Row.PaymentAfter))],
            Controls =
            [
                nameof(Row.UpbBefore), nameof(Row.UpbAfter), nameof(Row.Capitalised), nameof(Row.PaymentBefore), nameof(Row.PaymentAfter),
            ],
        },
    ];

    /// <summary>By how much the monthly payment changed.</summary>
    public enum PaymentBand
    {
        /// <summary>To four fifths or less.</summary>
        [Description("20 % or more down")]
        TwentyDown,

        /// <summary>To more than four fifths and at most nine tenths.</summary>
        [Description("10 to under 20 % down")]
        TenDown,

        /// <summary>To more than nine tenths.</summary>
        [Description("Under 10 % down")]
        UnderTenDown,

        /// <summary>The same payment.</summary>
        Unchanged,

        /// <summary>A higher one.</summary>
        Up,

        /// <summary>Either payment is not given.</summary>
        NotKnown,
    }

    /// <summary>What became of a modified loan.</summary>
    public enum Fate
    {
        /// <summary>On the books, less than 60 days late.</summary>
        Held,

        /// <summary>60 or more days late.</summary>
        [Description("60 or more days late")]
        Late,

        /// <summary>Charged off by then.</summary>
        ChargedOff,

        /// <summary>Paid off or sold by then.</summary>
        PaidOrSold,

        /// <summary>Without a snapshot at the month-end, and without an exit before it, though its portfolio's was loaded in full.</summary>
        NotSeen,

        /// <summary>Not known: its portfolio's snapshot of the month-end is not loaded in full.</summary>
        NotLoaded,
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : DelinquencyFilters<Input>, ISnapshotInput<Input>
    {
        [Parameter("Period", "Modifications effective on these days, both included.", Default = "last-12-months", MaxYears = 15)]
        public Period Period { get; init; }

        [Parameter("As of", "What became of the loans is looked for up to the latest complete month-end snapshot on or before this day.", Default = "last-month-end")]
        public SnapshotDate AsOf { get; init; }

        [Parameter("Kind", "Only modifications of these kinds.")]
        public IReadOnlyList<ModificationSummary.ModificationKind>? Kind { get; init; }

        [Parameter("Payment change", "Only modifications whose payment changed by so much.", Advanced = true)]
        public IReadOnlyList<PaymentBand>? Band { get; init; }

        [Parameter("Months after", "Only modifications that old at the month-end used, with what had become of them by then; the month-end used itself when left empty.", Unset = "At the month-end used", Min = 0, Max = 180, Advanced = true)]
        public int? MonthsAfter { get; init; }

        [Parameter("Became", "Only modifications of which this has become.", Advanced = true)]
        public IReadOnlyList<Fate>? Became { get; init; }

        /// <inheritdoc />
        public Input At(SnapshotDate asOf) => this with { AsOf = asOf };
    }

    /// <summary>One row per modification.</summary>
    public sealed record Row
    {
        [Column("Modification", "Number of the modification.", Key = true, Total = Total.Count)]
        public string Number { get; init; } = "";

        [Column("Loan", "Number of the loan.")]
        public string? LoanNumber { get; init; }

        [Column("Effective", "Day from which it holds.")]
        public DateOnly EffectiveOn { get; init; }

        [Column("Kind", "rate cut, term extension, deferral, principal reduction, capitalisation or combination.")]
        public string Kind { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.")]
        public string Currency { get; init; } = "";

        [Column("Principal before", "Unpaid principal before.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? UpbBefore { get; init; }

        [Column("Principal after", "Unpaid principal after.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? UpbAfter { get; init; }

        [Column("Capitalised", "Arrears added to principal.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? Capitalised { get; init; }

        [Column("Payment before", "Monthly payment before.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? PaymentBefore { get; init; }

        [Column("Payment after", "Monthly payment after.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? PaymentAfter { get; init; }

        [Column("Change of payment", "The band that the change of the monthly payment lies in; not known where either payment is missing.")]
        public string Band { get; init; } = "";

        [Column("Rate before", "Note rate before.", Format = Format.Rate)]
        public decimal? RateBefore { get; init; }

        [Column("Rate after", "Note rate after.", Format = Format.Rate)]
        public decimal? RateAfter { get; init; }

        [Column("Term before", "Remaining term before, in months.")]
        public long? TermBefore { get; init; }

        [Column("Term after", "Remaining term after, in months.")]
        public long? TermAfter { get; init; }

        [Column("Days late before", "Days past due before.")]
        public long? DaysPastDueBefore { get; init; }

        [Column("Days late after", "Days past due after.")]
        public long? DaysPastDueAfter { get; init; }

        [Column("Looked at", "The month-end by which it is told what became of the loan; blank where the modification is later.")]
        public DateOnly? LookedAt { get; init; }

        [Column("Became", "held, late (60 or more days), charged off, paid or sold, not seen, not loaded (the month-end of its portfolio is not there in full); blank where the modification is later than the month-end.")]
        public string? Became { get; init; }

        [Column("Portfolio", "Code of the portfolio that the loan is in.")]
        public string Portfolio { get; init; } = "";

        [Column("Program", "Code of the loan program.")]
        public string? Program { get; init; }
    }
}
