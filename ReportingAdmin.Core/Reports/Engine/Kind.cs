namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>The type of a cell: what the cursor gives and how a writer types it.</summary>
public enum Kind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number, 64 bits.</summary>
    Integer,

    /// <summary>An exact decimal number; money is rounded in SQL.</summary>
    Number,

    /// <summary>A business day without a time.</summary>
    Date,

    /// <summary>A point in time; shown in the company's zone.</summary>
    Instant,

    /// <summary>Yes or no.</summary>
    Flag,
}

/// <summary>How a number is shown. Files and JSON carry full precision whatever the format.</summary>
public enum Format
{
    /// <summary>Text, dates and flags as they are; integers with separators; numbers with their own decimals.</summary>
    Plain,

    /// <summary>An amount: two decimals, or those of the row's currency.</summary>
    Money,

    /// <summary>A fraction of a whole shown as percent, one decimal (0.553 = 55.3 %).</summary>
    Share,

    /// <summary>A rate as a fraction shown as percent, three decimals (0.065 = 6.500 %).</summary>
    Rate,

    /// <summary>A return as a fraction shown as percent, four decimals (IRR).</summary>
    Return,

    /// <summary>A multiple, four decimals (MOIC).</summary>
    Multiple,

    /// <summary>A number with one decimal (months, days, points on a mean).</summary>
    OneDecimal,

    /// <summary>An integer that is a name, not a quantity: no separators (a year, a sequence number).</summary>
    Code,

    /// <summary>A calendar month by its first day, shown as a month (Oct 2026).</summary>
    Month,
}

/// <summary>What the engine computes for a column over all rows of a section while they stream, per currency.</summary>
public enum Total
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The number of rows in which the column is not null.</summary>
    Count,

    /// <summary>The least value.</summary>
    Min,

    /// <summary>The greatest value.</summary>
    Max,

    /// <summary>Σ(value × weight) ÷ Σ weight over rows in which both are present; blank where Σ weight is 0.</summary>
    WeightedMean,

    /// <summary>
    /// Σ numerator ÷ Σ denominator over rows in which both are present, also those that have no rate of their own because their
    /// denominator is 0; blank where Σ denominator is 0.
    /// </summary>
    Ratio,
}
