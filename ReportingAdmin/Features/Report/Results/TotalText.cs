using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>The totals row in words.</summary>
internal static class TotalText
{
    /// <summary>What the totals are of: "All 18,412 rows", with the currency where there are several.</summary>
    public static string Label(TotalRow total, long allRows, int currencies)
    {
        var rows = currencies > 1 ? total.Rows : allRows;
        var counted = rows == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"All {rows:N0} rows");
        return currencies > 1 && !string.IsNullOrEmpty(total.Currency) ? $"{counted} in {total.Currency}" : counted;
    }

    /// <summary>A total; empty where the column has none.</summary>
    public static string Value(TotalRow total, Shown shown, int column)
    {
        if (total.Values[column] is not { } value || shown.Masked)
        {
            return "";
        }

        return shown.Column.Spec.Total == Total.Count || shown.Column.Kind == Kind.Integer
            ? Display.Cell((long)value, Format.Plain)
            : Display.Number(value, shown.Column.Spec.Format, total.Currency);
    }
}
