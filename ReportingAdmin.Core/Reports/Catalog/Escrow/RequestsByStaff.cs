using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/requests-by-staff</c>: disbursement requests and how far they have come.</summary>
public sealed class RequestsByStaff() : Report<RequestsInput>(new ReportMeta
{
    Key = "escrow/requests-by-staff",
    Title = "Requests by staff",
    Question = "How many disbursement requests did each staff member submit, how far have they come, and how long does payment take?",
    Description = "Disbursement requests submitted in the period, by their status at its end, for one, several or all staff members. A second table has them by team.",
    Permission = Permissions.EscrowRead,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.disbursement_request", "escrow.disbursement_request_history", "escrow.escrow_case", "escrow.case_status_history", "escrow.staff"],
    Owner = "Operations",
    Synonyms = ["disbursement requests", "workload by staff", "turnaround", "team statistics", "statistics module"],
    Conventions = EscrowConventions.Requests,
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<RequestsInput, Row>("staff", "Staff", "one row per staff member and currency")
        {
            Controls = [nameof(Row.Requests), nameof(Row.Amount), nameof(Row.WithoutHistory)],
            Drills = RequestLinks.Of<Row>((all, row) => row.StaffCode.Length == 0 ? all with { WithoutStaff = true } : all with { Staff = [row.StaffCode] }),
        },
        new Section<RequestsInput, Summary>("teams", "Teams", "one row per team and currency")
        {
            Controls = [nameof(Summary.Requests), nameof(Summary.Amount), nameof(Summary.WithoutHistory)],
            Drills = RequestLinks.Of<Summary>((all, row) => all with { Team = [Enum.TryParse<StaffTeam>(row.Team, ignoreCase: true, out var team) ? team : StaffTeam.None] }),
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.StackedBar, "Requests by staff member and status", "staff", nameof(Row.StaffMember),
            [new(nameof(Row.Submitted)), new(nameof(Row.Approved)), new(nameof(Row.Rejected)), new(nameof(Row.Paid)), new(nameof(Row.Cancelled))]),
    ];

    /// <summary>A staff member and a currency.</summary>
    public sealed record Row : RequestFigures
    {
        [Column("Staff member", "Who submitted the requests.")]
        public string StaffMember { get; init; } = "";

        [Column("Staff code", "The code of the staff member; empty for requests that name none.", Key = true)]
        public string StaffCode { get; init; } = "";
    }

    /// <summary>A team and a currency.</summary>
    public sealed record Summary : RequestFigures
    {
        [Column("Team", "The team of the staff members as it is known today.", Key = true)]
        public string Team { get; init; } = "";
    }
}
