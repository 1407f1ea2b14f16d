namespace ReportingAdmin.Core.Syncs.Importing.Tables;

/// <summary>Which rows a file replaces as a whole.</summary>
public enum ReplacedSet
{
    /// <summary>None: rows are added and changed one by one.</summary>
    None,

    /// <summary>All lines of each journal entry in the file.</summary>
    Entry,

    /// <summary>All rows of each portfolio and month in the file.</summary>
    PortfolioMonth,
}

/// <summary>A column that the database holds and no file gives, or gives only in part.</summary>
/// <param name="Name">The column.</param>
/// <param name="From">Where from, first known wins: <c>reference.column</c> or a column of the file.</param>
public sealed record DerivedColumn(string Name, params string[] From);

/// <summary>A rule over several columns that the database checks too.</summary>
/// <param name="Constraint">The check constraint.</param>
/// <param name="Column">The column named in the reject file.</param>
/// <param name="Sentence">What must hold.</param>
/// <param name="Sql">What to ask instead of the constraint's own expression; null = that.</param>
public sealed record ImportRule(string Constraint, string Column, string Sentence, string? Sql = null);

/// <summary>A row that takes back another one of its table.</summary>
/// <param name="Column">The header that names the original.</param>
/// <param name="Parent">The reference that both must share.</param>
/// <param name="FromReversal">When an original is a reversal itself, over <c>o</c> by headers of the file.</param>
/// <param name="KeptReversal">The same over <c>o</c>, a row of the table.</param>
/// <param name="Sentence">What must hold.</param>
public sealed record ReversalRule(string Column, string Parent, string FromReversal, string KeptReversal, string Sentence);

/// <summary>A table that files are loaded into: the one description that reading, loading and the documentation use.</summary>
/// <param name="Name">As <c>schema.table</c>.</param>
/// <param name="Meaning">What a row is.</param>
/// <param name="Key">The headers of the natural key.</param>
public sealed record ImportTable(string Name, string Meaning, params string[] Key)
{
    /// <summary>The columns of the file, in order.</summary>
    public required IReadOnlyList<ImportColumn> Columns { get; init; }

    /// <summary>Columns that the database fills from parents.</summary>
    public IReadOnlyList<DerivedColumn> Derived { get; init; } = [];

    /// <summary>Rules over several columns.</summary>
    public IReadOnlyList<ImportRule> Rules { get; init; } = [];

    /// <summary>Check constraints that hold by the way rows are written.</summary>
    public IReadOnlyList<string> HeldByLoading { get; init; } = [];

    /// <summary>How a row takes back another.</summary>
    public ReversalRule? Reversal { get; init; }

    /// <summary>Which rows a file replaces.</summary>
    public ReplacedSet Replaces { get; init; }

    /// <summary>The area of <c>app.closed_period</c> and the column that says which month a row belongs to; null = never closed.</summary>
    public (string Area, string Column)? Closes { get; init; }

    /// <summary>The column by which a dry run tells sums; null = over the whole table.</summary>
    public string? TotalsBy { get; init; }

    /// <summary>Columns that the database makes and whose sums say more than those of the file's own.</summary>
    public IReadOnlyList<string> MadeTotals { get; init; } = [];

    /// <summary>A table whose columns the same sheet may carry, as its rows cannot stand without these.</summary>
    public string? Carries { get; init; }

    /// <summary><c>escrow</c>, <c>lending</c> or <c>analytics</c>.</summary>
    public string Schema => Name[..Name.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>The columns that every file may have besides.</summary>
    public IEnumerable<ImportColumn> Common => Replaces == ReplacedSet.None ? [CommonColumns.SourceUpdatedAt, CommonColumns.Deleted] : [CommonColumns.SourceUpdatedAt];

    /// <summary>The column of a header; null when there is none.</summary>
    /// <param name="header">The header.</param>
    public ImportColumn? Find(string header) =>
        Columns.Concat(Common).FirstOrDefault(column => column.Name.Equals(header, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Columns that the files of all tables share.</summary>
internal static class CommonColumns
{
    /// <summary>When the source last changed the row.</summary>
    public static ImportColumn SourceUpdatedAt { get; } = new("source_updated_at", ColumnType.Instant,
        "When the source last changed the row; a row older than what is loaded is ignored and counted.");

    /// <summary>Whether the row is gone at the source.</summary>
    public static ImportColumn Deleted { get; } = new("deleted", ColumnType.Flag,
        "True when the source has removed the row; only its key is read then.");
}
