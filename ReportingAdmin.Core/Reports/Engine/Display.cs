using System.Globalization;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>
/// How cells read on screen, in charts and in sentences: a true minus, fixed decimals per format, "14 Nov 2026", a dash for
/// no value. Independent of the machine's culture. Files have writers of their own.
/// </summary>
public static class Display
{
    /// <summary>What stands for a missing value.</summary>
    public const string Missing = "—";

    private const int OrdinaryDecimals = 2;

    /// <summary>A cell in words.</summary>
    /// <param name="value">string, long, decimal, DateOnly, DateTimeOffset, bool or null.</param>
    /// <param name="format">The column's format.</param>
    /// <param name="currency">For money: decides the decimals; null = two.</param>
    /// <param name="zone">For instants: the company's zone; null = UTC.</param>
    public static string Cell(object? value, Format format, string? currency = null, TimeZoneInfo? zone = null) => value switch
    {
        null => Missing,
        string text => text,
        long number => Integer(number, format),
        int number => Integer(number, format),
        decimal number => Number(number, format, currency),
        DateOnly day when format == Format.Month => Month(day),
        DateOnly day => Dates.InWords(day),
        DateTimeOffset instant => Instant(instant, zone),
        bool flag => flag ? "Yes" : "No",
        _ => throw new InvalidOperationException($"{value.GetType().Name} is no cell type."),
    };

    /// <summary>A decimal in words.</summary>
    /// <param name="number">The number; shares, rates and returns are fractions.</param>
    /// <param name="format">The column's format.</param>
    /// <param name="currency">For money: decides the decimals; null = two.</param>
    public static string Number(decimal number, Format format, string? currency = null) => format switch
    {
        Format.Share => Signed(number * 100, 1) + " %",
        Format.Rate => Signed(number * 100, 3) + " %",
        Format.Return => Signed(number * 100, 4) + " %",
        Format.Multiple => Signed(number, 4) + "×",
        Format.OneDecimal => Signed(number, 1),
        Format.Money => Signed(number, DecimalsOf(currency)),
        _ => Plain(number),
    };

    /// <summary>A number with as many decimals as wanted, where its neighbours decide and not a format.</summary>
    /// <param name="number">The number.</param>
    /// <param name="decimals">How many.</param>
    public static string Fixed(decimal number, int decimals) => Signed(number, decimals);

    /// <summary>By how much a figure has changed, with its sign: of a share, rate or return in percentage points.</summary>
    /// <param name="difference">After less before; of shares, rates and returns a difference of fractions.</param>
    /// <param name="format">The column's format.</param>
    /// <param name="currency">For money: decides the decimals; null = two.</param>
    public static string Change(decimal difference, Format format, string? currency = null)
    {
        var text = format switch
        {
            Format.Share => Signed(difference * 100, 1) + " points",
            Format.Rate => Signed(difference * 100, 3) + " points",
            Format.Return => Signed(difference * 100, 4) + " points",
            _ => Number(difference, format, currency),
        };
        return difference > 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "+" + text : text;
    }

    /// <summary>The number of decimals of a currency's minor unit (ISO 4217).</summary>
    /// <param name="currency">Its code; null = two.</param>
    public static int DecimalsOf(string? currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => OrdinaryDecimals,
    };

    /// <summary>A month in words: Oct 2026.</summary>
    /// <param name="day">Any day of the month.</param>
    public static string Month(DateOnly day) => day.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    private static string Integer(long number, Format format) =>
        format == Format.Code ? number.ToString(CultureInfo.InvariantCulture) : Signed(number, 0);

    private static string Instant(DateTimeOffset instant, TimeZoneInfo? zone) =>
        TimeZoneInfo.ConvertTime(instant, zone ?? TimeZoneInfo.Utc).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    private static string Plain(decimal number) => TrueMinus(number.ToString("#,##0.############################", CultureInfo.InvariantCulture));

    private static string Signed(decimal number, int decimals) =>
        TrueMinus(Math.Round(number, decimals, MidpointRounding.AwayFromZero).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    // A rounded negative that comes to nothing is nothing: no minus before zeros.
    private static string TrueMinus(string text) =>
        text.StartsWith('-') ? text.AsSpan(1).ContainsAnyInRange('1', '9') ? "−" + text[1..] : text[1..] : text;
}
