using System.Text.Json;

namespace ReportingAdmin.Core.Syncs.Importing.Mapping;

/// <summary>How a source file is read and which tables it feeds.</summary>
public sealed record FileMapping
{
    /// <summary>Its name, recorded with each load.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>How the file is written.</summary>
    public FileShape File { get; init; } = new();

    /// <summary>The tables fed, in any order.</summary>
    public IReadOnlyList<TableMapping> Tables { get; init; } = [];
}

/// <summary>How a file is written; what is not declared is the documented way, never a guess.</summary>
public sealed record FileShape
{
    /// <summary>The encoding's name; null = UTF-8.</summary>
    public string? Encoding { get; init; }

    /// <summary>The delimiter; null = found from the header among comma, semicolon and tab.</summary>
    public string? Delimiter { get; init; }

    /// <summary>The sheet of a workbook; null = its only one, or the one named like the table.</summary>
    public string? Sheet { get; init; }

    /// <summary>The decimal mark: a point or a comma.</summary>
    public string Decimal { get; init; } = ".";

    /// <summary>The mark between thousands; null = none.</summary>
    public string? Thousands { get; init; }

    /// <summary>Words that mean no value, besides the empty cell.</summary>
    public IReadOnlyList<string> Nulls { get; init; } = [];

    /// <summary>The format of dates, such as <c>dd/MM/yyyy</c>; null = ISO.</summary>
    public string? DateFormat { get; init; }

    /// <summary>The zone of moments written without an offset; null = they must have one.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>How a table is fed.</summary>
public sealed record TableMapping
{
    /// <summary>As <c>schema.table</c>.</summary>
    public string Table { get; init; } = "";

    /// <summary>Rows of a key recur on purpose: identical ones are one row and are not counted as duplicates.</summary>
    public bool Distinct { get; init; }

    /// <summary>Only rows for which all of these hold.</summary>
    public IReadOnlyList<RowFilter> Where { get; init; } = [];

    /// <summary>By header of the table's own file; null = the source file has those headers.</summary>
    public IReadOnlyDictionary<string, ColumnMapping>? Columns { get; init; }
}

/// <summary>Where a column comes from: exactly one of the three.</summary>
public sealed record ColumnMapping
{
    /// <summary>A column of the source file, as it is.</summary>
    public string? Column { get; init; }

    /// <summary>The same value for every row.</summary>
    public JsonElement? Const { get; init; }

    /// <summary>A value made from columns of the source file.</summary>
    public Expression? Expr { get; init; }
}

/// <summary>
/// A value made from columns of the source file. One of <see cref="Column"/>, <see cref="Template"/> and
/// <see cref="RowNumberIn"/> says from what; the others are applied in the order in which they stand here.
/// </summary>
public sealed record Expression
{
    /// <summary>A column of the source file.</summary>
    public string? Column { get; init; }

    /// <summary>A text with columns in braces.</summary>
    public string? Template { get; init; }

    /// <summary>The row's number, from 1, among the rows that agree in these columns.</summary>
    public IReadOnlyList<string>? RowNumberIn { get; init; }

    /// <summary>Words that mean no value, besides those of the file.</summary>
    public IReadOnlyList<string> Nulls { get; init; } = [];

    /// <summary>One part of a text.</summary>
    public TextPart? PartOf { get; init; }

    /// <summary>Words of the source and what they become.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>What any other word becomes; null = such a row is bad.</summary>
    public string? Otherwise { get; init; }

    /// <summary>A word by the sign of a number.</summary>
    public SignWords? BySign { get; init; }

    /// <summary>The number where it is above zero, else 0.</summary>
    public bool PositivePart { get; init; }

    /// <summary>The number without its sign where it is below zero, else 0.</summary>
    public bool NegativePart { get; init; }

    /// <summary>The number without its sign.</summary>
    public bool Absolute { get; init; }

    /// <summary>What the number is multiplied with; 0.01 for percent.</summary>
    public decimal? Scale { get; init; }

    /// <summary>The format of this date.</summary>
    public string? DateFormat { get; init; }

    /// <summary>The last day of the date's month.</summary>
    public bool MonthEnd { get; init; }
}

/// <summary>A part of a text.</summary>
public sealed record TextPart
{
    /// <summary>What separates the parts.</summary>
    public string Separator { get; init; } = "";

    /// <summary>Which part: 1 is the first, -1 the last.</summary>
    public int Position { get; init; }
}

/// <summary>Words by the sign of a number.</summary>
public sealed record SignWords
{
    /// <summary>Above zero.</summary>
    public string Positive { get; init; } = "";

    /// <summary>Below zero.</summary>
    public string Negative { get; init; } = "";

    /// <summary>At zero; null = such a row is bad.</summary>
    public string? Zero { get; init; }
}

/// <summary>Which rows of the source file feed a table.</summary>
public sealed record RowFilter
{
    /// <summary>A column of the source file.</summary>
    public string Column { get; init; } = "";

    /// <summary>Its value is one of these.</summary>
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>Its value is none of these.</summary>
    public IReadOnlyList<string>? NotIn { get; init; }

    /// <summary>It has no value (true), or has one (false).</summary>
    public bool? Empty { get; init; }

    /// <summary>Its number is <c>positive</c>, <c>negative</c>, <c>zero</c> or <c>nonzero</c>.</summary>
    public string? Sign { get; init; }
}
