namespace ReportingAdmin.Core.Access;

/// <summary>A person's request for a right. Table <c>app.access_request</c>; one open request for each right.</summary>
public sealed class AccessRequest
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>Who asks.</summary>
    public long PersonId { get; set; }

    /// <summary>A word of <see cref="Permissions"/>.</summary>
    public required string Permission { get; set; }

    /// <summary>What for, in the person's words.</summary>
    public required string Reason { get; set; }

    /// <summary>When it was asked.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>When it was decided; null = open.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Who decided.</summary>
    public long? DecidedBy { get; set; }

    /// <summary>How; null = open.</summary>
    public bool? Granted { get; set; }

    /// <summary>The role that was granted, or why not.</summary>
    public string? Answer { get; set; }
}
