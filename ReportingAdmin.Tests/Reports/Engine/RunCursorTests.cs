using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Engine;

public sealed class RunCursorTests
{
    [Fact]
    public async Task Totals_are_exact_and_apart_per_currency()
    {
        var cursor = Open(
        [
            new Line { Name = "a", Currency = "USD", Amount = 0.10m, Rate = 0.06m, Count = 1 },
            new Line { Name = "b", Currency = "USD", Amount = 0.20m, Rate = 0.12m, Count = 2 },
            new Line { Name = "c", Currency = "CAD", Amount = -5.00m, Rate = null, Count = 3 },
        ]);

        await DrainAsync(cursor);

        Assert.Equal(3, cursor.RowsRead);
        Assert.Equal(["CAD", "USD"], cursor.Totals.Select(total => total.Currency));
        Assert.Equal([null, null, -5.00m, null, 3m, 0m], cursor.Totals[0].Values);
        Assert.Equal([null, null, 0.30m, 0.1m, 3m, 2m], cursor.Totals[1].Values);
    }

    [Fact]
    public async Task A_weighted_mean_follows_the_golden_example()
    {
        // 200,000 at 6 %, 50,000 at 12 %, nothing at 20 %: 7.20 %, where a plain mean of the live loans says 9 %.
        var cursor = Open(
        [
            new Line { Name = "a", Currency = "USD", Amount = 200_000m, Rate = 0.06m, Count = 1 },
            new Line { Name = "b", Currency = "USD", Amount = 50_000m, Rate = 0.12m, Count = 1 },
            new Line { Name = "c", Currency = "USD", Amount = 0m, Rate = 0.20m, Count = 1 },
        ]);

        await DrainAsync(cursor);

        Assert.Equal(0.072m, cursor.Totals.Single().Values[3]);
    }

    [Fact]
    public async Task No_weight_gives_a_blank_mean_and_no_row_gives_no_total()
    {
        var weightless = Open([new Line { Name = "a", Currency = "USD", Amount = 0m, Rate = 0.06m }]);
        await DrainAsync(weightless);
        Assert.Null(weightless.Totals.Single().Values[3]);

        var empty = Open([]);
        await DrainAsync(empty);
        Assert.Empty(empty.Totals);
    }

    [Fact]
    public async Task A_masked_column_reads_as_the_mask_and_has_no_total()
    {
        var columns = ColumnReader.Read(typeof(Line));
        var shown = columns.Select(column => new Shown(column, column.Spec.Header, Masked: column.Name is "name" or "amount")).ToList();
        var cursor = new RunCursor(Inner([new Line { Name = "Ann", Currency = "USD", Amount = 7m }], columns), shown);

        Assert.True(await cursor.ReadAsync(default));
        Assert.Equal("•••", cursor.Text(0));
        Assert.Equal(Kind.Text, cursor.Columns[2].Kind);
        Assert.Equal("•••", cursor.Text(2));
        Assert.Throws<InvalidOperationException>(() => cursor.Number(2));
        Assert.False(await cursor.ReadAsync(default));
        Assert.Null(cursor.Totals.Single().Values[2]);
    }

    [Fact]
    public async Task A_missing_value_in_a_column_that_always_has_one_fails_naming_it()
    {
        var cursor = Open([new Line { Name = null!, Currency = "USD" }]);

        var exception = await Assert.ThrowsAsync<ReportDefectException>(async () => await cursor.ReadAsync(default));
        Assert.Contains("column name", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chosen_columns_come_in_their_order_with_their_headings()
    {
        var columns = ColumnReader.Read(typeof(Line));
        var cursor = new RunCursor(
            Inner([new Line { Name = "Ann", Currency = "USD", Amount = 7m }], columns),
            [new Shown(columns[2], "UPB", false), new Shown(columns[0], "Who", false)]);

        Assert.True(await cursor.ReadAsync(default));
        Assert.Equal(["UPB", "Who"], cursor.Columns.Select(column => column.Heading));
        Assert.Equal(7m, cursor.Number(0));
        Assert.Equal("Ann", cursor.Text(1));
    }

    [Fact]
    public async Task Its_time_is_that_of_reading_without_what_is_done_with_a_row()
    {
        var clock = new SetTime();
        var columns = ColumnReader.Read(typeof(Line));
        var inner = new ObjectCursor(typeof(Line), LinesAsync(clock).GetAsyncEnumerator(), columns);
        var cursor = new RunCursor(inner, [.. columns.Select(column => new Shown(column, column.Spec.Header, false))], time: clock);

        Assert.True(await cursor.ReadAsync(default));
        clock.Pass(TimeSpan.FromSeconds(100)); // what is done with the row
        Assert.False(await cursor.ReadAsync(default));

        Assert.Equal(TimeSpan.FromSeconds(3 + 4), cursor.Reading);
    }

    // The row takes three seconds; that there is no other takes four.
    private static async IAsyncEnumerable<object> LinesAsync(SetTime clock)
    {
        await Task.CompletedTask;
        clock.Pass(TimeSpan.FromSeconds(3));
        yield return new Line { Name = "a", Currency = "USD" };
        clock.Pass(TimeSpan.FromSeconds(4));
    }

    private static RunCursor Open(IReadOnlyList<Line> lines)
    {
        var columns = ColumnReader.Read(typeof(Line));
        return new RunCursor(Inner(lines, columns), [.. columns.Select(column => new Shown(column, column.Spec.Header, false))]);
    }

    private static ObjectCursor Inner(IReadOnlyList<Line> lines, IReadOnlyList<Column> columns) =>
        new(typeof(Line), lines.Cast<object>().ToAsyncEnumerable().GetAsyncEnumerator(), columns);

    private static async Task DrainAsync(RunCursor cursor)
    {
        while (await cursor.ReadAsync(default))
        {
            Assert.True(cursor.RowsRead > 0);
        }
    }

    private sealed record Line
    {
        [Column("Name", "Who.", Key = true)]
        public string Name { get; init; } = "";

        [Column("Currency", "ISO code.")]
        public string Currency { get; init; } = "";

        [Column("Amount", "Money.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Amount { get; init; }

        [Column("Rate", "Rate.", Format = Format.Rate, Total = Total.WeightedMean, Weight = nameof(Amount))]
        public decimal? Rate { get; init; }

        [Column("Count", "How many.", Total = Total.Sum)]
        public int Count { get; init; }

        [Column("Rates", "How many have a rate.", Total = Total.Count)]
        public decimal? Rates => Rate;
    }
}
