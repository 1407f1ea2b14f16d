using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/monthly-inflow-outflow</c>: the money that came in and went out each month, by kind of entry.</summary>
public sealed class MonthlyInflowOutflow() : MonthlyReport<MonthlyInflowOutflow.Input>(new ReportMeta
{
    Key = "escrow/monthly-inflow-outflow",
    Title = "Monthly inflow and outflow",
    Question = "How much money came into the cases and went out of them each month, and by what kind of entry?",
    Description = "Inflow, outflow, their difference and the balance held at month-end, then every kind of entry in a column of its own. The kinds of inflow add up to the inflow, the kinds of outflow to the outflow.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.agency_month", "escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Finance",
    OldNames = ["/reports/cases/monthly-inflow-outflow"],
    Synonyms = ["cash flow", "money in", "money out", "deposits", "disbursements", "cumulative balance"],
    Conventions = [EscrowConventions.Months, EscrowConventions.Flows, EscrowConventions.Posting, EscrowConventions.Reversals, EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("months", "Months", "one row per month and currency")
        {
            KeyFigures = [new(nameof(Row.Balance), KeyFigureOf.Latest), new(nameof(Row.Inflow)), new(nameof(Row.Outflow)), new(nameof(Row.Net))],
            Controls =
            [
                nameof(Row.Inflow), nameof(Row.Outflow), nameof(Row.Net),
                nameof(Row.OpeningBalances), nameof(Row.Deposits), nameof(Row.Interest), nameof(Row.TransfersIn), nameof(Row.VendorRefunds),
                nameof(Row.AdjustmentsIn), nameof(Row.Deductions), nameof(Row.Debits), nameof(Row.Disbursements), nameof(Row.Refunds),
                nameof(Row.TransfersOut), nameof(Row.AdjustmentsOut),
            ],
            Drills =
            [
                new(nameof(Row.Inflow), "What came in in this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKinds.In)),
                new(nameof(Row.Outflow), "What went out in this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKinds.Out)),
                new(nameof(Row.Balance), "Balances of the cases in this month", typeof(CaseMonthlyBalance), ByCase),
                new(nameof(Row.OpeningBalances), "Opening balances of this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.Opening)),
                new(nameof(Row.Deposits), "Deposits of this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.Deposit)),
                new(nameof(Row.Interest), "Interest of this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.Interest)),
                new(nameof(Row.TransfersIn), "Transfers in of this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.TransferIn)),
                new(nameof(Row.VendorRefunds), "Vendor refunds of this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.VendorRefund)),
                new(nameof(Row.AdjustmentsIn), "Adjustments in of this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.AdjustmentIn)),
                new(nameof(Row.Deductions), "Deductions of this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.Deduction)),
                new(nameof(Row.Debits), "Debits of this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.Debit)),
                new(nameof(Row.Disbursements), "Disbursements of this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.Disbursement)),
                new(nameof(Row.Refunds), "Refunds of this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.Refund)),
                new(nameof(Row.TransfersOut), "Transfers out of this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.TransferOut)),
                new(nameof(Row.AdjustmentsOut), "Adjustments out of this month", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.AdjustmentOut)),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Inflow, outflow and balance", "months", nameof(Row.Month),
            [new(nameof(Row.Inflow)), new(nameof(Row.Outflow)), new(nameof(Row.Balance), ChartKind.Line)]),
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

    private static PayeeTransactions.Input Entries(Input input, Row row, params IReadOnlyList<EntryKind> kinds) => new()
    {
        Period = new Period(row.Month, Dates.MonthEnd(row.Month)),
        Kind = kinds,
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

        [Column("Inflow", "Σ of the six kinds of inflow, net of reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Inflow { get; init; }

        [Column("Outflow", "Σ of the six kinds of outflow, net of reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Outflow { get; init; }

        [Column("Net", "Inflow − outflow.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Net { get; init; }

        [Column("Balance at month-end", "Cumulative balance: inflow − outflow of all months up to and including this one.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Balance { get; init; }

        [Column("Opening balances", "Balances brought forward from an older system, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal OpeningBalances { get; init; }

        [Column("Deposits", "Money from the intended parents, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Deposits { get; init; }

        [Column("Interest", "Interest earned, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Interest { get; init; }

        [Column("Transfers in", "Money from other cases, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal TransfersIn { get; init; }

        [Column("Vendor refunds", "Money given back by vendors, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal VendorRefunds { get; init; }

        [Column("Adjustments in", "Corrections that raise a balance, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal AdjustmentsIn { get; init; }

        [Column("Deductions", "Fees taken by the company, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Deductions { get; init; }

        [Column("Debits", "Direct charges, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Debits { get; init; }

        [Column("Disbursements", "Payments on approved requests, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Disbursements { get; init; }

        [Column("Refunds", "Money paid back to the intended parents, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Refunds { get; init; }

        [Column("Transfers out", "Money to other cases, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal TransfersOut { get; init; }

        [Column("Adjustments out", "Corrections that lower a balance, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal AdjustmentsOut { get; init; }
    }
}
