namespace ReportingAdmin.Core.Access;

/// <summary>Every permission there is. The database's <c>role_permission</c> rows use these words.</summary>
public static class Permissions
{
    /// <summary>Escrow reports without money.</summary>
    public const string EscrowRead = "reports.escrow.read";

    /// <summary>Escrow reports with money.</summary>
    public const string EscrowFinance = "reports.escrow.finance";

    /// <summary>Lending reports in aggregate.</summary>
    public const string LendingRead = "reports.lending.read";

    /// <summary>Lending reports with a row per loan.</summary>
    public const string LendingLoan = "reports.lending.loan";

    /// <summary>General-ledger reports.</summary>
    public const string LendingLedger = "reports.lending.ledger";

    /// <summary>Analytics reports and Explore.</summary>
    public const string AnalyticsRead = "reports.analytics.read";

    /// <summary>One's own runs and their files.</summary>
    public const string RunsOwn = "runs.own";

    /// <summary>Everybody's runs.</summary>
    public const string RunsReadAll = "runs.read.all";

    /// <summary>Personal data unmasked.</summary>
    public const string PiiRead = "pii.read";

    /// <summary>Loading data.</summary>
    public const string ImportsManage = "imports.manage";

    /// <summary>Loading data into a closed month.</summary>
    public const string ImportsClosed = "imports.closed";

    /// <summary>Schedules.</summary>
    public const string SchedulesManage = "schedules.manage";

    /// <summary>Goals.</summary>
    public const string GoalsManage = "goals.manage";

    /// <summary>Dashboards.</summary>
    public const string DashboardsManage = "dashboards.manage";

    /// <summary>Loan tape configurations.</summary>
    public const string TapesManage = "tapes.manage";

    /// <summary>Presets shared by role.</summary>
    public const string PresetsShare = "presets.share";

    /// <summary>Reading the SQL of a report.</summary>
    public const string SqlRead = "sql.read";

    /// <summary>Writing metric readings.</summary>
    public const string MetricsWrite = "metrics.write";

    /// <summary>The audit trail.</summary>
    public const string AuditRead = "audit.read";

    /// <summary>Who may see what.</summary>
    public const string AccessManage = "access.manage";

    /// <summary>The system page and its switches.</summary>
    public const string SystemManage = "system.manage";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        EscrowRead, EscrowFinance, LendingRead, LendingLoan, LendingLedger, AnalyticsRead, RunsOwn, RunsReadAll, PiiRead,
        ImportsManage, ImportsClosed, SchedulesManage, GoalsManage, DashboardsManage, TapesManage, PresetsShare, SqlRead,
        MetricsWrite, AuditRead, AccessManage, SystemManage,
    ];
}
