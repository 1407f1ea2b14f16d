namespace ReportingAdmin.Core.Syncs;

/// <summary>A file that a person has given and not loaded yet, with its mapping as it stands. Table <c>app.import_draft</c>.</summary>
public sealed class ImportDraft
{
    /// <summary>In the page's address.</summary>
    public Guid Id { get; set; }

    /// <summary>Whose; nobody else sees it.</summary>
    public long CreatedBy { get; set; }

    /// <summary>As its sender named it, without what cannot be seen.</summary>
    public required string FileName { get; set; }

    /// <summary>In bytes.</summary>
    public long FileSize { get; set; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string FileSha256 { get; set; }

    /// <summary>In the file store.</summary>
    public required string StoredName { get; set; }

    /// <summary>The mapping as it stands, JSON; perhaps not whole yet.</summary>
    public required string Mapping { get; set; }

    /// <summary>Good rows are to be loaded although others are bad.</summary>
    public bool SkipBadRows { get; set; }

    /// <summary>Raised by each change.</summary>
    public int Version { get; set; }

    /// <summary>When the file came.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the mapping or a choice was last changed.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
