namespace ReportingAdmin.Core.Access;

/// <summary>A role given to a person. Table <c>app.role_grant</c>.</summary>
public sealed class RoleGrant
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>Who holds it.</summary>
    public long PersonId { get; set; }

    /// <summary>The role.</summary>
    public long RoleId { get; set; }

    /// <summary>Who gave it; null = the operator.</summary>
    public long? GrantedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset GrantedAt { get; set; }
}
