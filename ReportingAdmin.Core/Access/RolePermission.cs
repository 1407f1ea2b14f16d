using System.Diagnostics.CodeAnalysis;

namespace ReportingAdmin.Core.Access;

/// <summary>A permission of a role. Table <c>app.role_permission</c>.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "The name of the table; it is no code access permission.")]
public sealed class RolePermission
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>The role.</summary>
    public long RoleId { get; set; }

    /// <summary>A word of <see cref="Permissions"/>.</summary>
    public required string Permission { get; set; }
}
