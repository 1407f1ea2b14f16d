using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Tests.Reports.Engine.Charts;

public sealed class ChartBuilderTests
{
    private static readonly Section s_section = new Section<Nothing, Row>("rows", "Rows", "one row per bucket, next bucket and currency");

    [Fact]
    public void Amounts_of_two_currencies_are_two_pictures_the_greater_first()
    {
        var charts = Build(Bars("Amount"), ["A", "B", "CAD", 7m, 0.4m, 1L], ["A", "B", "USD", 10m, 0.5m, 1L]);

        Assert.Equal(["USD", "CAD"], charts.Select(chart => chart.Currency));
        Assert.Equal([10m, 7m], charts.Select(chart => Assert.Single(chart.Series).Values[0]!.Value));
        Assert.Equal("Bars, USD, A. Amount: 10.00.", charts[0].Summary);
    }

    [Fact]
    public void A_currency_has_its_own_categories_only()
    {
        var charts = Build(Bars("Amount"), ["A", "B", "USD", 10m, 0.5m, 1L], ["C", "B", "CAD", 7m, 0.4m, 1L]);

        Assert.Equal(["A", "C"], charts.Select(chart => Assert.Single(chart.Labels)));
    }

    [Fact]
    public void Rates_of_two_currencies_are_never_added()
    {
        var charts = Build(Bars("Share"), ["A", "B", "USD", 10m, 0.5m, 1L], ["A", "B", "CAD", 7m, 0.4m, 1L]);

        Assert.Equal([0.5m, 0.4m], charts.Select(chart => Assert.Single(chart.Series).Values[0]!.Value));
    }

    [Fact]
    public void Counts_of_two_currencies_are_one_series()
    {
        var chart = Assert.Single(Build(Bars("Loans"), ["A", "B", "USD", 10m, 0.5m, 3L], ["A", "B", "CAD", 7m, 0.4m, 4L]));

        Assert.Null(chart.Currency);
        Assert.Equal(7m, Assert.Single(chart.Series).Values[0]);
    }

    [Fact]
    public void Figures_in_two_units_are_two_pictures_and_are_never_added()
    {
        object?[][] rows = [["A", "people", "USD", 1m, null, 3L], ["A", "posts", "USD", 1m, null, 4L], ["D", "people", "USD", 1m, null, 5L], ["D", "", "USD", 1m, null, 6L]];

        Assert.Equal(["Bars, people: A 3, D 5", "Bars, posts: A 4", "Bars, no unit: D 6"], Apart(rows));
        Assert.Equal(["Bars: D 6"], Apart(rows[3]));

        static IEnumerable<string> Apart(params object?[][] rows) => Build(Bars("Loans") with { ApartBy = nameof(Row.To) }, rows)
            .Select(chart => $"{chart.Title}: {string.Join(", ", chart.Labels.Zip(Assert.Single(chart.Series).Values, (label, value) => $"{label} {value}"))}");
    }

    [Fact]
    public void A_picture_of_a_unit_with_one_series_says_in_its_heading_which()
    {
        var spec = new ChartSpec(ChartKind.Line, "By next", "rows", nameof(Row.From), [new(nameof(Row.Loans))]) { SplitBy = nameof(Row.To), ApartBy = nameof(Row.Currency) };

        var charts = Build(spec, ["A", "B", "USD", 1m, null, 3L], ["A", "C", "USD", 1m, null, 4L], ["A", "B", "CAD", 1m, null, 5L]);

        Assert.Equal(["By next, USD", "By next: B, CAD"], charts.Select(chart => chart.Title));
    }

    [Fact]
    public void What_does_not_fit_becomes_other()
    {
        var spec = new ChartSpec(ChartKind.StackedBar, "By next bucket", "rows", nameof(Row.From), [new(nameof(Row.Amount))]) { SplitBy = nameof(Row.To) };

        var chart = Assert.Single(Build(spec, [.. Enumerable.Range(1, 7).Select(i => new object?[] { "A", $"to {i}", "USD", 100m * i, null, 1L })]));

        // Kept: the five greatest, 700 to 300; the rest is 200 + 100.
        Assert.Equal(["to 3", "to 4", "to 5", "to 6", "to 7", "Other"], chart.Series.Select(series => series.Name));
        Assert.Equal(300m, chart.Series[^1].Values[0]);
    }

