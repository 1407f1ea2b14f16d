using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>What a column declares, in words.</summary>
internal static class ColumnText
{
    /// <summary>How its values are shown.</summary>
    public static string FormatOf(Column column) => column.Kind switch
    {
        Kind.Text => "Text",
        Kind.Date when column.Spec.Format == Format.Month => "A month, such as Nov 2026",
        Kind.Date => "A day, such as 14 Nov 2026",
        Kind.Instant => "A moment in the company's time zone",
        Kind.Flag => "Yes or No",
        _ => column.Spec.Format switch
        {
            Format.Money => "An amount with the decimals of its currency",
            Format.Share => "A share in percent, one decimal",
            Format.Rate => "A rate in percent, three decimals",
            Format.Return => "A return in percent, four decimals",
            Format.Multiple => "A multiple, four decimals",
            Format.OneDecimal => "A number with one decimal",
            Format.Code => "A number that is a name",
            _ => column.Kind == Kind.Integer ? "A whole number" : "A number with its own decimals",
        },
    };

    /// <summary>What stands in its totals row.</summary>
    public static string TotalOf(Column column, Section section) => column.Spec.Total switch
    {
        Total.Sum => "Sum over all rows, per currency",
        Total.Count => "Number of rows that have it",
        Total.Min => "Least value",
        Total.Max => "Greatest value",
        Total.WeightedMean => $"Mean weighted by {HeaderOf(section, column.WeightName)}",
        Total.Ratio => $"Sum of {HeaderOf(section, column.NumeratorName)} ÷ sum of {HeaderOf(section, column.DenominatorName)}",
        _ => "None",
    };

    private static string? HeaderOf(Section section, string? name) => section.Columns.FirstOrDefault(other => other.Name == name)?.Spec.Header ?? name;
}
