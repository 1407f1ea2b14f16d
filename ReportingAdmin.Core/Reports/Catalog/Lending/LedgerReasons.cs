namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Why an identity with the general ledger cannot be asked.</summary>
internal static class LedgerReasons
{
    /// <summary>The first filter by which the ledger cannot be cut; null where there is none.</summary>
    /// <param name="what">What the ledger has of it ("The ledger's allowance").</param>
    /// <param name="filters">The report's filters.</param>
    public static string? WhyNot(string what, LoanFilters filters) =>
        filters.Portfolio is not null ? $"{what} cannot be cut by portfolio."
        : filters.Program is not null ? $"{what} cannot be cut by program."
        : filters.Vintage is not null ? $"{what} cannot be cut by vintage."
        : null;
}
