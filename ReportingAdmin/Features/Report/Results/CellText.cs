using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>The look of cells: numbers at the right, negatives marked.</summary>
internal static class CellText
{
    private const int LongestLine = 36;

    /// <summary>The class of a column's cells.</summary>
    public static string ClassOf(Shown shown) => shown switch
    {
        { Masked: true } => "masked",
        { Column.Kind: Kind.Number } => "num",
        { Column.Kind: Kind.Integer, Column.Spec.Format: not Format.Code } => "num",
        { Column.Kind: Kind.Date or Kind.Instant } => "day",
        _ => "",
    };

    /// <summary>What a value adds to the class: below zero (its minus says it too), or a text that needs more than a line.</summary>
    public static string ClassOf(object? value) => value switch
    {
        string { Length: > LongestLine } => "long",
        decimal number when number < 0 => "neg",
        long number when number < 0 => "neg",
        _ => "",
    };
}
