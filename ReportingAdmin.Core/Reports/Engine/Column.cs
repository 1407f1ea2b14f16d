namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>Marks a property of a section's row as a column and says what it means.</summary>
/// <param name="header">The display heading ("Unpaid principal").</param>
/// <param name="meaning">One sentence: what the figure is, its formula where it has one.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnAttribute(string header, string meaning) : Attribute
{
    /// <summary>The display heading.</summary>
    public string Header { get; } = header;

    /// <summary>What the figure is, in a sentence.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>How it is shown.</summary>
    public Format Format { get; init; }

    /// <summary>What stands in the totals row.</summary>
    public Total Total { get; init; }

    /// <summary>For <see cref="Total.WeightedMean"/>: the name of the weighting property.</summary>
    public string? Weight { get; init; }

    /// <summary>For <see cref="Total.Ratio"/>: the name of the property that is divided.</summary>
    public string? Numerator { get; init; }

    /// <summary>For <see cref="Total.Ratio"/>: the name of the property that it is divided by.</summary>
    public string? Denominator { get; init; }

    /// <summary>For money: the property that holds the row's currency.</summary>
    public string? Currency { get; init; }

    /// <summary>Part of the row's identity; repeated in a split PDF, matched when runs are compared.</summary>
    public bool Key { get; init; }

    /// <summary>Personal data: masked without <c>pii.read</c>, and then not sorted, searched or filtered.</summary>
    public bool Personal { get; init; }

    /// <summary>A further permission without which the column is left out; null = none.</summary>
    public string? Permission { get; init; }
}

/// <summary>A declared column, reflected from the row type once.</summary>
/// <param name="Name">The stable snake_case key: SQL alias, CSV header, JSON key.</param>
/// <param name="Kind">The cell type.</param>
/// <param name="Nullable">Whether a row may lack it; a null in a column that is not nullable fails the run.</param>
/// <param name="Spec">Heading, meaning, format, total, roles.</param>
/// <param name="WeightName">The weighting column's key, for a weighted mean.</param>
/// <param name="CurrencyName">The currency column's key, for money.</param>
public sealed record Column(string Name, Kind Kind, bool Nullable, ColumnAttribute Spec, string? WeightName, string? CurrencyName)
{
    /// <summary>The key of the column that is divided, for a ratio.</summary>
    public string? NumeratorName { get; init; }

    /// <summary>The key of the column that it is divided by, for a ratio.</summary>
    public string? DenominatorName { get; init; }

    /// <summary>The keys of the columns besides its own and its currency that its total is made of.</summary>
    public IEnumerable<string> TotalOf => new[] { WeightName, NumeratorName, DenominatorName }.OfType<string>();
}

/// <summary>A column as this run shows it.</summary>
/// <param name="Column">The declared column.</param>
/// <param name="Heading">The heading of this run (a tape configuration may change it).</param>
/// <param name="Masked">True when every cell reads <c>•••</c>.</param>
public sealed record Shown(Column Column, string Heading, bool Masked)
{
    /// <summary>What a masked cell reads, in every format.</summary>
    public const string Mask = "•••";

    /// <summary>The cell type that readers meet: a masked column is text whatever it holds.</summary>
    public Kind Kind => Masked ? Kind.Text : Column.Kind;
}
