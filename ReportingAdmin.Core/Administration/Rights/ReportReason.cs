using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Administration.Rights;

/// <summary>How much of a report a person sees.</summary>
public enum Sees
{
    /// <summary>Every row.</summary>
    All,

    /// <summary>The rows of the person's agencies or portfolios.</summary>
    Part,

    /// <summary>The report opens and has no rows for the person.</summary>
    NoRows,

    /// <summary>The report is refused.</summary>
    No,
}

/// <summary>Why a person may or may not see a report: person, roles, permission, report, rows.</summary>
/// <param name="Report">The report.</param>
/// <param name="Sees">How much.</param>
/// <param name="Roles">The roles held that include the permission; empty = none does.</param>
/// <param name="RolesWith">All roles that include it, for who lacks it.</param>
/// <param name="Rows">The rows in words, or why they keep the report away.</param>
/// <param name="Masked">Whether personal data are masked in it.</param>
public sealed record ReportReason(Report Report, Sees Sees, IReadOnlyList<string> Roles, IReadOnlyList<string> RolesWith, string Rows, bool Masked)
{
    /// <summary>Works it out by the same rules as the door to figures.</summary>
    /// <param name="report">The report.</param>
    /// <param name="held">The names of the roles held.</param>
    /// <param name="scope">The rows seen.</param>
    /// <param name="roles">Every role.</param>
    public static ReportReason Of(Report report, IReadOnlyCollection<string> held, RowScope scope, IReadOnlyList<RoleRights> roles)
    {
        var with = roles.Where(role => role.Permissions.Contains(report.Meta.Permission)).Select(role => role.Name).ToList();
        var by = with.Where(held.Contains).ToList();
        var sees = by.Count == 0 ? Sees.No : Within(report.Meta.ScopedBy, scope);
        var unmasked = roles.Any(role => held.Contains(role.Name) && role.Permissions.Contains(Permissions.PiiRead));
        return new ReportReason(report, sees, by, with, Words(report.Meta.ScopedBy, scope), !unmasked && HasPersonal(report));
    }

    private static bool HasPersonal(Report report) => report.Sections.Any(section => section.Columns.Any(column => column.Spec.Personal));

    private static Sees Within(ScopedBy by, RowScope scope) =>
        scope.Unrestricted || by == ScopedBy.Nothing ? Sees.All : by switch
        {
            ScopedBy.Agency => scope.Agencies.Count > 0 ? Sees.Part : Sees.NoRows,
            ScopedBy.Portfolio => scope.Portfolios.Count > 0 ? Sees.Part : Sees.NoRows,
            _ => Sees.No,
        };

    private static string Words(ScopedBy by, RowScope scope) => by switch
    {
        ScopedBy.Nothing => "The same rows for everyone",
        _ when scope.Unrestricted => "All rows",
        ScopedBy.Agency => scope.Agencies.Count > 0 ? "Only agencies " + string.Join(", ", scope.Agencies) : "No rows: no agency is in the scope",
        ScopedBy.Portfolio => scope.Portfolios.Count > 0 ? "Only portfolios " + string.Join(", ", scope.Portfolios) : "No rows: no portfolio is in the scope",
        _ => "Refused: it shows totals of the whole company, and the scope is a part",
    };
}
