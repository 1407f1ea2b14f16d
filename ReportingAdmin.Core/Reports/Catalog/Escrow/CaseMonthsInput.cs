using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>What the reports that count cases by month ask for: whole months and a choice of cases.</summary>
public sealed record CaseMonthsInput : IMonthlyInput<CaseMonthsInput>
{
    [Parameter("Period", "Every month that these days touch, in full.", Default = "last-12-months", MaxYears = 10)]
    public Period Period { get; init; }

    [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
    public IReadOnlyList<string>? Agency { get; init; }

    [Parameter("Case type", "Cases of these types only.")]
    public IReadOnlyList<CaseType>? CaseType { get; init; }

    [Parameter("State", "Cases governed by these states only.", Lookup = "escrow_state", Advanced = true)]
    public IReadOnlyList<string>? State { get; init; }

    [Parameter("Include cancelled cases", "Counts cases too whose last recorded status is cancelled.", Advanced = true)]
    public bool IncludeCancelled { get; init; }

    /// <inheritdoc />
    public CaseMonthsInput During(Period period) => this with { Period = period };
}
