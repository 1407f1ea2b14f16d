using ReportingAdmin.Core.Access;

namespace ReportingAdmin.Tests.Web;

/// <summary>
/// Who may see which report, written down by hand: what the site is measured against. A report or a permission that is not
/// listed here fails a test.
/// </summary>
public static class WhoMay
{
    private static readonly string[] s_ledgers = ["lending/general-ledger", "lending/trial-balance", "escrow/three-way-reconciliation"];

    private static readonly Dictionary<string, string[]> s_escrow = new()
    {
        [Permissions.EscrowRead] =
        [
            "active-as-of", "agencies-by-state", "agency-cases", "case-life-span", "case-types-by-month", "disbursement-requests",
            "life-span-statistics", "monthly-activity", "never-funded", "parties-by-state", "requests-by-agency", "requests-by-staff",
        ],
        [Permissions.EscrowFinance] =
        [
            "base-compensation-trend", "case-averages", "case-monthly-balance", "corporate-card-agencies", "deposits-at-base-compensation",
            "deposits-at-contract", "deposits-at-heartbeat", "financial-stats", "funds-at-close", "incoming-deposits",
            "monthly-allowance-trend", "monthly-balance", "monthly-debits", "monthly-deductions", "monthly-deposits",
            "monthly-inflow-outflow", "outgoing-disbursements", "payee-transactions", "sales", "sales-by-agency", "starting-funds",
            "state-monthly-balance", "three-way-reconciliation", "vendor-transactions",
        ],
    };

    private static readonly Dictionary<string, string[]> s_lending = new()
    {
        [Permissions.LendingRead] =
        [
            "charge-off-recovery", "collection-performance", "compliance-summary", "delinquency-aging", "fee-revenue", "interest-income",
            "modification-summary", "payment-activity", "portfolio-returns", "portfolio-summary", "prepayment", "vintage-curves",
        ],
        [Permissions.LendingLoan] = ["collection-log", "fee-entries", "loan-profitability", "loan-tape", "modifications", "vintage-loans"],
        [Permissions.LendingLedger] = ["general-ledger", "trial-balance"],
    };

    private static readonly string[] s_analytics = ["metric-quality", "notifications", "partners", "projects", "social-media"];

    /// <summary>The roles that hold a report permission.</summary>
    public static IReadOnlyDictionary<string, string[]> Roles { get; } = new Dictionary<string, string[]>
    {
        [Permissions.EscrowRead] = ["Operations", "Finance", "Executive", "Auditor"],
        [Permissions.EscrowFinance] = ["Finance", "Executive", "Auditor"],
        [Permissions.LendingRead] = ["Finance", "Collections", "Compliance", "Executive", "Auditor"],
        [Permissions.LendingLoan] = ["Finance", "Collections", "Compliance", "Auditor"],
        [Permissions.LendingLedger] = ["Finance", "Auditor"],
        [Permissions.AnalyticsRead] = ["Viewer"],
        [Permissions.RunsOwn] = ["Viewer"],
        [Permissions.PiiRead] = ["Operations", "Collections", "Compliance"],
        [Permissions.ImportsManage] = ["Operations", "Admin"],
        [Permissions.ImportsClosed] = ["Finance"],
        [Permissions.SchedulesManage] = ["Finance", "Operations", "Executive"],
        [Permissions.GoalsManage] = ["Finance", "Operations", "Executive"],
        [Permissions.DashboardsManage] = ["Finance", "Operations", "Executive"],
        [Permissions.TapesManage] = ["Finance", "Operations"],
        [Permissions.PresetsShare] = ["Finance", "Operations"],
        [Permissions.SqlRead] = ["Auditor", "Admin"],
        [Permissions.MetricsWrite] = ["Operations", "Admin"],
        [Permissions.RunsReadAll] = ["Auditor", "Admin"],
        [Permissions.AuditRead] = ["Auditor", "Admin"],
        [Permissions.AccessManage] = ["Admin"],
        [Permissions.SystemManage] = ["Admin"],
    };

    /// <summary>The development people: their roles, and whether they see a part of the rows only.</summary>
    public static IReadOnlyDictionary<string, (string[] Roles, bool Limited)> People { get; } = new Dictionary<string, (string[] Roles, bool Limited)>
    {
        ["Olivia Operations"] = (["Operations"], false),
        ["Fred Finance"] = (["Finance"], false),
        ["Carla Collections"] = (["Collections"], false),
        ["Conrad Compliance"] = (["Compliance"], false),
        ["Edith Executive"] = (["Executive"], false),
        ["Audrey Auditor"] = (["Auditor"], false),
        ["Adam Admin"] = (["Admin"], false),
        ["Vera Viewer"] = ([], false),
        ["Tara Twoagencies"] = (["Operations"], true),
        ["Oscar Oneportfolio"] = (["Finance", "Collections"], true),
    };

    /// <summary>The permission of a report; null = not listed.</summary>
    /// <param name="key"><c>area/name</c>.</param>
    public static string? PermissionOf(string key) => key.Split('/') switch
    {
        ["escrow", var name] => s_escrow.FirstOrDefault(pair => pair.Value.Contains(name)).Key,
        ["lending", var name] => s_lending.FirstOrDefault(pair => pair.Value.Contains(name)).Key,
        ["analytics", var name] when s_analytics.Contains(name) => Permissions.AnalyticsRead,
        _ => null,
    };

    /// <summary>Whether somebody holds a permission.</summary>
    /// <param name="person">One of <see cref="People"/>.</param>
    /// <param name="permission">The permission.</param>
    public static bool Holds(string person, string permission) => People[person].Roles.Append("Viewer").Intersect(Roles[permission]).Any();

    /// <summary>Whether somebody may ask about metrics: they have no agencies and portfolios, so who sees a part of the rows only may not.</summary>
    /// <param name="person">One of <see cref="People"/>.</param>
    public static bool Explores(string person) => Holds(person, Permissions.AnalyticsRead) && !People[person].Limited;

    /// <summary>Whether somebody may load data: a load can touch every row, so who sees a part of them may not.</summary>
    /// <param name="person">One of <see cref="People"/>.</param>
    public static bool Loads(string person) => Holds(person, Permissions.ImportsManage) && !People[person].Limited;

    /// <summary>Whether somebody may close months: that holds for every row, so who sees a part of them may not.</summary>
    /// <param name="person">One of <see cref="People"/>.</param>
    public static bool Closes(string person) => Holds(person, Permissions.ImportsClosed) && !People[person].Limited;

    /// <summary>Whether somebody may see a report. The ledger has no portfolios, the bank no agencies and the metrics neither, so who sees a part of the rows only does not see them.</summary>
    /// <param name="person">One of <see cref="People"/>.</param>
    /// <param name="key"><c>area/name</c>.</param>
    public static bool Sees(string person, string key) =>
        Holds(person, PermissionOf(key)!) && !(People[person].Limited && (s_ledgers.Contains(key) || key.StartsWith("analytics/", StringComparison.Ordinal)));
}
