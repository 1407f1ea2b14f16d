namespace ReportingAdmin.Core.Home;

/// <summary>Why something needs a person.</summary>
public enum AttentionKind
{
    /// <summary>A run ended by an error, or was set aside.</summary>
    FailedRun,

    /// <summary>A file's figures do not tie out.</summary>
    RedTieOut,

    /// <summary>A report's SQL no longer gives what it declares.</summary>
    Drift,

    /// <summary>An area's data were not loaded for longer than they should be.</summary>
    StaleData,

    /// <summary>Somebody asks for a right.</summary>
    AccessRequest,
}

/// <summary>Something that needs a person.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Title">What happened, in a sentence.</param>
/// <param name="Detail">Why, or how much; null = the title says it.</param>
/// <param name="At">Since when; null = not known.</param>
public sealed record AttentionItem(AttentionKind Kind, string Title, string? Detail, DateTimeOffset? At)
{
    /// <summary>The run it is about.</summary>
    public Guid? RunId { get; init; }

    /// <summary>The report it is about.</summary>
    public string? ReportKey { get; init; }

    /// <summary>The area it is about.</summary>
    public string? Area { get; init; }
}

/// <summary>What needs a person now.</summary>
/// <param name="Items">The gravest kinds first, within each the newest first.</param>
/// <param name="CheckedAt">When it was looked at, by the database's clock.</param>
/// <param name="DriftPending">True while reports are still being compared with the database.</param>
public sealed record AttentionFound(IReadOnlyList<AttentionItem> Items, DateTimeOffset CheckedAt, bool DriftPending);
