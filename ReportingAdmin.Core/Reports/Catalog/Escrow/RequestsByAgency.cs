using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/requests-by-agency</c>: disbursement requests and how far they have come.</summary>
public sealed class RequestsByAgency() : Report<RequestsByAgency.Input>(new ReportMeta
{
    Key = "escrow/requests-by-agency",
    Title = "Requests by agency",
    Question = "How many disbursement requests came from the cases of each agency, how far have they come, and how long does payment take?",
    Description = "Disbursement requests submitted in the period, by their status at its end. A second table has them by month of submission.",
    Permission = Permissions.EscrowRead,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.disbursement_request", "escrow.disbursement_request_history", "escrow.escrow_case", "escrow.case_status_history", "escrow.agency"],
    Owner = "Operations",
    Synonyms = ["disbursement requests", "request volume", "pending requests", "turnaround", "statistics module"],
    Conventions = ["A request counts when it was submitted in the period, in the company's time zone.", "Statuses are those of the end of the period's last day, from the request's history; a request without any has its current status and is counted as such.", "Hours run from submission to the first payment recorded by the end of the period, nights and weekends included.", EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("agencies", "Agencies", "one row per agency and currency")
        {
            Controls = [nameof(Row.Requests), nameof(Row.Amount), nameof(Row.WithoutHistory)],
        },
        new Section<Input, Summary>("months", "Months", "one row per month of submission and currency")
        {
            Controls = [nameof(Summary.Requests), nameof(Summary.Amount), nameof(Summary.WithoutHistory)],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.StackedBar, "Requests by agency and status", "agencies", nameof(Row.Agency),
            [new(nameof(Row.Submitted)), new(nameof(Row.Approved)), new(nameof(Row.Rejected)), new(nameof(Row.Paid)), new(nameof(Row.Cancelled))]),
    ];

    /// <summary>What it asks for.</summary>
    public sealed record Input
    {
        [Parameter("Period", "Requests submitted from the first to the last day.", Default = "last-32-days")]
        public Period Period { get; init; }

        [Parameter("Staff member", "Requests submitted by these people only.", Lookup = "request_staff")]
        public IReadOnlyList<string>? Staff { get; init; }

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
    }

    /// <summary>An agency and a currency.</summary>
    public sealed record Row
    {
        [Column("Agency", "The agency of the cases.")]
        public string Agency { get; init; } = "";

        [Column("Agency code", "The code of the agency.", Key = true)]
        public string AgencyCode { get; init; } = "";

        [Column("Currency", "Currency of the cases; amounts of two currencies are never added.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Requests", "Disbursement requests submitted in the period.", Total = Total.Sum)]
        public long Requests { get; init; }

        [Column("Submitted", "Of them only submitted at the end of the period.", Total = Total.Sum)]
        public long Submitted { get; init; }

        [Column("Approved", "Of them approved and not yet paid at the end of the period.", Total = Total.Sum)]
        public long Approved { get; init; }

        [Column("Rejected", "Of them rejected.", Total = Total.Sum)]
        public long Rejected { get; init; }

        [Column("Paid", "Of them paid by the end of the period.", Total = Total.Sum)]
        public long Paid { get; init; }

        [Column("Cancelled", "Of them cancelled.", Total = Total.Sum)]
        public long Cancelled { get; init; }

        [Column("Amount", "Σ of the requested amounts as of the end of the period.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Amount { get; init; }

        [Column("Median hours to payment", "Median hours from submission to payment; blank when none of them was paid.", Format = Format.OneDecimal)]
        public decimal? MedianHours { get; init; }

        [Column("Timed", "Requests behind that median: those paid by the end of the period.", Total = Total.Sum)]
        public long Timed { get; init; }

        [Column("Without history", "Requests of which no history is recorded: their current status and amount stand in.", Total = Total.Sum)]
        public long WithoutHistory { get; init; }
    }

    /// <summary>A month and a currency.</summary>
    public sealed record Summary
    {
        [Column("Month", "The month of submission, by its first day; the first and the last one only as far as the period goes.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Currency", "Currency of the cases; amounts of two currencies are never added.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Requests", "Disbursement requests submitted in the period.", Total = Total.Sum)]
        public long Requests { get; init; }

        [Column("Submitted", "Of them only submitted at the end of the period.", Total = Total.Sum)]
        public long Submitted { get; init; }

        [Column("Approved", "Of them approved and not yet paid at the end of the period.", Total = Total.Sum)]
        public long Approved { get; init; }

        [Column("Rejected", "Of them rejected.", Total = Total.Sum)]
        public long Rejected { get; init; }

        [Column("Paid", "Of them paid by the end of the period.", Total = Total.Sum)]
        public long Paid { get; init; }

        [Column("Cancelled", "Of them cancelled.", Total = Total.Sum)]
        public long Cancelled { get; init; }

        [Column("Amount", "Σ of the requested amounts as of the end of the period.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Amount { get; init; }

        [Column("Median hours to payment", "Median hours from submission to payment; blank when none of them was paid.", Format = Format.OneDecimal)]
        public decimal? MedianHours { get; init; }

        [Column("Timed", "Requests behind that median: those paid by the end of the period.", Total = Total.Sum)]
        public long Timed { get; init; }

        [Column("Without history", "Requests of which no history is recorded: their current status and amount stand in.", Total = Total.Sum)]
        public long WithoutHistory { get; init; }
    }
}
