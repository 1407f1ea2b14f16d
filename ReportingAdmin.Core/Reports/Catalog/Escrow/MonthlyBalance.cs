using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/monthly-balance</c>: what the cases held at the beginning and end of each month.</summary>
public sealed class MonthlyBalance() : MonthlyReport<MonthlyBalance.Input>(new ReportMeta
{
    Key = "escrow/monthly-balance",
    Title = "Monthly balance",
    Question = "How much did the cases hold at the beginning and end of each month, and how many stood below zero?",
    Description = "Opening, inflow, outflow and closing of all cases together, month by month, with the number of cases that hold money or owe it at month-end. Opening + inflow − outflow = closing, and each closing is the next opening.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.agency_month", "escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Finance",
    OldNames = ["/reports/cases/monthly-balance"],
    Synonyms = ["funds held", "trust balance", "opening balance", "closing balance", "overdrawn", "negative balance"],
    Conventions = [EscrowConventions.Months, EscrowConventions.Flows, EscrowConventions.Posting, EscrowConventions.Reversals, EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("months", "Months", "one row per month and currency")
        {
            KeyFigures = [new(nameof(Row.Closing), KeyFigureOf.Latest), new(nameof(Row.Inflow)), new(nameof(Row.Outflow)), new(nameof(Row.NegativeCases), KeyFigureOf.Latest)],
            Controls = [nameof(Row.Inflow), nameof(Row.Outflow), nameof(Row.Net)],
            Drills =
            [
                new(nameof(Row.Inflow), "This month by kind of entry", typeof(MonthlyInflowOutflow), ByKind),
                new(nameof(Row.Outflow), "This month by kind of entry", typeof(MonthlyInflowOutflow), ByKind),
                new(nameof(Row.Closing), "Balances of the cases in this month", typeof(CaseMonthlyBalance), ByCase),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Inflow, outflow and closing balance", "months", nameof(Row.Month),
            [new(nameof(Row.Inflow)), new(nameof(Row.Outflow)), new(nameof(Row.Closing), ChartKind.Line)]),
        new(ChartKind.Bar, "Cases below zero at month-end", "months", nameof(Row.Month), [new(nameof(Row.NegativeCases))]),
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
        new("EscrowAgencyMonths", "Months of the agencies = ledger, for every agency, month and kind"),
    ];

    private static MonthlyInflowOutflow.Input ByKind(Input input, Row row) => new()
    {
        Period = new Period(row.Month, Dates.MonthEnd(row.Month)),
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    private static CaseMonthlyBalance.Input ByCase(Input input, Row row) => new()
    {
        Period = new Period(row.Month, Dates.MonthEnd(row.Month)),
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>What it asks for.</summary>
    public sealed record Input : IMonthlyInput<Input>
    {
        [Parameter("Period", "Every month that these days touch, in full.", Default = "last-12-months")]
        public Period Period { get; init; }

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

    /// <summary>A month and a currency.</summary>
    public sealed record Row
    {
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
