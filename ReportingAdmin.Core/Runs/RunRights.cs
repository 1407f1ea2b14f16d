using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Runs;

/// <summary>
/// Who may have what a run read. To know of a run is less than that: an administrator sees that it was made, when and by whom, and
/// not its figures.
/// </summary>
internal static class RunRights
{
    /// <summary>Why a caller may not have the figures of a run (totals, identities, numbers of rows); null where he may.</summary>
    /// <param name="catalog">The reports.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="reportKey">The run's report.</param>
    /// <param name="scope">The rows that it read.</param>
    public static Problem? ToFigures(ReportCatalog catalog, Caller caller, string reportKey, RowScope scope) =>
        catalog.Find(reportKey) is not { } report || !ReportCatalog.IsVisible(caller, report)
            ? Forbidden("You may not read this report, so the figures of its runs are not shown to you.")
            : caller.Scope.Covers(scope) ? null
            : Forbidden("This run has rows that you may not see, so its figures are not shown to you.");

    /// <summary>Why a caller may not have the rows of a run (its file, further formats, a comparison); null where he may.</summary>
    /// <param name="catalog">The reports.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="reportKey">The run's report.</param>
    /// <param name="scope">The rows that it read.</param>
    /// <param name="masked">False where they show personal data.</param>
    public static Problem? ToFile(ReportCatalog catalog, Caller caller, string reportKey, RowScope scope, bool masked) =>
        ToFigures(catalog, caller, reportKey, scope) is not null
            ? Forbidden("You may no longer read this report or the rows in this file.")
            : masked || caller.May(Permissions.PiiRead) ? null
            : Forbidden("This file shows personal data, which needs the right pii.read. Run the report yourself for a masked file.");

    private static Problem Forbidden(string message) => new(ProblemKind.Forbidden, message, null, "forbidden");
}
