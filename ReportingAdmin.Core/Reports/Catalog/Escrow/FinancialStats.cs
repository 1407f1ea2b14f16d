using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/financial-stats</c>: the dozen figures that say how the business stands.</summary>
public sealed class FinancialStats() : Report<PeriodInput>(new ReportMeta
{
    Key = "escrow/financial-stats",
    Title = "Financial statistics",
    Question = "How does the escrow business stand at the end of the period, and how was it in the one before?",
    Description = "Twelve figures of the period beside those of the preceding period of equal length: money per currency, then cases and requests. Held, open, negative and pending are those of the last day; the rest counts over the period.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history", "escrow.ledger_entry", "escrow.case_month", "escrow.disbursement_request", "escrow.disbursement_request_history"],
    Owner = "Finance",
    OldNames = ["financial_stats"],
    Synonyms = ["key figures", "KPI", "summary", "dashboard figures", "financial_stats"],
    Conventions = ["The preceding period has as many days and ends on the day before the first.", EscrowConventions.Posting, EscrowConventions.Reversals, EscrowConventions.Funded, EscrowConventions.Open, "Pending requests are submitted or approved at the end of the last day by their history, which begins with their submission; without any their current status stands.", EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<PeriodInput, Amount>("amounts", "Amounts", "one row per amount and currency")
        {
            Drills = [new(nameof(Amount.Value), "Entries of this period", typeof(PayeeTransactions), Entries)],
        },
        new Section<PeriodInput, Number>("counts", "Cases and requests", "one row per count")
        {
            Drills =
            [
                new(nameof(Number.Value), "Cases open on the last day", typeof(ActiveAsOf), OpenCases),
                new(nameof(Number.Value), "Cases opened in the period", typeof(CaseLifeSpan), CasesOpened),
                new(nameof(Number.Value), "Requests pending at the end of the last day", typeof(DisbursementRequests), Pending),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<PeriodInput>> TieOuts { get; } =
    [
        new("EscrowHeld", "Total held = Σ case balances of the ledger on the last day and before the first") { Own = _ => Printed("amounts") },
        new("FinancialFlows", "Deposits, disbursements, deductions, debits and refunds = monthly rollup, less the days outside the period") { Own = _ => Printed("amounts") },
        new("FinancialCounts", "Negative balances = months of the agencies; funded % = monthly rollup") { Own = _ => Printed("counts") },
        new("FinancialCases", "Cases opened, closed and open = case file and history, looked up case by case") { Own = _ => Printed("counts") },
        new("RequestsPending", "Requests pending = those whose status at the end of the day was submitted or approved") { Own = _ => Printed("counts") },
    ];

    // The words of the sections' rows and of these two columns are the places that the identities name.
    private static OwnFigures Printed(string section) =>
        new(section, new OwnFigure(nameof(Amount.Value), "this period"), new OwnFigure(nameof(Amount.Before), "period before"))
        {
            Place = nameof(Amount.Figure),
            NamedPlacesOnly = true,
        };

    // What is held has no entries of the period alone.
    private static PayeeTransactions.Input? Entries(PeriodInput input, Amount row) => KindOf(row.Figure) is not { } kind ? null : new()
    {
        Period = input.Period,
        Kind = [kind],
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    private static EntryKind? KindOf(string figure) => figure switch
    {
        "Net deposits" => EntryKind.Deposit,
        "Disbursements" => EntryKind.Disbursement,
        "Deductions" => EntryKind.Deduction,
        "Debits" => EntryKind.Debit,
        "Refunds" => EntryKind.Refund,
        _ => null,
    };

    private static ActiveAsOf.Input? OpenCases(PeriodInput input, Number row) => row.Figure != "Cases open" ? null : new()
    {
        AsOf = new AsOf(input.Period.To),
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        Currency = input.Currency,
        IncludeCancelled = input.IncludeCancelled,
    };

    private static CaseLifeSpan.Input? CasesOpened(PeriodInput input, Number row) => row.Figure != "Cases opened" ? null : new()
    {
        AsOf = new AsOf(input.Period.To),
        OpenedFrom = new AsOf(input.Period.From),
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        Currency = input.Currency,
        IncludeCancelled = input.IncludeCancelled,
    };

    private static DisbursementRequests.Input? Pending(PeriodInput input, Number row) => row.Figure != "Requests pending" ? null : new()
    {
        Period = input.Period,
        Counted = RequestDay.Any,
        Status = [RequestStatus.Submitted, RequestStatus.Approved],
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        Currency = input.Currency,
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>An amount and a currency.</summary>
    public sealed record Amount
    {
        [Column("Figure", "What is summed.", Key = true)]
        public string Figure { get; init; } = "";

        [Column("Currency", "Currency of the cases; amounts of two currencies are never added.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("This period", "The amount of the period; total held is that of its last day.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Value { get; init; }

        [Column("Period before", "The amount of the preceding period of equal length.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Before { get; init; }

        [Column("Change", "This period − period before.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Change { get; init; }

        [Column("Change %", "Change ÷ the absolute amount before; blank when that is zero.", Format = Format.Share)]
        public decimal? ChangeShare { get; init; }
    }

    /// <summary>A number of cases or requests, or a share of them.</summary>
    public sealed record Number
    {
        [Column("Figure", "What is counted.", Key = true)]
        public string Figure { get; init; } = "";

        [Column("Unit", "Cases, requests or %.")]
        public string Unit { get; init; } = "";

        [Column("This period", "The figure of the period. Opened counts by the opening day, closed and open by the recorded statuses; the funded % has up to seven decimals in files and is blank when no case was opened.")]
        public decimal? Value { get; init; }

        [Column("Period before", "The figure of the preceding period of equal length.")]
        public decimal? Before { get; init; }

        [Column("Change", "This period − period before; of a % in points.")]
        public decimal? Change { get; init; }

        [Column("Change %", "Change ÷ the figure before; blank when that is zero, and for a %.", Format = Format.Share)]
        public decimal? ChangeShare { get; init; }
    }
}
