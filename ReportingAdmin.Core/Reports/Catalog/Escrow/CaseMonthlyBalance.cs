using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/case-monthly-balance</c>: what each case held at the beginning and end of each month.</summary>
public sealed class CaseMonthlyBalance() : MonthlyReport<CaseMonthlyBalance.Input>(new ReportMeta
{
    Key = "escrow/case-monthly-balance",
    Title = "Monthly balance by case",
    Question = "How much did each case hold at the beginning and end of each month?",
    Description = "Every month of the period for each case that had a balance when it began or an entry in it. Opening + inflow − outflow = closing, and each closing is the next opening.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.case_month", "escrow.escrow_case", "escrow.case_status_history", "escrow.agency"],
    Owner = "Finance",
    OldNames = ["/reports/case/case-monthly-balance"],
    Synonyms = ["case balance", "balance per case", "case statement", "funds of a case"],
    Sensitivity = Sensitivity.Confidential,
    Conventions = [EscrowConventions.Months, EscrowConventions.Flows, EscrowConventions.Posting, EscrowConventions.Reversals, EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("months", "Case months", "one row per case and month, of every case that opened the period with a balance or moved in it")
        {
            KeyFigures = [new(nameof(Row.Closing), KeyFigureOf.Latest), new(nameof(Row.Inflow)), new(nameof(Row.Outflow)), new(nameof(Row.Net))],
            Controls = [nameof(Row.Inflow), nameof(Row.Outflow), nameof(Row.Net)],
            Drills =
            [
                new(nameof(Row.Inflow), "What came into this case in this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKinds.In)),
                new(nameof(Row.Outflow), "What left this case in this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKinds.Out)),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new(
            "EscrowBalanceChange",
            "Σ inflow − outflow = change in Σ case balances",
            input => input.Case is null ? null : "The change of all balances is not cut to the chosen cases.")
        {
            Section = "months",
            Total = nameof(Row.Net),
        },
        new("EscrowRollup", "Monthly rollup = ledger, for every case, month and kind"),
    ];

    private static PayeeTransactions.Input Entries(Input input, Row row, IReadOnlyList<EntryKind> kinds) => new()
    {
        Period = new Period(row.Month, Dates.MonthEnd(row.Month)),
        Kind = kinds,
        Case = [row.CaseNumber],
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>What it asks for.</summary>
    public sealed record Input : IMonthlyInput<Input>
    {
        [Parameter("Period", "Every month that these days touch, in full.", Default = "last-quarter")]
        public Period Period { get; init; }

        [Parameter("Case", "These cases only.", Lookup = "escrow_case")]
        public IReadOnlyList<string>? Case { get; init; }

        [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
        public IReadOnlyList<string>? Agency { get; init; }

        [Parameter("Case type", "Cases of these types only.")]
        public IReadOnlyList<CaseType>? CaseType { get; init; }

        [Parameter("State", "Cases governed by these states only.", Lookup = "escrow_state", Advanced = true)]
        public IReadOnlyList<string>? State { get; init; }

        [Parameter("Currency", "Cases held in these currencies only.", Lookup = "escrow_currency", Advanced = true)]
        public IReadOnlyList<string>? Currency { get; init; }

        [Parameter("Include cancelled cases", "Counts cases too whose last recorded status is cancelled.", Advanced = true)]
        public bool IncludeCancelled { get; init; }

        /// <inheritdoc />
        public Input During(Period period) => this with { Period = period };
    }

    /// <summary>A case and a month.</summary>
    public sealed record Row
    {
        [Column("Case", "The number of the case.", Key = true)]
        public string CaseNumber { get; init; } = "";

        [Column("Month", "The calendar month, by its first day.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Type", "What the case is about.")]
        public string CaseType { get; init; } = "";

        [Column("Agency", "The agency of the case.")]
        public string Agency { get; init; } = "";

        [Column("Agency code", "The code of the agency.")]
        public string AgencyCode { get; init; } = "";

        [Column("Currency", "Currency of the case; amounts of two currencies are never added.")]
        public string Currency { get; init; } = "";

        [Column("Opening", "The balance of the case at the end of the month before.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Opening { get; init; }

        [Column("Inflow", "Money that came into the case in the month, net of reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Inflow { get; init; }

        [Column("Outflow", "Money that left the case in the month, net of reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Outflow { get; init; }

        [Column("Net", "Inflow − outflow.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Net { get; init; }

        [Column("Closing", "Opening + inflow − outflow: the balance of the case at the end of the month.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Closing { get; init; }
    }
}
