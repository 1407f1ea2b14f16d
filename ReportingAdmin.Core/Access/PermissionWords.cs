namespace ReportingAdmin.Core.Access;

/// <summary>What each permission lets a person do, as it goes on after "the right to".</summary>
public static class PermissionWords
{
    private static readonly Dictionary<string, string> s_words = new(StringComparer.Ordinal)
    {
        [Permissions.EscrowRead] = "read escrow reports without money",
        [Permissions.EscrowFinance] = "read escrow reports with money",
        [Permissions.LendingRead] = "read lending reports",
        [Permissions.LendingLoan] = "read lending reports with a row per loan",
        [Permissions.LendingLedger] = "read general-ledger reports",
        [Permissions.AnalyticsRead] = "read metrics",
        [Permissions.RunsOwn] = "run reports",
        [Permissions.RunsReadAll] = "see everybody's runs",
        [Permissions.PiiRead] = "read personal data",
        [Permissions.ImportsManage] = "load data",
        [Permissions.ImportsClosed] = "close months, and load data into closed ones",
        [Permissions.SchedulesManage] = "write schedules",
        [Permissions.GoalsManage] = "write goals",
        [Permissions.DashboardsManage] = "write dashboards",
        [Permissions.TapesManage] = "write loan tape configurations",
        [Permissions.PresetsShare] = "share views with a role",
        [Permissions.SqlRead] = "read the SQL of reports",
        [Permissions.MetricsWrite] = "write metric readings",
        [Permissions.AuditRead] = "read the audit trail",
        [Permissions.AccessManage] = "say who may see what",
        [Permissions.SystemManage] = "run the system",
    };

    /// <summary>The words of a permission; the permission itself where it is not known.</summary>
    /// <param name="permission">A constant of <see cref="Permissions"/>.</param>
    public static string Of(string permission) => s_words.GetValueOrDefault(permission, permission);
}
