using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>Short figures along an axis.</summary>
internal static class ChartText
{
    private static readonly (decimal From, string Unit)[] s_units = [(1_000_000_000m, " B"), (1_000_000m, " M"), (10_000m, " k")];

    /// <summary>A value as an axis shows it: 1.2 M, 55 %, 400. All values of an axis are in the unit of its greatest one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">Its format.</param>
    /// <param name="most">The greatest amount drawn.</param>
    public static string Axis(decimal value, Format format, decimal most)
    {
        most = Math.Abs(most); // a tick may lie above it, and keeps its unit
        if (format is Format.Share or Format.Rate or Format.Return)
        {
            return Display.Number(Math.Round(value * 100, 2), Format.Plain) + " %";
        }

        foreach (var (from, unit) in s_units)
        {
            if (most >= from && value != 0)
            {
                return Display.Number(Math.Round(value / (from == 10_000m ? 1000m : from), 2), Format.Plain) + unit;
            }
        }

        return Display.Number(Math.Round(value, 2), Format.Plain);
    }
}
