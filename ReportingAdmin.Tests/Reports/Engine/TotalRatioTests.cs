using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Tests.Reports.Engine;

public sealed class TotalRatioTests
{
    // 10 of 100, and 50 waived where nothing was assessed: 60 ÷ 100. What lacks one of the two is on neither side.
    [Fact]
    public async Task A_ratio_divides_the_sums_also_of_rows_without_a_rate_of_their_own() =>
        Assert.Equal(0.6m, await TotalAsync(
            new Line { Name = "a", Waived = 10m, Assessed = 100m, Rate = 0.1m },
            new Line { Name = "b", Waived = 50m, Assessed = 0m },
            new Line { Name = "c", Waived = 7m, Assessed = null },
            new Line { Name = "d", Waived = null, Assessed = 900m }));

    [Fact]
    public async Task Without_a_denominator_there_is_none() =>
        Assert.Null(await TotalAsync(new Line { Name = "a", Waived = 10m, Assessed = 0m }));

    [Fact]
    public void What_a_ratio_is_made_of_is_read_with_it()
    {
        var column = ColumnReader.Read(typeof(Line)).Single(column => column.Name == "rate");

        Assert.Equal(["waived", "assessed"], column.TotalOf);
    }

    [Fact]
    public void Every_ratio_of_the_catalogue_is_its_numerators_sum_by_its_denominators() =>
        Assert.All(
            Testing.TestEngine.Catalog.All.SelectMany(report => report.Sections).SelectMany(section => section.Columns.Where(column => column.Spec.Total == Total.Ratio), (section, column) => (section, column)),
            pair => Assert.All(pair.column.TotalOf, name => Assert.Equal(Total.Sum, pair.section.Columns.First(column => column.Name == name).Spec.Total)));

    private static async Task<decimal?> TotalAsync(params Line[] lines)
    {
        var columns = ColumnReader.Read(typeof(Line));
        var inner = new ObjectCursor(typeof(Line), lines.Cast<object>().ToAsyncEnumerable().GetAsyncEnumerator(), columns);
        var cursor = new RunCursor(inner, [.. columns.Where(column => column.Name == "rate").Select(column => new Shown(column, column.Spec.Header, false))]);
        while (await cursor.ReadAsync(default))
        {
            Assert.True(cursor.RowsRead > 0);
        }

        return cursor.Totals.Single().Values[0];
    }

    private sealed record Line
    {
        [Column("Name", "Who.", Key = true)]
        public string Name { get; init; } = "";

        [Column("Waived", "Waived.")]
        public decimal? Waived { get; init; }

        [Column("Assessed", "Assessed.")]
        public decimal? Assessed { get; init; }

        [Column("Rate", "Waived ÷ assessed.", Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Waived), Denominator = nameof(Assessed))]
        public decimal? Rate { get; init; }
    }
}
