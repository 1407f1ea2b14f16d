using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/parties-by-state</c>: surrogates, donors and intended parents by the state they live in.</summary>
public sealed class PartiesByState() : Report<CasesInput>(new ReportMeta
{
    Key = "escrow/parties-by-state",
    Title = "Parties by state",
    Question = "In which states do surrogates, donors and intended parents live?",
    Description = "Different people with a role, begun by the day, in a case opened by the day, by the state they live in. Someone with two cases counts once; someone with two roles counts once in each role and once among the people.",
    Permission = Permissions.EscrowRead,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.case_party", "escrow.party", "escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Operations",
    OldNames = ["/reports/surrogate-ip/state"],
    Synonyms = ["surrogates by state", "intended parents by state", "IPs", "donors by state"],
    Conventions = ["The state is the person's own, as it is known today.", EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<CasesInput, Row>("states", "States", "one row per state that parties live in")
        {
            Controls = [nameof(Row.Surrogates), nameof(Row.Donors), nameof(Row.IntendedParents), nameof(Row.People)],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.StackedBar, "People by state", "states", nameof(Row.State), [new(nameof(Row.Surrogates)), new(nameof(Row.Donors)), new(nameof(Row.IntendedParents))]),
    ];

    /// <summary>A state.</summary>
    public sealed record Row
    {
        [Column("Home state", "The state that the people live in, not the one that governs their cases; (no state) where none is known.", Key = true)]
        public string State { get; init; } = "";

        [Column("Surrogates", "Different surrogates.", Total = Total.Sum)]
        public long Surrogates { get; init; }

        [Column("Egg donors", "Different egg donors.", Total = Total.Sum)]
        public long Donors { get; init; }

        [Column("Intended parents", "Different intended parents.", Total = Total.Sum)]
        public long IntendedParents { get; init; }

        [Column("People", "Different people in any role.", Total = Total.Sum)]
        public long People { get; init; }
    }
}
