using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Home;

/// <summary>Whether a report can show the caller anything: what is offered unasked must not be empty by his scope.</summary>
internal static class RowsSeen
{
    /// <summary>True when he may see the report and his scope has rows in it.</summary>
    public static bool Any(Caller caller, Report report) => ReportCatalog.IsVisible(caller, report) && Within(caller.Scope, report);

    /// <summary>The same for what is offered by its name alone: in a preview what the person is offered.</summary>
    public static bool Offered(Caller caller, Report report) => ReportCatalog.IsListed(caller, report) && Within(caller.Preview?.PersonScope ?? caller.Scope, report);

    private static bool Within(RowScope scope, Report report) => scope.Unrestricted || report.Meta.ScopedBy switch
    {
        ScopedBy.Agency => scope.Agencies.Count > 0,
        ScopedBy.Portfolio => scope.Portfolios.Count > 0,
        _ => true,
    };
}
