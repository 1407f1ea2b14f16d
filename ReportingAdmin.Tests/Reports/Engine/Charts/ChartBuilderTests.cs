using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Tests.Reports.Engine.Charts;

public sealed class ChartBuilderTests
{
    private static readonly Section s_section = new Section<Nothing, Row>("rows", "Rows", "one row per bucket, next bucket and currency");

    [Fact]
    public void Amounts_of_two_currencies_are_two_series()
    {
        var chart = Build(Bars("Amount"), ["A", "B", "USD", 10m, 0.5m, 1L], ["A", "B", "CAD", 7m, 0.4m, 1L])!;

        Assert.Equal(["Amount (USD)", "Amount (CAD)"], chart.Series.Select(series => series.Name));
        Assert.Equal([10m, 7m], chart.Series.Select(series => series.Values[0]!.Value));
    }

    [Fact]
    public void Rates_of_two_currencies_are_never_added()
    {
        var chart = Build(Bars("Share"), ["A", "B", "USD", 10m, 0.5m, 1L], ["A", "B", "CAD", 7m, 0.4m, 1L])!;

        Assert.Equal([0.5m, 0.4m], chart.Series.Select(series => series.Values[0]!.Value));
    }

    [Fact]
    public void Counts_of_two_currencies_are_one_series()
    {
        var chart = Build(Bars("Loans"), ["A", "B", "USD", 10m, 0.5m, 3L], ["A", "B", "CAD", 7m, 0.4m, 4L])!;

        Assert.Equal(7m, Assert.Single(chart.Series).Values[0]);
    }

    [Fact]
    public void What_does_not_fit_becomes_other_for_each_currency()
    {
        var spec = new ChartSpec(ChartKind.StackedBar, "By next bucket", "rows", nameof(Row.From), [new(nameof(Row.Amount))]) { SplitBy = nameof(Row.To) };
        var rows = Enumerable.Range(1, 5).SelectMany(i => new object?[][]
        {
            ["A", $"to {i}", "USD", 100m * i, null, 1L],
            ["A", $"to {i}", "CAD", 1m * i, null, 1L],
        });

        var chart = Build(spec, [.. rows])!;

        Assert.Equal(6, chart.Series.Count);
        Assert.Equal(["Other (USD)", "Other (CAD)"], chart.Series.TakeLast(2).Select(series => series.Name).OrderDescending());

        // Kept: the four greatest, 500, 400, 300 and 200 USD; the rest is 100 USD and 1 + 2 + 3 + 4 + 5 CAD.
        Assert.Equal(100m, chart.Series.Single(series => series.Name == "Other (USD)").Values[0]);
        Assert.Equal(15m, chart.Series.Single(series => series.Name == "Other (CAD)").Values[0]);
    }

    [Fact]
    public void A_matrix_reads_along_its_diagonal()
    {
        var spec = new ChartSpec(ChartKind.Heatmap, "From and to", "rows", nameof(Row.From), [new(nameof(Row.Share))]) { SplitBy = nameof(Row.To) };

        var chart = Build(spec, ["A", "C", "USD", 1m, 0.1m, 1L], ["A", "A", "USD", 1m, 0.9m, 1L], ["B", "B", "USD", 1m, 1m, 1L])!;

        Assert.Equal(["A", "B", "C"], chart.Series.Select(series => series.Name));
    }

    private static ChartSpec Bars(string property) => new(ChartKind.Bar, "Bars", "rows", nameof(Row.From), [new(property)]);

    private static ChartData? Build(ChartSpec spec, params object?[][] rows) => ChartBuilder.Build(spec, s_section, rows);

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
