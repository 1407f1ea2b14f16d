namespace ReportingAdmin.Core.Audit;

/// <summary>A hash over committed lines of the audit trail, chained to the one before; made by the database. Table <c>app.audit_seal</c>.</summary>
public sealed class AuditSeal
{
    /// <summary>Surrogate key, rising along the chain.</summary>
    public long Id { get; set; }

    /// <summary>The first line sealed.</summary>
    public long FirstEventId { get; set; }

    /// <summary>The last line sealed.</summary>
    public long LastEventId { get; set; }

    /// <summary>How many lines.</summary>
    public long Events { get; set; }

    /// <summary>SHA-256 of the lines, in small hexadecimal letters.</summary>
    public required string ContentHash { get; set; }

    /// <summary>SHA-256 of the chain up to here.</summary>
    public required string ChainHash { get; set; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset SealedAt { get; set; }
}
