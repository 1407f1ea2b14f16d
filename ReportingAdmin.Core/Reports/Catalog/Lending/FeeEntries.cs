using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Every fee that was assessed and what became of it: the rows behind the fee revenue.</summary>
public sealed class FeeEntries() : Report<FeeEntries.Input>(new ReportMeta
{
    Key = "lending/fee-entries",
    Title = "Fee entries",
    Question = "Which fees were charged, waived, paid or lost, of which loans?",
    Description =
        "One row per fee assessed and per event of a fee in the period, with what it adds to revenue by the kind's recognition and to "
        + "the fees that are open; or the fees open at its end, with all their entries up to then. The figures of Fee revenue lead here.",
    Permission = Permissions.LendingLoan,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.fee", "lending.fee_event", "lending.loan", "lending.payment"],
    Owner = "Finance",
    Sensitivity = Sensitivity.Confidential,
    Synonyms = ["list of fees", "open fees", "unpaid fees", "fee events", "fees of a loan"],
    Presets =
    [
        new Preset("waived", "Waived, last quarter", new Dictionary<string, string> { ["period"] = "last-quarter", ["entry"] = "waived" }),
        new Preset("open", "Open at the last month-end", new Dictionary<string, string> { ["openFees"] = "true" }),
        new Preset("late-fees", "Late fees, last quarter", new Dictionary<string, string> { ["period"] = "last-quarter", ["kind"] = "late" }),
    ],
    Conventions =
    [
        "Each entry counts on the day it occurred, whenever its fee was assessed.",
        "Revenue of a kind recognised when assessed: assessed − waived − refunded; when collected: collected − reversed − refunded. A fee charged off is a loss, not less revenue.",
        "Open: assessed − waived − (collected − reversed) − charged off.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("entries", "Entries", "one row per fee assessed and per event of a fee")
        {
            KeyFigures = [new(null, KeyFigureOf.Rows), new(nameof(Row.Amount)), new(nameof(Row.Revenue))],
            Controls = [nameof(Row.Amount), nameof(Row.Revenue), nameof(Row.Open)],
        },
    ];

    /// <inheritdoc />
    protected override ValueTask<Outcome<Input>> ResolveAsync(ResolveContext context, Input input, CancellationToken ct) =>
        ValueTask.FromResult<Outcome<Input>>(input with
        {
            CollectedKinds = input.CollectedKinds ?? [.. context.Conventions.CollectedFees.Select(kind => Enum.Parse<FeeKind>(kind, ignoreCase: true))],
        });

    /// <summary>What an entry says of its fee.</summary>
    public enum FeeEntry
    {
        /// <summary>Charged.</summary>
        Assessed,

        /// <summary>Given up.</summary>
        Waived,

        /// <summary>Paid.</summary>
        Collected,

        /// <summary>The payment was taken back.</summary>
        CollectionReversed,

        /// <summary>Given back after it was paid.</summary>
        Refunded,

        /// <summary>Written off as lost.</summary>
        ChargedOff,
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : LoanFilters
    {
        [Parameter("Period", "Entries of these days, both included.", Default = "last-month")]
        public Period Period { get; init; }

        [Parameter("Entry", "Only entries of these sorts.")]
        public IReadOnlyList<FeeEntry>? Entry { get; init; }

        [Parameter("Open fees", "Only the fees that are open at the end of the period, with all their entries up to then, also those from before the period.")]
        public bool OpenFees { get; init; }

        [Parameter("Kind", "Only fees of these kinds.")]
        public IReadOnlyList<FeeKind>? Kind { get; init; }

        [Parameter("Revenue when collected", "Kinds that are revenue when collected, all others when assessed; left empty, as the setting Conventions:FeesWhenCollected says.", Advanced = true)]
        public IReadOnlyList<FeeKind>? CollectedKinds { get; init; }
    }

    /// <summary>One row per entry.</summary>
    public sealed record Row
    {
        [Column("Date", "Day on which the fee was assessed, or the event occurred.")]
        public DateOnly OccurredOn { get; init; }

        [Column("Entry", "assessed, waived, collected, collection reversed, refunded or charged off.", Key = true)]
        public string Entry { get; init; } = "";

        [Column("Number", "Number of the event; for an assessment that of the fee.", Key = true, Total = Total.Count)]
        public string Number { get; init; } = "";

        [Column("Kind", "late, NSF (returned payment), origination, payoff, extension or other.")]
        public string Kind { get; init; } = "";

        [Column("Loan", "Number of the loan.")]
        public string? LoanNumber { get; init; }

        [Column("Currency", "ISO code of the amounts in the row.")]
        public string Currency { get; init; } = "";

        [Column("Amount", "Amount of the entry, never negative.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Amount { get; init; }

        [Column("Revenue", "What it adds to revenue, or takes from it, by the kind's recognition.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Revenue { get; init; }

        [Column("Open", "What it adds to the fees that are open, or takes from them.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Open { get; init; }

        [Column("Fee", "Number of the fee.")]
        public string FeeNumber { get; init; } = "";

        [Column("Payment", "Number of the payment that it was collected with, where given.")]
        public string? Payment { get; init; }

        [Column("Portfolio", "Code of the portfolio that the loan is in.")]
        public string Portfolio { get; init; } = "";
    }
}
