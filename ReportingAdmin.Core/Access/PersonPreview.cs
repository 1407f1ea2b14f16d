namespace ReportingAdmin.Core.Access;

/// <summary>Somebody looking at the site as somebody else. Table <c>app.person_preview</c>.</summary>
public sealed class PersonPreview
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>Who looks.</summary>
    public long PreviewerId { get; set; }

    /// <summary>As whom.</summary>
    public long PersonId { get; set; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset UntilAt { get; set; }

    /// <summary>When it was ended; null = not before its time.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
