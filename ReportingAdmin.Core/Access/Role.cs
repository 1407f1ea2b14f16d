namespace ReportingAdmin.Core.Access;

/// <summary>A named set of permissions. Table <c>app.role</c>.</summary>
public sealed class Role
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>As shown and granted.</summary>
    public required string Name { get; set; }

    /// <summary>Held by everyone who is signed in, without a grant.</summary>
    public bool Everyone { get; set; }
}
