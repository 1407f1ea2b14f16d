using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Home;

/// <summary>Whether a report can show the caller anything: what is offered unasked must not be empty by his scope.</summary>
internal static class RowsSeen
{
    /// <summary>True when he may see the report and his scope has rows in it.</summary>
    public static bool Any(Caller caller, Report report) =>
        ReportCatalog.IsVisible(caller, report) && (caller.Scope.Unrestricted || report.Meta.ScopedBy switch
        {
            ScopedBy.Agency => caller.Scope.Agencies.Count > 0,
            ScopedBy.Portfolio => caller.Scope.Portfolios.Count > 0,
            _ => true,
        });
}
