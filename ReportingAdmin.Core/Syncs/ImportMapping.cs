namespace ReportingAdmin.Core.Syncs;

/// <summary>A saved way of reading a source file into tables. Table <c>app.import_mapping</c>.</summary>
public sealed class ImportMapping
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>Unique.</summary>
    public required string Name { get; set; }

    /// <summary>The mapping, JSON.</summary>
    public required string Mapping { get; set; }

    /// <summary>Who saved it; null = the operator.</summary>
    public long? CreatedBy { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Raised by each change.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>Who last changed it; null = the operator.</summary>
    public long? ChangedBy { get; set; }
}
