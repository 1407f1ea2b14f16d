using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Runs;

/// <summary>
/// Who may have what a run read. To know of a run is less than that: an administrator sees that it was made, when and by whom, and
/// not its figures. The rights are asked as they are now, those of single columns too.
/// </summary>
internal static class RunRights
{
    /// <summary>Why a caller may not have the figures of a run (totals, identities, numbers of rows); null where he may.</summary>
    /// <param name="catalog">The reports.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="reportKey">The run's report.</param>
    /// <param name="scope">The rows that it read.</param>
    /// <param name="needs">The further rights recorded with it; null = recorded before these were noted.</param>
    public static Problem? ToFigures(ReportCatalog catalog, Caller caller, string reportKey, RowScope scope, string[]? needs) =>
        catalog.Find(reportKey) is not { } report || !ReportCatalog.IsVisible(caller, report)
            ? Forbidden("You may not read this report, so the figures of its runs are not shown to you.")
            : !caller.Scope.Covers(scope)
            ? Forbidden("This run has rows that you may not see, so its figures are not shown to you.")
            : Missing(caller, needs ?? OfColumns(report)) is { } right
            ? Forbidden($"A column of this run needs the right to {PermissionWords.Of(right)} ({right}), so its figures are not shown to you; an administrator grants it by a role.", right)
            : null;

    /// <summary>Why a caller may not have the rows of a run (its file, further formats, a comparison); null where he may.</summary>
    /// <param name="catalog">The reports.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="reportKey">The run's report.</param>
    /// <param name="scope">The rows that it read.</param>
    /// <param name="needs">The further rights recorded with it; null = recorded before these were noted.</param>
    /// <param name="masked">False where they show personal data.</param>
    public static Problem? ToFile(ReportCatalog catalog, Caller caller, string reportKey, RowScope scope, string[]? needs, bool masked) =>
        ToFigures(catalog, caller, reportKey, scope, needs) is { } refusal
            ? refusal.Permission is { } right ? ToColumns(right) : Forbidden("You may no longer read this report or the rows in this file.")
            : masked || caller.May(Permissions.PiiRead) ? null
            : Forbidden("This file shows personal data, which needs the right pii.read. Run the report yourself for a masked file.");

    /// <summary>Why a caller may not have columns that need further rights; null where he may.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="needs">The rights.</param>
    public static Problem? ToColumns(Caller caller, string[] needs) => Missing(caller, needs) is { } right ? ToColumns(right) : null;

    /// <summary>Every right that a column of a report may need beside the report's own.</summary>
    /// <param name="report">The report.</param>
    public static string[] OfColumns(Report report) =>
    [
        .. report.Sections.SelectMany(section => section.Columns).Select(column => column.Spec.Permission).OfType<string>()
            .Where(right => right != report.Meta.Permission).Distinct().Order(StringComparer.Ordinal),
    ];

    private static string? Missing(Caller caller, string[] needs) => needs.FirstOrDefault(right => !caller.May(right));

    private static Problem ToColumns(string right) => Forbidden(
        $"A column of this file needs the right to {PermissionWords.Of(right)} ({right}); an administrator grants it by a role. Run the report yourself for a file without it.", right);

    private static Problem Forbidden(string message, string? right = null) => new(ProblemKind.Forbidden, message, null, "forbidden", right);
}
