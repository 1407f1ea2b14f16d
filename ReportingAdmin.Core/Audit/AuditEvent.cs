namespace ReportingAdmin.Core.Audit;

/// <summary>A line of the audit trail, which only grows; written by <see cref="AuditLog"/>. Table <c>app.audit_event</c>.</summary>
public sealed class AuditEvent
{
    /// <summary>Surrogate key, rising.</summary>
    public long Id { get; set; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>Who acted; null for the operator and the system.</summary>
    public long? PersonId { get; set; }

    /// <summary>Their name at that time.</summary>
    public required string Actor { get; set; }

    /// <summary>What was done, such as <c>report.preview</c>.</summary>
    public required string Action { get; set; }

    /// <summary>How it ended.</summary>
    public AuditOutcome Outcome { get; set; }

    /// <summary>What kind of thing it was done to.</summary>
    public string? TargetKind { get; set; }

    /// <summary>Which one.</summary>
    public string? TargetKey { get; set; }

    /// <summary>The run concerned.</summary>
    public Guid? RunId { get; set; }

    /// <summary>The id that finds the log lines.</summary>
    public string? Reference { get; set; }

    /// <summary>The network address of the caller.</summary>
    public string? Address { get; set; }

    /// <summary>Anything else, a JSON object without personal data and without figures.</summary>
    public string Details { get; set; } = "{}";
}
