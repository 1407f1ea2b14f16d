using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>What the reports that list or count cases on a day ask for: the day and a choice of cases.</summary>
public sealed record CasesInput
{
    [Parameter("On", "What is known by the end of this day.", Default = "today")]
    public AsOf AsOf { get; init; }

    [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
    public IReadOnlyList<string>? Agency { get; init; }

    [Parameter("Case type", "Cases of these types only.")]
    public IReadOnlyList<CaseType>? CaseType { get; init; }

    [Parameter("State", "Cases governed by these states only.", Lookup = "escrow_state", Advanced = true)]
    public IReadOnlyList<string>? State { get; init; }

    [Parameter("Include cancelled cases", "Counts cases too whose last recorded status is cancelled.", Advanced = true)]
    public bool IncludeCancelled { get; init; }
}
