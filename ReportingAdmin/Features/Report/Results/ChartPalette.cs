using System.Globalization;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>
/// The colours of series, as in <c>theme-light.css</c> and <c>theme-dark.css</c>. Each has a contrast of at least 3:1 with its
/// ground, and any two stay apart for every kind of colour vision: a test measures both.
/// </summary>
public static class ChartPalette
{
    /// <summary>The ground of the light theme.</summary>
    public const string LightGround = "#ffffff";

    /// <summary>The ground of the dark theme.</summary>
    public const string DarkGround = "#1e1e24";

    /// <summary>On the light ground.</summary>
    public static IReadOnlyList<string> Light { get; } = ["#2f58b0", "#af7c0b", "#85231f", "#7c9765", "#e162aa", "#514c59"];

    /// <summary>On the dark ground.</summary>
    public static IReadOnlyList<string> Dark { get; } = ["#abc0fc", "#f3a350", "#d55e5d", "#69daac", "#6078d1", "#918a9f"];

    /// <summary>A series' colour in the theme of the moment.</summary>
    /// <param name="number">The series' number, from 0.</param>
    public static string Variable(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"var(--ra-chart-{(number % Light.Count) + 1})");
}
