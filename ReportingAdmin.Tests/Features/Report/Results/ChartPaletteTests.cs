using System.Globalization;
using ReportingAdmin.Features.Report.Results;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Report.Results;

/// <summary>
/// The gate of the chart colours: WCAG contrast of at least 3:1 with the ground, CIE76 difference of at least 25 between any two
/// as seen with normal vision and with protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009, severity 1).
/// </summary>
public sealed class ChartPaletteTests
{
    private const double LeastContrast = 3;
    private const double LeastDifference = 25;

    private static readonly double[][] s_visions =
    [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    ];

    public static TheoryData<string> Themes => ["light", "dark"];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Each_colour_stands_out_from_its_ground(string theme)
    {
        var ground = Luminance(Linear(theme == "light" ? ChartPalette.LightGround : ChartPalette.DarkGround));

        Assert.All(Colours(theme), colour => Assert.InRange(Contrast(Luminance(Linear(colour)), ground), LeastContrast, 21));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Any_two_colours_differ_for_every_kind_of_colour_vision(string theme)
    {
        var colours = Colours(theme);
        foreach (var vision in s_visions)
        {
            var seen = colours.Select(colour => Lab(Seen(Linear(colour), vision))).ToList();
            for (var i = 0; i < seen.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var difference = Math.Sqrt(seen[i].Zip(seen[j], (a, b) => (a - b) * (a - b)).Sum());
                    Assert.True(difference >= LeastDifference, string.Create(CultureInfo.InvariantCulture, $"{colours[i]} and {colours[j]}: {difference:0.0}"));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void The_style_sheet_has_the_same_colours(string theme)
    {
        var sheet = SourceFiles.Text($"wwwroot-assets/css/theme-{theme}.css");

        Assert.All(Colours(theme).Select((colour, i) => (colour, i)), one =>
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"--ra-chart-{one.i + 1}: {one.colour};"), sheet, StringComparison.Ordinal));
    }

    [Fact]
    public void Contrast_of_black_and_white_is_21() => Assert.Equal(21, Contrast(Luminance(Linear("#ffffff")), Luminance(Linear("#000000"))), 6);

    private static IReadOnlyList<string> Colours(string theme) => theme == "light" ? ChartPalette.Light : ChartPalette.Dark;

    private static double[] Linear(string colour) =>
    [
        .. new[] { 1, 3, 5 }
            .Select(at => byte.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)),
    ];

    private static double Luminance(double[] c) => (0.2126 * c[0]) + (0.7152 * c[1]) + (0.0722 * c[2]);

    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    private static double[] Seen(double[] c, double[] m) =>
        [.. Enumerable.Range(0, 3).Select(row => Math.Clamp((m[row * 3] * c[0]) + (m[(row * 3) + 1] * c[1]) + (m[(row * 3) + 2] * c[2]), 0, 1))];

    // CIE L*a*b*, D65.
    private static double[] Lab(double[] c)
    {
        static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16d / 116);
        var x = F(((0.4124564 * c[0]) + (0.3575761 * c[1]) + (0.1804375 * c[2])) / 0.95047);
        var y = F((0.2126729 * c[0]) + (0.7151522 * c[1]) + (0.0721750 * c[2]));
        var z = F(((0.0193339 * c[0]) + (0.1191920 * c[1]) + (0.9503041 * c[2])) / 1.08883);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
    }
}
