using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Home;

/// <summary>Three reports for who opens the site for the first time, by what his role does.</summary>
public static class Starters
{
    private const int Count = 3;

    // In the order in which a person with several roles is taken.
    private static readonly (string Role, string[] Keys)[] s_byRole =
    [
        ("Finance", ["escrow/monthly-balance", "lending/portfolio-summary", "lending/trial-balance"]),
        ("Collections", ["lending/delinquency-aging", "lending/collection-performance", "lending/payment-activity"]),
        ("Compliance", ["lending/compliance-summary", "lending/modification-summary", "lending/loan-tape"]),
        ("Operations", ["escrow/active-as-of", "escrow/requests-by-staff", "escrow/monthly-activity"]),
        ("Executive", ["escrow/financial-stats", "lending/portfolio-summary", "lending/delinquency-aging"]),
        ("Auditor", ["escrow/three-way-reconciliation", "lending/trial-balance", "lending/general-ledger"]),
    ];

    // Where the role's own are not to be seen, as with a limited row scope.
    private static readonly string[] s_others =
    [
        "lending/portfolio-summary", "lending/delinquency-aging", "lending/payment-activity", "escrow/monthly-balance", "escrow/monthly-activity",
        "analytics/partners", "analytics/projects", "analytics/metric-quality",
    ];

    /// <summary>The reports, only such as the caller may see and has rows in; fewer than three where there are no more.</summary>
    /// <param name="catalog">The reports.</param>
    /// <param name="caller">For whom.</param>
    public static IReadOnlyList<Report> For(ReportCatalog catalog, Caller caller) =>
    [
        .. s_byRole.Where(one => caller.Roles.Contains(one.Role)).SelectMany(one => one.Keys)
            .Concat(s_others)
            .Distinct(StringComparer.Ordinal)
            .Select(catalog.Find)
            .OfType<Report>()
            .Where(report => RowsSeen.Offered(caller, report))
            .Take(Count),
    ];
}
