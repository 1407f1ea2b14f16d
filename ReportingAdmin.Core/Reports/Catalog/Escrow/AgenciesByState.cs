using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/agencies-by-state</c>: agencies and their cases by the state of the agency.</summary>
public sealed class AgenciesByState() : Report<CasesInput>(new ReportMeta
{
    Key = "escrow/agencies-by-state",
    Title = "Agencies by state",
    Question = "In which states do our agencies sit, and how many cases have they brought?",
    Description = "Agencies with at least one case opened by the day, by the state that the agency sits in (not the state that governs the case).",
    Permission = Permissions.EscrowRead,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history", "escrow.agency"],
    Owner = "Operations",
    OldNames = ["/reports/agency/state"],
    Synonyms = ["agency states", "agency locations", "where agencies are"],
    Conventions = [EscrowConventions.Open, "The state is the agency's own, as it is known today.", EscrowConventions.Cancelled],
})
{
    // What the SQL calls agencies of which no state is known; the lookup of states calls them "none".
    private const string NoState = "(no state)";

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<CasesInput, Row>("states", "States", "one row per state of the agencies that have a case")
        {
            Controls = [nameof(Row.Agencies), nameof(Row.Cases), nameof(Row.OpenCases)],
            Drills =
            [
                // An agency counts by its cases, each of which names it.
                new(nameof(Row.Agencies), "Cases of these agencies", typeof(CaseLifeSpan), Opened),
                new(nameof(Row.Cases), "Cases of these agencies", typeof(CaseLifeSpan), Opened),
                new(nameof(Row.OpenCases), "Cases of these agencies that are open on the day", typeof(ActiveAsOf), Open),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Cases by state of the agency", "states", nameof(Row.State), [new(nameof(Row.Cases)), new(nameof(Row.OpenCases))]),
    ];

    private static CaseLifeSpan.Input Opened(CasesInput input, Row row) => new()
    {
        AsOf = input.AsOf,
        Agency = input.Agency,
        AgencyState = [StateOf(row)],
        CaseType = input.CaseType,
        State = input.State,
        IncludeCancelled = input.IncludeCancelled,
    };

    private static ActiveAsOf.Input Open(CasesInput input, Row row) => new()
    {
        AsOf = input.AsOf,
        Agency = input.Agency,
        AgencyState = [StateOf(row)],
        CaseType = input.CaseType,
        State = input.State,
        IncludeCancelled = input.IncludeCancelled,
    };

    private static string StateOf(Row row) => row.State == NoState ? "none" : row.State;

    /// <summary>A state.</summary>
    public sealed record Row
    {
        [Column("Agency's state", "The state that the agencies sit in, not the one that governs their cases; (no state) where none is known.", Key = true)]
        public string State { get; init; } = "";

        [Column("Agencies", "Agencies with at least one of these cases.", Total = Total.Sum)]
        public long Agencies { get; init; }

        [Column("Cases", "Their cases opened by the day.", Total = Total.Sum)]
        public long Cases { get; init; }

        [Column("Open cases", "Those of them that are open on the day.", Total = Total.Sum)]
        public long OpenCases { get; init; }
    }
}
