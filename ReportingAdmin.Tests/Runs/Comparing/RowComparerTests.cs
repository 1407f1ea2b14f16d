using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs.Comparing;

namespace ReportingAdmin.Tests.Runs.Comparing;

public sealed class RowComparerTests
{
    private static readonly ComparedColumn s_number = new("number", "Number", Kind.Text, Format.Plain, Key: true);
    private static readonly ComparedColumn s_amount = new("amount", "Amount", Kind.Number, Format.Money, Key: false);
    private static readonly ComparedColumn s_day = new("day", "Day", Kind.Date, Format.Plain, Key: false);

    [Fact]
    public async Task Compare_tells_added_removed_and_changed_rows_by_key_whatever_their_order()
    {
        object?[] a = ["A", 1.00m, new DateOnly(2026, 1, 1)], b = ["B", 2.00m, null], c = ["C", 3.00m, null], d = ["D", 4.00m, null];
        object?[] changed = ["B", 2.50m, new DateOnly(2026, 1, 2)];

        var found = await CompareAsync([s_number, s_amount, s_day], [a, b, c], [d, changed, a]);

        Assert.Equal((1L, 1L, 1L, 1L), (found.Added, found.Removed, found.Changed, found.Same));
        Assert.Equal([RowChange.Added, RowChange.Changed, RowChange.Removed], found.Differences.Select(difference => difference.Change));
        Assert.Equal([1, 2], found.Differences[1].Columns);
        Assert.Same(b, found.Differences[1].Before);
        Assert.Same(changed, found.Differences[1].After);
        Assert.Same(c, found.Differences[2].Before);
    }

    [Fact]
    public async Task Compare_takes_equal_values_for_equal_however_they_are_written()
    {
        var found = await CompareAsync([s_number, s_amount], [["A", 1.0m]], [["A", 1.00m]]);

        Assert.True(found.IsEqual);
    }

    [Fact]
    public async Task Compare_without_a_key_counts_whole_rows()
    {
        object?[] twice = [5m];

        var found = await CompareAsync([s_amount], [twice, twice, [7m]], [twice, [8.0m]]);

        Assert.Equal((1L, 2L, 0L, 1L), (found.Added, found.Removed, found.Changed, found.Same));
    }

    [Fact]
    public async Task Compare_matches_several_rows_of_one_key_in_order()
    {
        var found = await CompareAsync([s_number, s_amount], [["A", 1m], ["A", 2m]], [["A", 1m], ["A", 3m], ["A", 4m]]);

        Assert.Equal((1L, 0L, 1L, 1L), (found.Added, found.Removed, found.Changed, found.Same));
    }

    [Fact]
    public async Task Keys_of_several_columns_do_not_run_into_each_other_and_no_value_is_a_value()
    {
        var other = s_number with { Name = "other" };

        var found = await CompareAsync([s_number, other], [["ab", "c"], ["", null]], [["a", "bc"], [null, ""]]);

        Assert.Equal((2L, 2L, 0L, 0L), (found.Added, found.Removed, found.Changed, found.Same));
    }

    [Fact]
    public async Task Amounts_of_two_currencies_are_no_pair_also_where_the_code_is_no_part_of_the_key()
    {
        var currency = s_number with { Name = "currency", Key = false };
        var amount = s_amount with { Currency = "currency" };

        var found = await CompareAsync([s_number, currency, amount], [["A", "USD", 100m], ["B", "USD", 1m]], [["A", "CAD", 100m], ["B", "USD", 3m]]);

        Assert.Equal((1L, 1L, 1L, 0L), (found.Added, found.Removed, found.Changed, found.Same));
        Assert.Equal(["Added A 100", "Changed B 2", "Removed A 100"], found.Differences.Select(row => $"{row.Change} {(row.After ?? row.Before)![0]} {row.Moved}"));
    }

    [Fact]
    public async Task Compare_tells_only_so_many_rows_of_each_kind_and_counts_them_all()
    {
        var before = Enumerable.Range(0, 10).Select(i => new object?[] { "old " + i, 1m }).ToList();
        var after = Enumerable.Range(0, 20).Select(i => new object?[] { "new " + i, 1m }).ToList();

        var found = await new RowComparer([s_number, s_amount], 3).CompareAsync(before.ToAsyncEnumerable(), after.ToAsyncEnumerable(), null, default);

        Assert.Equal((20L, 10L), (found.Added, found.Removed));
        Assert.Equal(3, found.Differences.Count(difference => difference.Change == RowChange.Added));
        Assert.Equal("old 2", found.Differences[^1].Before![0]);
    }

    [Fact]
    public async Task Those_told_are_the_ones_whose_amounts_moved_most_in_the_order_of_the_table()
    {
        var amount = s_amount with { Currency = "currency" };
        object?[][] before = [["A", 10m], ["B", 10m], ["C", 10m], ["D", 10m], ["E", 10m]];
        object?[][] after = [["A", 11m], ["B", 90m], ["C", 12m], ["D", -90m], ["F", 5m], ["G", 7m], ["H", 6m]];

        var found = await new RowComparer([s_number, amount], 2).CompareAsync(before.ToAsyncEnumerable(), after.ToAsyncEnumerable(), null, default);

        Assert.Equal((3L, 1L, 4L), (found.Added, found.Removed, found.Changed));
        Assert.Equal(
            ["Changed B 80", "Changed D 100", "Added G 7", "Added H 6", "Removed E 10"],
            found.Differences.Select(row => $"{row.Change} {(row.After ?? row.Before)![0]} {row.Moved}"));
    }

    private static Task<RowComparison> CompareAsync(ComparedColumn[] columns, object?[][] before, object?[][] after) =>
        new RowComparer(columns, 100).CompareAsync(before.ToAsyncEnumerable(), after.ToAsyncEnumerable(), null, default);
}