    [Fact]
    public void The_end_of_a_ladder_that_does_not_fit_is_joined()
    {
        var chart = Assert.Single(Build(Ladder(), [.. Enumerable.Range(1, 8).Select(i => new object?[] { "A", $"step {i}", "USD", 100m * i, null, 1L })]));

        // 600 + 700 + 800.
        Assert.Equal(["step 1", "step 2", "step 3", "step 4", "step 5", "step 6 to step 8"], chart.Series.Select(series => series.Name));
        Assert.Equal(2100m, chart.Series[^1].Values[0]);
    }

    [Fact]
    public void Steps_without_any_figure_make_room_for_the_others()
    {
        var chart = Assert.Single(Build(Ladder(), [.. Enumerable.Range(1, 8).Select(i => new object?[] { "A", $"step {i}", "USD", i is 2 or 3 ? 0m : 100m * i, null, 1L })]));

        Assert.Equal(["step 1", "step 4", "step 5", "step 6", "step 7", "step 8"], chart.Series.Select(series => series.Name));
        Assert.Equal(800m, chart.Series[^1].Values[0]);
    }

    [Fact]
    public void No_rows_are_no_picture() => Assert.Empty(Build(Bars("Amount")));

    [Fact]
    public void A_matrix_reads_along_its_diagonal()
    {
        var spec = new ChartSpec(ChartKind.Heatmap, "From and to", "rows", nameof(Row.From), [new(nameof(Row.Share))]) { SplitBy = nameof(Row.To) };

        var chart = Assert.Single(Build(spec, ["A", "C", "USD", 1m, 0.1m, 1L], ["A", "A", "USD", 1m, 0.9m, 1L], ["B", "B", "USD", 1m, 1m, 1L]));

        Assert.Equal(["A", "B", "C"], chart.Series.Select(series => series.Name));
    }

    [Fact]
    public void Every_row_counts_however_many_there_are()
    {
        var chart = Assert.Single(Build(Bars("Amount"), [.. Enumerable.Range(0, 5000).Select(i => new object?[] { i % 2 == 0 ? "A" : "B", $"to {i}", "USD", 2m, null, 1L })]));

        // 2,500 rows of 2.00 each.
        Assert.Equal([5000m, 5000m], Assert.Single(chart.Series).Values);
    }

    [Fact]
    public void Rates_of_one_category_are_not_added_but_drawn_by_what_tells_them_apart()
    {
        object?[][] rows = [["A", "B", "USD", 10m, 0.5m, 1L], ["A", "C", "USD", 7m, 0.4m, 1L], ["D", "C", "USD", 7m, null, 1L]];
        var split = new ChartSpec(ChartKind.Line, "By next", "rows", nameof(Row.From), [new(nameof(Row.Share))]) { SplitBy = nameof(Row.To) };

        Assert.Empty(Build(Bars("Share"), rows));
        var chart = Assert.Single(Build(Bars("Share") with { Otherwise = split }, rows));

        Assert.Equal("By next", chart.Title);
        Assert.Equal(["B: 0.5", "C: 0.4"], chart.Series.Select(series => $"{series.Name}: {series.Values[0]}"));
        Assert.Equal("Bars", Assert.Single(Build(Bars("Share") with { Otherwise = split }, rows[0])).Title);
    }

    [Fact]
    public void More_points_than_anybody_reads_are_no_picture() =>
        Assert.Empty(Build(Bars("Amount"), [.. Enumerable.Range(0, 20_001).Select(i => new object?[] { $"from {i}", "B", "USD", 2m, null, 1L })]));

    private static ChartSpec Ladder() =>
        new(ChartKind.StackedBar, "By step", "rows", nameof(Row.From), [new(nameof(Row.Amount))]) { SplitBy = nameof(Row.To), Ladder = true };

    private static ChartSpec Bars(string property) => new(ChartKind.Bar, "Bars", "rows", nameof(Row.From), [new(property)]);

    private static IReadOnlyList<ChartData> Build(ChartSpec spec, params object?[][] rows)
    {
        var points = new ChartPoints(spec, s_section);
        foreach (var row in rows)
        {
            points.Add(row);
        }

        return points.Build();
    }

    private sealed record Nothing;

    private sealed record Row
    {
        [Column("From", "The bucket.", Key = true)]
        public required string From { get; init; }

        [Column("To", "The next bucket.", Key = true)]
        public required string To { get; init; }

        [Column("Currency", "The currency.", Key = true)]
        public required string Currency { get; init; }

        [Column("Amount", "The amount.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Amount { get; init; }

        [Column("Share", "The share.", Format = Format.Share)]
        public decimal? Share { get; init; }

        [Column("Loans", "The loans.")]
        public long Loans { get; init; }
    }
}
