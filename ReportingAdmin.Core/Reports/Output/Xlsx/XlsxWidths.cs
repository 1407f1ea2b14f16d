using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>Column widths from heading and format alone: rows are not seen before they are written, and a masked column must not tell how long its names are.</summary>
internal static class XlsxWidths
{
    /// <summary>The filter's arrow and the cell's padding, in characters.</summary>
    public const int Beside = 4;

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

    /// <summary>How many lines a text takes, broken at spaces: not every program sets the height of a row by itself.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Characters in a line.</param>
    public static int Lines(string text, double width)
    {
        var lines = 1;
        var length = 0;
        foreach (var word in text.Split(' '))
        {
            if (length > 0 && length + 1 + word.Length > width)
            {
                lines++;
                length = 0;
            }

            length += (length > 0 ? 1 : 0) + word.Length;
            lines += (int)((length - 1) / width);
            length = (int)(length % width);
        }

        return lines;
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
