using Bunit;
using Radzen;
using Radzen.Blazor.Rendering;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Features.Report.Results;

namespace ReportingAdmin.Tests.Features.Report.Results;

/// <summary>The picture itself, in a window of which the browser says how large it is.</summary>
public sealed class ReportChartTests : BunitContext
{
    private static readonly string[] s_agencies = ["Amber Family Building", "Birch Surrogacy Partners", "Cedar Parenthood", "Dogwood Donors", "Elm Street Agency"];
    private static readonly string[] s_codes = ["AF", "BS", "CP", "DD", "ES"];

    // Long names lie, short ones stand.
    private static readonly ChartData[] s_pictures =
    [
        Chart(ChartKind.Bar, s_agencies[..3], series: 1),
        Chart(ChartKind.Bar, s_agencies, series: 2),
        Chart(ChartKind.Bar, s_agencies[..1], series: 1),
        Chart(ChartKind.StackedBar, s_agencies[..2], series: 3),
        Chart(ChartKind.StackedBar, s_agencies[..4], series: 1),
        Chart(ChartKind.Bar, s_codes[..3], series: 1),
        Chart(ChartKind.StackedBar, s_codes, series: 2),
        Chart(ChartKind.Line, s_codes[..4], series: 1),
    ];

    public ReportChartTests()
    {
        Services.AddRadzenComponents();
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.Setup<Rect>("Radzen.createChart", _ => true).SetResult(new Rect { Width = 800, Height = 300 });
    }

    public static TheoryData<int> Pictures => [.. Enumerable.Range(0, s_pictures.Length)];

    // The same component with other data, as when a filter is set: from each picture to each other, and back.
    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_is_drawn_anew_in_the_place_of_any_other(int first)
    {
        var chart = Render<ReportChart>(parameters => parameters.Add(c => c.Chart, s_pictures[first]).Add(c => c.ToggleUrl, "?"));
        AssertDrawn(chart, s_pictures[first]);

        foreach (var next in s_pictures)
        {
            chart.Render(parameters => parameters.Add(c => c.Chart, next));
            AssertDrawn(chart, next);
            chart.Render(parameters => parameters.Add(c => c.Chart, s_pictures[first]));
            AssertDrawn(chart, s_pictures[first]);
        }
    }

    [Fact]
    public void A_page_that_changes_around_a_picture_does_not_draw_it_again()
    {
        var chart = Render<ReportChart>(parameters => parameters.Add(c => c.Chart, s_pictures[7]).Add(c => c.ToggleUrl, "?a"));
        AssertDrawn(chart, s_pictures[7]);
        var drawing = chart.FindComponent<ChartDrawing>();
        var (drawn, toggle) = (drawing.RenderCount, chart.Find("a.button-icon").GetAttribute("href"));

        chart.Render(parameters => parameters.Add(c => c.ToggleUrl, "?b").Add(c => c.FileName, "other"));

        Assert.Equal(("?a", "?b"), (toggle, chart.Find("a.button-icon").GetAttribute("href")));
        Assert.Equal(drawn, drawing.RenderCount);

        chart.Render(parameters => parameters.Add(c => c.Chart, s_pictures[6]));

        Assert.True(drawing.RenderCount > drawn);
    }

    // The names of the things and those of no others, beside the amounts.
    private static void AssertDrawn(IRenderedComponent<ReportChart> chart, ChartData picture) => chart.WaitForAssertion(
        () =>
        {
            var labels = chart.FindAll(".chart-drawing text").Select(text => text.TextContent.Trim()).ToList();
            Assert.Contains(labels, label => label.Length > 0 && char.IsAsciiDigit(label[0]));
            Assert.Equal(picture.Labels, s_agencies.Concat(s_codes).Where(labels.Contains));
        },
        TimeSpan.FromSeconds(10));

    private static ChartData Chart(ChartKind kind, IReadOnlyList<string> things, int series) => new(
        kind,
        "Paid",
        "Agency",
        things,
        [.. Enumerable.Range(1, series).Select(number => new ChartSeries($"Series {number}", kind, [.. things.Select((_, i) => (decimal?)((i + 1) * number * 100))]))],
        Format.Money,
        "In words");
}
