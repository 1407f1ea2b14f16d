using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The filters that reports on loans have in common; each counts for loans as they are today unless the report says otherwise.</summary>
public abstract record LoanFilters
{
    [Parameter("Portfolio", "Only these portfolios.", Lookup = "portfolio")]
    public IReadOnlyList<string>? Portfolio { get; init; }

    [Parameter("Program", "Only loans of these programs.", Lookup = "program")]
    public IReadOnlyList<string>? Program { get; init; }

    [Parameter("Vintage", "Only loans originated in these years.", Min = 1900, Max = 2199)]
    public IReadOnlyList<int>? Vintage { get; init; }

    [Parameter("Currency", "Only these currencies.", Lookup = "lending_currency")]
    public IReadOnlyList<string>? Currency { get; init; }
}
