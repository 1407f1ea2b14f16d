using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Explore.Answers;

/// <summary>Figures that have no unit of the measure's.</summary>
internal static class FigureText
{
    /// <summary>What stands where there is no figure.</summary>
    public const string None = Display.Missing;

    /// <summary>A share of one with one decimal.</summary>
    public static string Percent(double share) => Display.Number(Math.Round((decimal)Math.Clamp(share, -1e20, 1e20), 4), Format.Share);
}
