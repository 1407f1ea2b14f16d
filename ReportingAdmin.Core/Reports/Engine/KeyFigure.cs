namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>What a key figure is made of.</summary>
public enum KeyFigureOf
{
    /// <summary>The column's total over all rows, as in the totals row.</summary>
    Total,

    /// <summary>The column in the rows of the latest day of the section, added per currency: a balance is not summed over months.</summary>
    Latest,

    /// <summary>The number of rows.</summary>
    Rows,
}

/// <summary>A figure that stands above a section's table and in which the section comes to a head.</summary>
/// <param name="Property">The column; null for the number of rows.</param>
/// <param name="Of">What of it.</param>
public sealed record KeyFigure(string? Property, KeyFigureOf Of = KeyFigureOf.Total)
{
    /// <summary>The most key figures of a section.</summary>
    public const int Most = 4;

    /// <summary>What it is called; null = as the column is headed.</summary>
    public string? Label { get; init; }

    /// <summary>
    /// The figures that a section proves by its control query, where it declares no key figures: they are its totals that two
    /// queries agree on. Then its other totals.
    /// </summary>
    internal static IReadOnlyList<KeyFigure> Default(Section section)
    {
        var proven = section.Controls.Select(Names.Snake).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. section.Columns
                .Where(column => column.Spec.Total is Total.Sum or Total.WeightedMean or Total.Ratio)
                .OrderBy(column => proven.Contains(column.Name) ? 0 : 1)
                .Take(Most)
                .Select(column => new KeyFigure(section.RowType.GetProperties().First(property => Names.Snake(property.Name) == column.Name).Name)),
        ];
    }
}
