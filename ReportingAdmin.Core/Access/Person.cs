namespace ReportingAdmin.Core.Access;

/// <summary>Someone who signs in; grants, scopes, runs and presets point at the row. Table <c>app.person</c>.</summary>
public sealed class Person
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>Who vouches for the person: <c>development</c>, later <c>entra</c>.</summary>
    public required string Provider { get; set; }

    /// <summary>The provider's tenant; empty where there is none.</summary>
    public string Tenant { get; set; } = "";

    /// <summary>The provider's lasting name of the person, never the e-mail address.</summary>
    public required string Subject { get; set; }

    /// <summary>As shown.</summary>
    public required string Name { get; set; }

    /// <summary>Where mail goes.</summary>
    public string? Email { get; set; }

    /// <summary>Since when the person is refused; null = not.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Raised by the database with each change of the person's rights; open sessions compare it.</summary>
    public long RightsVersion { get; set; } = 1;

    /// <summary>When the row was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The last sign-in.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }
}
