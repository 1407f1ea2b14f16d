using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/state-monthly-balance</c>: what the cases of each governing state held month by month.</summary>
public sealed class StateMonthlyBalance() : MonthlyReport<StateMonthlyBalance.Input>(new ReportMeta
{
    Key = "escrow/state-monthly-balance",
    Title = "Monthly balance by state",
    Question = "How much did the cases governed by a state hold at the beginning and end of each month?",
    Description = "Monthly balance, cut by the state that governs the case. Opening + inflow − outflow = closing, and each closing is the next opening. All states together are the monthly balance.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.agency_month", "escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Finance",
    OldNames = ["/reports/case/idaho-monthly-balance"],
    Synonyms = ["Idaho", "state regulator", "governing law", "funds held by state"],
    Presets =
    [
        new Preset("idaho", "Idaho", new Dictionary<string, string> { ["state"] = "ID" }) { OldPath = "/reports/case/idaho-monthly-balance" },
    ],
    Conventions = [EscrowConventions.Months, EscrowConventions.Flows, EscrowConventions.Posting, EscrowConventions.Reversals, EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("months", "Months", "one row per governing state, month and currency")
        {
            KeyFigures = [new(nameof(Row.Closing), KeyFigureOf.Latest), new(nameof(Row.Inflow)), new(nameof(Row.Outflow)), new(nameof(Row.Net))],
            Controls = [nameof(Row.Inflow), nameof(Row.Outflow), nameof(Row.Net)],
            Drills =
            [
                new(nameof(Row.Inflow), "What came in in this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKinds.In)),
                new(nameof(Row.Outflow), "What went out in this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKinds.Out)),
                new(nameof(Row.Closing), "Cases of this state in this month", typeof(CaseMonthlyBalance), Cases),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Line, "Balance at month-end by state", "months", nameof(Row.Month), [new(nameof(Row.Closing))]) { SplitBy = nameof(Row.State) },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new("EscrowBalanceChange", "Σ inflow − outflow = change in Σ case balances")
        {
            Section = "months",
            Total = nameof(Row.Net),
        },
        new("EscrowBalanceContinuity", "Closing of a month = opening of the next month"),
    ];

    // Cases without a state cannot be chosen by it.
    private static CaseMonthlyBalance.Input? Cases(Input input, Row row) => row.State == "(no state)" ? null : new()
    {
        Period = new Period(row.Month, Dates.MonthEnd(row.Month)),
        State = [row.State],
        Agency = input.Agency,
        CaseType = input.CaseType,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    private static PayeeTransactions.Input? Entries(Input input, Row row, IReadOnlyList<EntryKind> kinds) => row.State == "(no state)" ? null : new()
    {
        Period = new Period(row.Month, Dates.MonthEnd(row.Month)),
        Kind = kinds,
        State = [row.State],
        Agency = input.Agency,
        CaseType = input.CaseType,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>What it asks for.</summary>
    public sealed record Input : IMonthlyInput<Input>
    {
        [Parameter("Period", "Every month that these days touch, in full.", Default = "last-12-months", MaxYears = 10)]
        public Period Period { get; init; }

        [Parameter("State", "Cases governed by these states only.", Lookup = "escrow_state")]
        public IReadOnlyList<string>? State { get; init; }

        [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
        public IReadOnlyList<string>? Agency { get; init; }

        [Parameter("Case type", "Cases of these types only.")]
        public IReadOnlyList<CaseType>? CaseType { get; init; }

        [Parameter("Currency", "Cases held in these currencies only.", Lookup = "escrow_currency", Advanced = true)]
        public IReadOnlyList<string>? Currency { get; init; }

        [Parameter("Include cancelled cases", "Counts cases too whose last recorded status is cancelled.", Advanced = true)]
        public bool IncludeCancelled { get; init; }

        /// <inheritdoc />
        public Input During(Period period) => this with { Period = period };
    }

    /// <summary>A governing state, a month and a currency.</summary>
    public sealed record Row
    {
        [Column("State", "The state that governs the cases.", Key = true)]
        public string State { get; init; } = "";

        [Column("Month", "The calendar month, by its first day.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Currency", "Currency of the cases; amounts of two currencies are never added.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Opening", "Σ case balances at the end of the month before.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Opening { get; init; }

        [Column("Inflow", "Money that came into the cases in the month, net of reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Inflow { get; init; }

        [Column("Outflow", "Money that left the cases in the month, net of reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Outflow { get; init; }

        [Column("Net", "Inflow − outflow.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Net { get; init; }

        [Column("Closing", "Opening + inflow − outflow: Σ case balances at the end of the month.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Closing { get; init; }

        [Column("Cases with a balance", "Cases whose balance at month-end is not zero.")]
        public long CasesWithBalance { get; init; }

        [Column("Cases below zero", "Cases whose balance at month-end is below zero.")]
        public long NegativeCases { get; init; }

        [Column("Below zero", "Σ balances of the cases below zero, as a negative amount; part of the closing.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal NegativeAmount { get; init; }
    }
}
