using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/monthly-activity</c>: what happened in the cases month by month.</summary>
public sealed class MonthlyActivity() : MonthlyReport<CaseMonthsInput>(new ReportMeta
{
    Key = "escrow/monthly-activity",
    Title = "Monthly activity",
    Question = "How many cases were opened and closed each month, and how much work was there in them?",
    Description = "Cases opened, closed and open at month-end, ledger entries posted, and disbursement requests submitted and paid, for every month of the period. Open at end = open the month before + opened + reopened − closed − cancelled.",
    Permission = Permissions.EscrowRead,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history", "escrow.case_month", "escrow.disbursement_request", "escrow.disbursement_request_history"],
    Owner = "Operations",
    OldNames = ["/reports/cases/monthly"],
    Synonyms = ["case volume", "workload", "monthly cases", "openings and closings"],
    Conventions = [EscrowConventions.Months, EscrowConventions.Open, EscrowConventions.Openings, EscrowConventions.Cancelled, EscrowConventions.Posting, "A request counts in the month in which it was submitted, and again in the month in which its history first says paid, in the company's time zone; without a history the request's own time of payment stands."],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<CaseMonthsInput, Row>("months", "Months", "one row per month")
        {
            KeyFigures = [new(nameof(Row.OpenAtEnd), KeyFigureOf.Latest), new(nameof(Row.Opened)), new(nameof(Row.Closed))],
            Controls =
            [
                nameof(Row.Opened), nameof(Row.Reopened), nameof(Row.Closed), nameof(Row.Cancelled),
                nameof(Row.Entries), nameof(Row.RequestsSubmitted), nameof(Row.RequestsPaid),
            ],
            Drills =
            [
                new(nameof(Row.Opened), "Cases opened in this month", typeof(CaseLifeSpan), OpenedIn),
                new(nameof(Row.OpenAtEnd), "Cases open at month-end", typeof(ActiveAsOf), OpenThen),
                new(nameof(Row.Entries), "Entries of this month", typeof(PayeeTransactions), Posted),
                new(nameof(Row.RequestsSubmitted), "Requests submitted in this month", typeof(DisbursementRequests), (input, row) => Requests(input, row, RequestDay.Submitted)),
                new(nameof(Row.RequestsPaid), "Requests paid in this month", typeof(DisbursementRequests), (input, row) => Requests(input, row, RequestDay.Paid)),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Cases opened, closed and open", "months", nameof(Row.Month),
            [new(nameof(Row.Opened)), new(nameof(Row.Closed)), new(nameof(Row.OpenAtEnd), ChartKind.Line)]),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<CaseMonthsInput>> TieOuts { get; } =
    [
        new("EscrowOpenCases", "Open at the end of a month = opened + reopened − closed − cancelled = what the case file says"),
    ];

    private static CaseLifeSpan.Input OpenedIn(CaseMonthsInput input, Row row) => new()
    {
        AsOf = new AsOf(Dates.MonthEnd(row.Month)),
        OpenedFrom = new AsOf(row.Month),
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        IncludeCancelled = input.IncludeCancelled,
    };

    private static ActiveAsOf.Input OpenThen(CaseMonthsInput input, Row row) => new()
    {
        AsOf = new AsOf(Dates.MonthEnd(row.Month)),
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        IncludeCancelled = input.IncludeCancelled,
    };

    private static PayeeTransactions.Input Posted(CaseMonthsInput input, Row row) => new()
    {
        Period = new Period(row.Month, Dates.MonthEnd(row.Month)),
        Kind = [.. EntryKinds.In, .. EntryKinds.Out],
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        IncludeCancelled = input.IncludeCancelled,
    };

    private static DisbursementRequests.Input Requests(CaseMonthsInput input, Row row, RequestDay counted) => new()
    {
        Period = new Period(row.Month, Dates.MonthEnd(row.Month)),
        Counted = counted,
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>A month.</summary>
    public sealed record Row
    {
        [Column("Month", "The calendar month, by its first day.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Opened", "Cases opened in the month, each once: by its first recorded status, which is of its opening day.", Total = Total.Sum)]
        public long Opened { get; init; }

        [Column("Reopened", "Cases opened again after a closing or cancelling.", Total = Total.Sum)]
        public long Reopened { get; init; }

        [Column("Closed", "Open cases that were closed in the month.", Total = Total.Sum)]
        public long Closed { get; init; }

        [Column("Cancelled", "Open cases that were cancelled in the month; 0 where cancelled cases are left out.", Total = Total.Sum)]
        public long Cancelled { get; init; }

        [Column("Open at end", "Cases open at the end of the month: those of the month before + opened + reopened − closed − cancelled.")]
        public long OpenAtEnd { get; init; }

        [Column("Entries", "Ledger entries posted in the month, reversals too.", Total = Total.Sum)]
        public long Entries { get; init; }

        [Column("Requests submitted", "Disbursement requests submitted in the month.", Total = Total.Sum)]
        public long RequestsSubmitted { get; init; }

        [Column("Requests paid", "Disbursement requests whose first payment is of the month, whenever submitted, also where they were cancelled after it.", Total = Total.Sum)]
        public long RequestsPaid { get; init; }
    }
}
