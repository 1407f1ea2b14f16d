using System.Collections.Frozen;

namespace ReportingAdmin.Core.Access;

/// <summary>Whom a caller looks at the site as, and who it really is.</summary>
/// <param name="Id">The row in <c>app.person_preview</c>.</param>
/// <param name="PreviewerId">Who looks; the audit trail names him.</param>
/// <param name="PreviewerName">His name.</param>
/// <param name="PersonId">As whom.</param>
/// <param name="PersonName">Their name.</param>
/// <param name="Known">What that person may do: what lists show. Figures are read with what both may.</param>
/// <param name="PersonScope">The rows that person sees.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record PreviewOf(
    long Id, long PreviewerId, string PreviewerName, long PersonId, string PersonName, FrozenSet<string> Known, RowScope PersonScope, DateTimeOffset Until);
