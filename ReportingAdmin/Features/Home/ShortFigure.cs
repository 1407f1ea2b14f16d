using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Features.Home;

/// <summary>Large numbers in three figures: 1.24 M. The exact one always stands beside it.</summary>
internal static class ShortFigure
{
    private static readonly (decimal Unit, string Word)[] s_units = [(1_000_000_000_000m, "T"), (1_000_000_000m, "B"), (1_000_000m, "M"), (1_000m, "k")];

    /// <summary>The figure in short.</summary>
    /// <param name="value">The figure; null = no data.</param>
    /// <param name="format">The column's format: only amounts and counts are shortened.</param>
    /// <param name="currency">For money below ten thousand: decides the decimals.</param>
    public static string Of(decimal? value, Format format, string? currency)
    {
        if (value is not { } number)
        {
            return Display.Missing;
        }

        if (format is not (Format.Money or Format.Plain) || Math.Abs(number) < 10_000)
        {
            return format == Format.Plain ? Display.Cell((long)number, Format.Plain) : Display.Number(number, format, currency);
        }

        foreach (var (unit, word) in s_units)
        {
            // 999,996 in three figures is 1.00 M, not 1000 k.
            if (Math.Abs(number) / unit >= 0.9995m)
            {
                var parts = InThreeFigures(Math.Abs(number) / unit);
                var decimals = parts >= 100 ? 0 : parts >= 10 ? 1 : 2;
                return $"{(number < 0 ? "−" : "")}{parts.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)} {word}";
            }
        }

        return Display.Number(number, format, currency);
    }

    private static decimal InThreeFigures(decimal number) =>
        Math.Round(number, number >= 99.95m ? 0 : number >= 9.995m ? 1 : 2, MidpointRounding.AwayFromZero);
}
