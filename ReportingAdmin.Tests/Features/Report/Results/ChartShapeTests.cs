using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Features.Report.Results;

namespace ReportingAdmin.Tests.Features.Report.Results;

public sealed class ChartShapeTests
{
    [Fact]
    public void Bars_of_things_with_long_names_lie_and_every_name_has_room()
    {
        var shape = ChartShape.Of(Chart(["Amber Family Building", "Birch Surrogacy Partners", "Cedar"], [3m, 2m, 1m]));

        Assert.True(shape.Lies);
        Assert.Equal(260, shape.Height);
        Assert.Equal(3, shape.Chart.Labels.Count);
    }

    [Fact]
    public void Many_bars_make_a_higher_picture()
    {
        var labels = Enumerable.Range(1, 15).Select(i => $"Agency number {i}").ToArray();

        // 40 for the axis, and for each of 15 things two bars of 12 and a gap of 12.
        Assert.Equal(40 + (15 * 36), ChartShape.Of(Chart(labels, new decimal?[15], new decimal?[15])).Height);
        Assert.Equal(40 + (15 * 24), ChartShape.Of(Chart(labels, new decimal?[15], new decimal?[15]) with { Kind = ChartKind.StackedBar }).Height);
    }

    [Fact]
    public void Of_too_many_things_the_largest_stand_in_their_order_and_the_rest_together()
    {
        var labels = Enumerable.Range(1, 25).Select(i => $"Vendor {i:00}").ToArray();
        var values = Enumerable.Range(1, 25).Select(i => (decimal?)(i == 3 ? -100 : i)).ToArray();

        var chart = ChartShape.Of(Chart(labels, values)).Chart;

        // The 19 largest by size: 3 (for its −100) and 8 to 25; the rest is 1, 2 and 4 to 7.
        Assert.Equal(["Vendor 03", "Vendor 08"], chart.Labels.Take(2));
        Assert.Equal("6 others", chart.Labels[^1]);
        Assert.Equal(25m, chart.Series[0].Values[^1]);
        Assert.Equal("Paid (the 19 largest of 25)", chart.Title);
        Assert.Equal(values.Sum(), chart.Series[0].Values.Sum());
    }

    [Fact]
    public void A_very_long_name_loses_its_middle_unless_two_would_become_one()
    {
        Assert.Equal(["Northern Commerce…Branch 0012", "Cedar"], ChartShape.Of(Chart(["Northern Commerce and Farmers Bank, Branch 0012", "Cedar"], [1m, 2m])).Chart.Labels);
        string[] twins = ["Northern Commerce and Farmers Bank, Branch 0012", "Northern Commerce and Traders Bank, Branch 0012"];
        Assert.Equal(twins, ChartShape.Of(Chart(twins, [1m, 2m])).Chart.Labels);
    }

    [Theory]
    [InlineData(2_000, 12_000, "2 k")]
    [InlineData(10_000, 12_000, "10 k")]
    [InlineData(0, 12_000, "0")]
    [InlineData(500_000, 1_500_000, "0.5 M")]
    [InlineData(8_000, 8_000, "8,000")]
    [InlineData(10_000, 9_800, "10,000")]
    [InlineData(1_000_000, 950_000, "1,000 k")]
    public void An_axis_is_in_the_unit_of_its_greatest_amount(int value, int most, string words) =>
        Assert.Equal(words, ChartText.Axis(value, Format.Money, most));

    [Fact]
    public void Rates_are_not_added_up()
    {
        var labels = Enumerable.Range(1, 25).Select(i => $"Rule number {i:00}").ToArray();

        var chart = ChartShape.Of(Chart(labels, [.. Enumerable.Range(1, 25).Select(i => (decimal?)(i / 100m))]) with { Format = Format.Share }).Chart;

        Assert.Equal(20, chart.Labels.Count);
        Assert.Equal("Rule number 06", chart.Labels[0]);
    }

    [Theory]
    [InlineData("2100", "4000", "5160")]
    [InlineData("Current", "30–59 days", "120+ days")]
    public void Short_names_stay_below_their_columns(params string[] labels) =>
        Assert.False(ChartShape.Of(Chart(labels, new decimal?[labels.Length])).Lies);

    [Fact]
    public void Months_and_lines_never_lie()
    {
        var chart = Chart(["September 2026", "October 2026"], [1m, 2m]);

        Assert.False(ChartShape.Of(chart with { OverTime = true }).Lies);
        Assert.False(ChartShape.Of(chart with { Series = [chart.Series[0] with { Kind = ChartKind.Line }] }).Lies);
    }

    [Theory]
    [InlineData(92, ChartKind.StackedBar)]
    [InlineData(93, ChartKind.Line)]
    public void More_days_than_a_quarter_has_are_lines_instead_of_columns_on_each_other(int days, ChartKind drawn)
    {
        var labels = Enumerable.Range(1, days).Select(i => $"Day {i}").ToArray();
        var values = Enumerable.Range(1, days).Select(i => (decimal?)i).ToArray();
        var chart = Chart(labels, values, values) with { Kind = ChartKind.StackedBar, OverTime = true };
        chart = chart with { Series = [chart.Series[0] with { Kind = ChartKind.StackedBar }, chart.Series[1] with { Kind = ChartKind.StackedBar }] };

        var shape = ChartShape.Of(chart);

        Assert.Equal(drawn, shape.Chart.Kind);
        Assert.All(shape.Chart.Series, series => Assert.Equal(drawn, series.Kind));
        Assert.All(shape.Chart.Series, series => Assert.Equal(values, series.Values));
        Assert.Equal(labels, shape.Chart.Labels);
    }

    private static ChartData Chart(IReadOnlyList<string> labels, params decimal?[][] series) => new(
        ChartKind.Bar, "Paid", "Vendor", labels, [.. series.Select((values, i) => new ChartSeries($"Series {i}", ChartKind.Bar, values))], Format.Money, "In words");
}
