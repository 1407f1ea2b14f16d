using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/disbursement-requests</c>: the requests behind the figures of the other reports, one by one.</summary>
public sealed class DisbursementRequests() : Report<DisbursementRequests.Input>(new ReportMeta
{
    Key = "escrow/disbursement-requests",
    Title = "Disbursement requests",
    Question = "Which disbursement requests were submitted, what has become of each, and how long did its payment take?",
    Description = "Every disbursement request that was submitted or paid in the period, or all that were submitted by its end: with its case, staff member and amount, how far it had come, and whether its history or its current status says so.",
    Permission = Permissions.EscrowRead,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.disbursement_request", "escrow.disbursement_request_history", "escrow.escrow_case", "escrow.case_status_history", "escrow.agency", "escrow.staff", "escrow.vendor"],
    Owner = "Operations",
    Synonyms = ["requests", "list of requests", "pending requests", "approvals", "turnaround", "payment requests"],
    Presets =
    [
        new Preset("pending", "Pending, whenever submitted", new Dictionary<string, string> { ["counted"] = "any", ["status"] = "submitted,approved" }),
    ],
    Conventions =
    [
        "Statuses, amounts and payments are those known by the end of the status day, from the request's history, before which it is submitted; a request without any has its current status and amount.",
        "Hours run from submission to the first payment recorded by then, nights and weekends included; a request that does not count as paid, as one cancelled after its payment, has none.",
        EscrowConventions.Cancelled,
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("requests", "Requests", "one row per disbursement request")
        {
            KeyFigures = [new(null, KeyFigureOf.Rows) { Label = "Requests" }, new(nameof(Row.Amount))],
            Controls = [nameof(Row.Amount)],
            Drills = [new(nameof(Row.CaseNumber), BalanceOfCase.Title, typeof(CaseMonthlyBalance), (input, row) => BalanceOfCase.To(row.CaseNumber, input.Period.From.AddYears(-1), input.StatusOn!.Value.Date))],
        },
    ];

    /// <inheritdoc />
    protected override ValueTask<Outcome<Input>> ResolveAsync(ResolveContext context, Input input, CancellationToken ct) =>
        ValueTask.FromResult<Outcome<Input>>(input with { StatusOn = input.StatusOn ?? new AsOf(input.Period.To) });

    /// <summary>What it asks for.</summary>
    public sealed record Input
    {
        [Parameter("Period", "Requests of these days, both included.", Default = "last-32-days")]
        public Period Period { get; init; }

        [Parameter("Which", "Whether the period chooses requests by their submission or by their first payment, or only ends the time in which they were submitted.")]
        public RequestDay Counted { get; init; }

        [Parameter("Status", "Requests of these statuses only.")]
        public IReadOnlyList<RequestStatus>? Status { get; init; }

        [Parameter("Staff member", "Requests submitted by these people only.", Lookup = "request_staff")]
        public IReadOnlyList<string>? Staff { get; init; }

        [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
        public IReadOnlyList<string>? Agency { get; init; }

        [Parameter("Case type", "Cases of these types only.")]
        public IReadOnlyList<CaseType>? CaseType { get; init; }

        [Parameter("Status day", "What was known by the end of this day; the last day of the period when left empty.", Unset = "The last day of the period", Advanced = true)]
        public AsOf? StatusOn { get; init; }

        [Parameter("Team", "Requests of these teams' members only.", Advanced = true)]
        public IReadOnlyList<StaffTeam>? Team { get; init; }

        [Parameter("Without staff member", "Requests that name no staff member only.", Advanced = true)]
        public bool WithoutStaff { get; init; }

        [Parameter("Status said by", "Requests whose status is said by their history, or by their current status, only.", Advanced = true)]
        public StatusSource? SaidBy { get; init; }

        [Parameter("With hours", "Requests only that count as paid on the status day and whose time of payment is known.", Advanced = true)]
        public bool Timed { get; init; }

        [Parameter("State", "Cases governed by these states only.", Lookup = "escrow_state", Advanced = true)]
        public IReadOnlyList<string>? State { get; init; }

        [Parameter("Currency", "Cases held in these currencies only.", Lookup = "escrow_currency", Advanced = true)]
        public IReadOnlyList<string>? Currency { get; init; }

        [Parameter("Include cancelled cases", "Counts cases too whose last recorded status is cancelled.", Advanced = true)]
        public bool IncludeCancelled { get; init; }
    }

    /// <summary>A disbursement request.</summary>
    public sealed record Row
    {
        [Column("Request", "The number of the request.", Key = true, Total = Total.Count)]
        public string RequestNumber { get; init; } = "";

        [Column("Submitted", "When it was submitted.")]
        public DateTimeOffset SubmittedAt { get; init; }

        [Column("Case", "The case that is to pay.")]
        public string CaseNumber { get; init; } = "";

        [Column("Status", "How far it had come by the end of the status day: submitted, approved, rejected, paid or cancelled.")]
        public string Status { get; init; } = "";

        [Column("Currency", "Currency of the case; amounts of two currencies are never added.")]
        public string Currency { get; init; } = "";

        [Column("Amount", "The amount requested as it was known by then.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Amount { get; init; }

        [Column("Paid", "When it was first paid, also where it was cancelled after that; blank where it was not by then.")]
        public DateTimeOffset? PaidAt { get; init; }

        [Column("Hours to payment", "Hours from submission to that payment; blank where it does not count as paid.", Format = Format.OneDecimal)]
        public decimal? Hours { get; init; }

        [Column("Said by", "What says so: its history, or its current status where no history is recorded.")]
        public string SaidBy { get; init; } = "";

        [Column("Agency", "The agency of the case.")]
        public string Agency { get; init; } = "";

        [Column("Agency code", "The code of the agency.")]
        public string AgencyCode { get; init; } = "";

        [Column("Staff member", "Who submitted it.")]
        public string StaffMember { get; init; } = "";

        [Column("Staff code", "The code of the staff member; empty where the request names none.")]
        public string StaffCode { get; init; } = "";

        [Column("Payee", "The vendor that is to be paid, an individual by code; blank where the request names none.", Permission = Permissions.EscrowFinance)]
        public string? Payee { get; init; }

        [Column("Kind", "The trade of the vendor.")]
        public string? PayeeKind { get; init; }

        [Column("Type", "What the case is about.")]
        public string CaseType { get; init; } = "";
    }
}
