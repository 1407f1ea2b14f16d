using System.Collections.Frozen;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Access;

/// <summary>Who asks. Passed explicitly to every service; nothing reads an ambient user.</summary>
/// <param name="PersonId">The person's row in <c>app.person</c>; null for the operator at the command line.</param>
/// <param name="Name">For screens, files and the audit trail.</param>
/// <param name="Roles">Role names, for showing only: decisions use <paramref name="Permissions"/>.</param>
/// <param name="Permissions">What the caller may do; anything not listed is refused.</param>
/// <param name="Scope">Which rows the caller may see.</param>
public sealed record Caller(
    long? PersonId,
    string Name,
    IReadOnlyList<string> Roles,
    FrozenSet<string> Permissions,
    RowScope Scope)
{
    /// <summary>True when the permission is held.</summary>
    /// <param name="permission">A constant of <see cref="Access.Permissions"/>.</param>
    public bool May(string permission) => Permissions.Contains(permission);

    /// <summary>Whom the caller looks at the site as; null = he is himself.</summary>
    public PreviewOf? Preview { get; init; }

    /// <summary>
    /// Whose loads and files under way are the caller's own: his; nobody's (0) for the operator and in a preview, where whoever looks
    /// is not who gave the file. They hold raw rows, which one's own need no further right for.
    /// </summary>
    public long OwnId => Preview is null ? PersonId ?? 0 : 0;

    /// <summary>Why nothing can be changed now; null = it can. Every command asks this first.</summary>
    public Problem? ReadsOnly => Preview is { } preview
        ? new Problem(ProblemKind.Forbidden, $"This is a preview as {preview.PersonName}: nothing can be changed or sent from it. End the preview first.", null, "preview")
        : null;

    /// <summary>True when lists may name what the permission opens: in a preview those of the person looked at, though no figure is read without <see cref="May"/>.</summary>
    /// <param name="permission">A constant of <see cref="Access.Permissions"/>.</param>
    public bool Knows(string permission) => May(permission) || Preview?.Known.Contains(permission) == true;
}
