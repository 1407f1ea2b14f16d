namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>By what a report's rows are limited for a caller who is not unrestricted.</summary>
public enum ScopedBy
{
    /// <summary>Reads reference data only: the same for everyone.</summary>
    Nothing,

    /// <summary>Escrow rows of the caller's agencies.</summary>
    Agency,

    /// <summary>Lending rows of the caller's portfolios.</summary>
    Portfolio,

    /// <summary>Reads tables that cannot be cut (general ledger, bank, metrics): hidden from a scoped caller, refused with 403.</summary>
    UnrestrictedOnly,
}

/// <summary>How carefully a report's files are kept.</summary>
public enum Sensitivity
{
    /// <summary>Aggregates.</summary>
    Internal,

    /// <summary>A row per case, loan or entry.</summary>
    Confidential,
}

/// <summary>What a report is, apart from its parameters and figures.</summary>
public sealed record ReportMeta
{
    /// <summary><c>area/name</c>, stable for ever.</summary>
    public required string Key { get; init; }

    /// <summary>The title on screen and in files.</summary>
    public required string Title { get; init; }

    /// <summary>The question it answers, ending in a question mark.</summary>
    public required string Question { get; init; }

    /// <summary>Two or three sentences: what is in, what is out, which convention.</summary>
    public required string Description { get; init; }

    /// <summary>A constant of <c>Permissions</c>.</summary>
    public required string Permission { get; init; }

    /// <summary>How its rows are limited.</summary>
    public required ScopedBy ScopedBy { get; init; }

    /// <summary>The tables it reads (<c>schema.table</c>): their last good load is its freshness.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The schemas whose loads may change what it shows: those of its sources, and its area's.</summary>
    public string[] Schemas => [.. Sources.Select(source => source.Split('.')[0]).Append(Area).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The role that answers for its definition.</summary>
    public required string Owner { get; init; }

    /// <summary>Paths or names of the reports it replaces.</summary>
    public IReadOnlyList<string> OldNames { get; init; } = [];

    /// <summary>Other words people search by.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Its rows tell what is over by the time they are read: of another hour they may be others, with nothing loaded between.</summary>
    public bool FollowsClock { get; init; }

    /// <summary>How carefully files are kept.</summary>
    public Sensitivity Sensitivity { get; init; }

    /// <summary>Raised by hand when column keys or meanings change.</summary>
    public int MajorVersion { get; init; } = 1;

    /// <summary>Named parameter sets that come with the report.</summary>
    public IReadOnlyList<Preset> Presets { get; init; } = [];

    /// <summary>Conventions printed in every file and on the page ("Balances use posted_on, end of day inclusive").</summary>
    public IReadOnlyList<string> Conventions { get; init; } = [];

    /// <summary>The part before the slash.</summary>
    public string Area => Key[..Key.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The part after the slash.</summary>
    public string Name => Key[(Key.IndexOf('/', StringComparison.Ordinal) + 1)..];
}

/// <summary>A named set of parameters that comes with a report.</summary>
/// <param name="Key">Stable kebab-case name, used in <c>preset=</c>.</param>
/// <param name="Title">What a person picks.</param>
/// <param name="Parameters">Parameter name to value, as in the URL.</param>
public sealed record Preset(string Key, string Title, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The old report's path that answers with this set; null when the path answers with the defaults.</summary>
    public string? OldPath { get; init; }
}
