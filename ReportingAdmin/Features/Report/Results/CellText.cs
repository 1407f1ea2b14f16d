using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>The look of cells: numbers at the right, negatives marked.</summary>
internal static class CellText
{
    /// <summary>The class of a column's cells.</summary>
    public static string ClassOf(Shown shown) => shown switch
    {
        { Masked: true } => "masked",
        { Column.Kind: Kind.Number } => "num",
        { Column.Kind: Kind.Integer, Column.Spec.Format: not Format.Code } => "num",
        { Column.Kind: Kind.Date or Kind.Instant } => "day",
        { Column.Kind: Kind.Text } => "words",
        _ => "",
    };

    /// <summary>The class of a value below zero; its minus says it too.</summary>
    public static string Negative(object? value) => value switch
    {
        decimal number when number < 0 => "neg",
        long number when number < 0 => "neg",
        _ => "",
    };
}
