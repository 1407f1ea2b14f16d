using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/requests-by-agency</c>: disbursement requests and how far they have come.</summary>
public sealed class RequestsByAgency() : Report<RequestsInput>(new ReportMeta
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
    Conventions = EscrowConventions.Requests,
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<RequestsInput, Row>("agencies", "Agencies", "one row per agency and currency")
        {
            Controls = [nameof(Row.Requests), nameof(Row.Amount), nameof(Row.WithoutHistory)],
            Drills = RequestLinks.Of<Row>((all, row) => all with { Agency = [row.AgencyCode] }),
        },
        new Section<RequestsInput, Summary>("months", "Months", "one row per month of submission and currency")
        {
            Controls = [nameof(Summary.Requests), nameof(Summary.Amount), nameof(Summary.WithoutHistory)],
            Drills = RequestLinks.Of<Summary>((all, row) => all with { Period = Within(all.Period, row.Month), StatusOn = new AsOf(all.Period.To) }),
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.StackedBar, "Requests by agency and status", "agencies", nameof(Row.Agency),
            [new(nameof(Row.Submitted)), new(nameof(Row.Approved)), new(nameof(Row.Rejected)), new(nameof(Row.Paid)), new(nameof(Row.Cancelled))]),
    ];

    // The days of the month that the period touches; what was known of their requests is that of the period's end.
    private static Period Within(Period period, DateOnly month) =>
        new(month > period.From ? month : period.From, Dates.MonthEnd(month) < period.To ? Dates.MonthEnd(month) : period.To);

    /// <summary>An agency and a currency.</summary>
    public sealed record Row : RequestFigures
    {
        [Column("Agency", "The agency of the cases.")]
        public string Agency { get; init; } = "";

        [Column("Agency code", "The code of the agency.", Key = true)]
        public string AgencyCode { get; init; } = "";
    }

    /// <summary>A month and a currency.</summary>
    public sealed record Summary : RequestFigures
    {
        [Column("Month", "The month of submission, by its first day; the first and the last one only as far as the period goes.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }
    }
}
