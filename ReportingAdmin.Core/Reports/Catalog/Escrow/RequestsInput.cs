using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>What the reports of disbursement requests ask for.</summary>
public sealed record RequestsInput
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
