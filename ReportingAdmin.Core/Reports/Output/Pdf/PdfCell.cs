using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>How the cells of a column read on paper.</summary>
/// <param name="column">The column.</param>
/// <param name="i">Its index.</param>
/// <param name="currency">Index of its currency column; -1 = none shown.</param>
/// <param name="zone">In which instants are shown.</param>
internal sealed class PdfCell(Shown column, int i, int currency, TimeZoneInfo zone)
{
    // Times a hundred still fits a decimal.
    private const decimal LargestFraction = 1e26m;

    private readonly Format _format = column.Column.Spec.Format;

    /// <summary>The cells of all columns.</summary>
    /// <param name="columns">The section's columns.</param>
    /// <param name="zone">In which instants are shown.</param>
    public static PdfCell[] For(IReadOnlyList<Shown> columns, TimeZoneInfo zone) =>
        [.. columns.Select((column, i) => new PdfCell(column, i, CurrencyOf(columns, column), zone))];

    /// <summary>The cell of the cursor's present row.</summary>
    /// <param name="row">The cursor.</param>
    /// <param name="red">Whether it is an amount below zero.</param>
    public string Read(RowCursor row, out bool red)
    {
        red = false;
        if (column.Masked)
        {
            return Shown.Mask;
        }

        if (row.IsNull(i))
        {
            return "";
        }

        switch (column.Kind)
        {
            case Kind.Text:
                return TextLayout.Clean(row.Text(i));
            case Kind.Integer:
                return row.Integer(i).ToString(_format == Format.Code ? "0" : "#,##0", CultureInfo.InvariantCulture);
            case Kind.Number:
                var number = row.Number(i);
                red = _format == Format.Money && number < 0;
                return Number(number, _format, currency < 0 || row.IsNull(currency) ? null : row.Text(currency));
            case Kind.Date:
                return row.Date(i).ToString(_format == Format.Month ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
            case Kind.Instant:
                return TimeZoneInfo.ConvertTime(row.Instant(i), zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            case Kind.Flag:
                return row.Flag(i) ? "Yes" : "No";
            default:
                throw new InvalidOperationException($"{column.Kind} is no kind of cell.");
        }
    }

    /// <summary>The cell of a totals row; empty where there is no total.</summary>
    /// <param name="total">The totals row.</param>
    /// <param name="red">Whether it is an amount below zero.</param>
    public string Total(TotalRow total, out bool red)
    {
        red = false;
        if (column.Masked || total.Values[i] is not { } value)
        {
            return "";
        }

        var count = column.Column.Spec.Total == Engine.Total.Count;
        red = !count && _format == Format.Money && value < 0;
        return count || (column.Kind == Kind.Integer && value == Math.Truncate(value))
            ? value.ToString("#,##0", CultureInfo.InvariantCulture)
            : Number(value, column.Kind == Kind.Integer ? Format.OneDecimal : _format, total.Currency);
    }

    /// <summary>
    /// A number in a format. An amount shows the decimals of its currency, and further ones where it has them: never
    /// rounded; below zero in parentheses.
    /// </summary>
    /// <param name="number">The number.</param>
    /// <param name="format">The format.</param>
    /// <param name="currency">ISO code; null = two decimals.</param>
    public static string Number(decimal number, Format format, string? currency)
    {
        switch (format)
        {
            case Format.Money:
                var digits = Fixed(Math.Abs(number), Math.Max(Display.DecimalsOf(currency), Decimals(number)));
                return number < 0 ? $"({digits})" : digits;
            case Format.Share or Format.Rate or Format.Return when Math.Abs(number) < LargestFraction:
                return Fixed(number * 100, format == Format.Share ? 1 : format == Format.Rate ? 3 : 4) + "%";
            case Format.Multiple:
                return Fixed(number, 4);
            case Format.OneDecimal:
                return Fixed(number, 1);
            default:
                return number.ToString("#,##0.############################", CultureInfo.InvariantCulture);
        }
    }

    private static string Fixed(decimal number, int decimals) =>
        Math.Round(number, decimals, MidpointRounding.AwayFromZero).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static int Decimals(decimal number)
    {
        var decimals = (int)number.Scale;
        while (decimals > 2 && Math.Round(number, decimals - 1) == number)
        {
            decimals--;
        }

        return number == Math.Truncate(number) ? 0 : decimals;
    }

    private static int CurrencyOf(IReadOnlyList<Shown> columns, Shown column)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is { Masked: false, Kind: Kind.Text } && columns[i].Column.Name == column.Column.CurrencyName)
            {
                return i;
            }
        }

        return -1;
    }
}
