using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>Column widths from heading and format alone: rows are not seen before they are written, and a masked column must not tell how long its names are.</summary>
internal static class XlsxWidths
{
    // The filter's arrow and the cell's padding.
    private const int Beside = 4;
    private const int LongestLine = 24;

    /// <summary>The width in characters.</summary>
    /// <param name="column">The column.</param>
    /// <param name="columns">All columns: a text column that others name as their currency is narrow.</param>
    public static double Of(Shown column, IReadOnlyList<Shown> columns)
    {
        var longestWord = column.Heading.Split(' ').Max(word => word.Length);
        var heading = Math.Max(Math.Min(column.Heading.Length, LongestLine), longestWord) + Beside;
        return Math.Min(Math.Max(ForKind(column, columns), heading), 80);
    }

    private static int ForKind(Shown column, IReadOnlyList<Shown> columns) => (column.Kind, column.Column.Spec.Format) switch
    {
        (Kind.Text, _) when column.Masked || columns.Any(other => other.Column.CurrencyName == column.Column.Name) => 10,
        (Kind.Text, _) => column.Column.Spec.Key ? 18 : 24,
        (Kind.Date, _) => 12,
        (Kind.Instant, _) => 20,
        (Kind.Flag, _) => 8,
        (_, Format.Money) => 18,
        (_, Format.Share or Format.Rate or Format.Return or Format.Multiple or Format.OneDecimal) => 11,
        (Kind.Integer, _) => 12,
        _ => 16,
    };
}
