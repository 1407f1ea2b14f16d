namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The identities that the reports on loan snapshots share: their names, words and reasons.</summary>
internal static class LoanIdentities
{
    public const string BalancesKey = "LoanBalances";

    public const string Balances = "Principal of this report = of active loans by portfolio = by bucket = of all rows of the month-end, each added up for itself";

    public const string LedgerKey = "LoansInLedger";

    public const string Ledger = "Σ principal of owned loans at the month-end = general ledger balance of loans receivable";

    public const string NoLoanAccount = "There are no owned loans, or no ledger account is marked as loans receivable.";

    /// <summary>Why the ledger cannot be cut the way the loans are; null when it need not be.</summary>
    public static string? WhyNotLedger(IReadOnlyList<string>? portfolio, IReadOnlyList<string>? program, IReadOnlyList<int>? vintage) =>
        portfolio is not null ? "The ledger's loan accounts cannot be cut by portfolio."
        : program is not null ? "The ledger's loan accounts cannot be cut by program."
        : vintage is not null ? "The ledger's loan accounts cannot be cut by vintage."
        : null;
}
