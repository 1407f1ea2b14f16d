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
    public static IReadOnlyList<string> Light { get; } = ["#1106fb", "#402450", "#6e1d14", "#f45f17", "#ba6ee4", "#389e8b"];

    /// <summary>On the dark ground.</summary>
    public static IReadOnlyList<string> Dark { get; } = ["#d3fb2a", "#35f294", "#942ff9", "#f6a7fe", "#b84c7c", "#208008"];
}
