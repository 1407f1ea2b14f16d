namespace ReportingAdmin.Core.Syncs.Importing.Tables;

/// <summary>A column of an import file.</summary>
/// <param name="Name">Its header: the table's column, or for a reference the natural key of what it names.</param>
/// <param name="Type">What a cell must be.</param>
/// <param name="Meaning">A sentence for people.</param>
public sealed record ImportColumn(string Name, ColumnType Type, string Meaning)
{
    /// <summary>A row must have it.</summary>
    public bool Required { get; private init; }

    /// <summary>Taken where a mapped cell is empty, and by a new row where the file has no such column; null = none.</summary>
    public string? Default { get; private init; }

    /// <summary>The words allowed; empty = any text.</summary>
    public IReadOnlyList<string> Words { get; private init; } = [];

    /// <summary>The smallest number allowed.</summary>
    public decimal? Least { get; private init; }

    /// <summary>The largest number allowed.</summary>
    public decimal? Most { get; private init; }

    /// <summary>True when zero is not allowed either.</summary>
    public bool OnlyAboveZero { get; private init; }

    /// <summary>True for a month written as its last day.</summary>
    public bool IsMonthEnd { get; private init; }

    /// <summary>True for a month written as its first day.</summary>
    public bool IsMonthStart { get; private init; }

    /// <summary>Exactly this many digits.</summary>
    public int? Digits { get; private init; }

    /// <summary>True for codes that row scope lists with commas.</summary>
    public bool NoComma { get; private init; }

    /// <summary>Personal data: masked for readers without <c>pii.read</c>.</summary>
    public bool IsPersonal { get; private init; }

    /// <summary>The table named, as <c>schema.table</c>; null for a column of the table itself.</summary>
    public string? RefersTo { get; private init; }

    /// <summary>The column of the table that is written: the header's own, or the id of what is named.</summary>
    public string Target { get; private init; } = Name;

    /// <summary>A column that names a row of another table (or of the same one) by its natural key.</summary>
    /// <param name="name">The header.</param>
    /// <param name="table">The table named.</param>
    /// <param name="idColumn">The id column written.</param>
    /// <param name="meaning">A sentence for people.</param>
    public static ImportColumn To(string name, string table, string idColumn, string meaning) =>
        new(name, ColumnType.Text, meaning) { RefersTo = table, Target = idColumn };

    /// <summary>A row must have it.</summary>
    public ImportColumn Needed() => this with { Required = true };

    /// <summary>Where a mapped cell is empty, this stands.</summary>
    /// <param name="value">As it would stand in the file.</param>
    public ImportColumn Or(string value) => this with { Required = true, Default = value };

    /// <summary>Only these words.</summary>
    /// <param name="words">The words.</param>
    public ImportColumn OneOf(params string[] words) => this with { Words = words };

    /// <summary>Not below.</summary>
    /// <param name="least">The smallest number allowed.</param>
    public ImportColumn AtLeast(decimal least) => this with { Least = least };

    /// <summary>Within.</summary>
    /// <param name="least">The smallest number allowed.</param>
    /// <param name="most">The largest number allowed.</param>
    public ImportColumn Between(decimal least, decimal most) => this with { Least = least, Most = most };

    /// <summary>Above zero.</summary>
    public ImportColumn AboveZero() => this with { OnlyAboveZero = true };

    /// <summary>The last day of a month.</summary>
    public ImportColumn MonthEnd() => this with { IsMonthEnd = true };

    /// <summary>The first day of a month.</summary>
    public ImportColumn MonthStart() => this with { IsMonthStart = true };

    /// <summary>Exactly so many digits.</summary>
    /// <param name="count">How many.</param>
    public ImportColumn OfDigits(int count) => this with { Digits = count };

    /// <summary>Without a comma.</summary>
    public ImportColumn WithoutComma() => this with { NoComma = true };

    /// <summary>Personal data.</summary>
    public ImportColumn Personal() => this with { IsPersonal = true };

    /// <summary>True where a single cell shows whether the database would take it, so that no rule must be asked.</summary>
    internal bool IsLimited =>
        Words.Count > 0 || Least is not null || OnlyAboveZero || IsMonthEnd || IsMonthStart || Digits is not null || NoComma || Type == ColumnType.Currency;
}
