using System.Globalization;
using System.Text;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Runs.Comparing;

/// <summary>A column that two compared tables have in common.</summary>
/// <param name="Name">The column's key.</param>
/// <param name="Heading">As shown.</param>
/// <param name="Kind">The cells' type.</param>
/// <param name="Format">How cells are shown.</param>
/// <param name="Key">Part of a row's identity.</param>
/// <param name="Currency">The key of the column that holds its currency; null = none.</param>
public sealed record ComparedColumn(string Name, string Heading, Kind Kind, Format Format, bool Key, string? Currency = null);

/// <summary>How a row differs.</summary>
public enum RowChange
{
    /// <summary>Only the later table has it.</summary>
    Added,

    /// <summary>Only the earlier table has it.</summary>
    Removed,

    /// <summary>Both have it, with other values.</summary>
    Changed,
}

/// <summary>A row that differs.</summary>
/// <param name="Change">How.</param>
/// <param name="Before">Its cells in the earlier table; null where it was added.</param>
/// <param name="After">Its cells in the later table; null where it was removed.</param>
/// <param name="Columns">The columns, by index, whose values differ; empty unless changed.</param>
/// <param name="Moved">The greatest amount by which a money column moved, 0 where none did; of an added or removed row its greatest amount.</param>
public sealed record RowDifference(RowChange Change, IReadOnlyList<object?>? Before, IReadOnlyList<object?>? After, IReadOnlyList<int> Columns, decimal Moved);

/// <summary>What differs between two tables.</summary>
/// <param name="Added">Rows that only the later one has.</param>
/// <param name="Removed">Rows that only the earlier one has.</param>
/// <param name="Changed">Rows of both with other values.</param>
/// <param name="Same">Rows of both with the same values.</param>
/// <param name="Differences">Of each kind those whose amounts moved most, the first ones where none did, in the order of the tables.</param>
public sealed record RowComparison(long Added, long Removed, long Changed, long Same, IReadOnlyList<RowDifference> Differences)
{
    /// <summary>True when every row is the same.</summary>
    public bool IsEqual => Added + Removed + Changed == 0;
}

/// <summary>
/// Compares two tables row by row. Rows are matched by their key columns and the currencies of their amounts; several rows of one
/// key are matched in order; without a key column a row is its own key, so rows are only added or removed. Cells are string, long, decimal, DateOnly, DateTimeOffset,
/// bool or null, and equal when their values are: 1.0 and 1.00 are.
/// </summary>
/// <param name="columns">The columns, in the order of the cells.</param>
/// <param name="mostShown">The most rows told of each kind; all are counted.</param>
public sealed class RowComparer(IReadOnlyList<ComparedColumn> columns, int mostShown)
{
    private readonly int[] _key = KeyOf(columns);
    private readonly int[] _money = [.. Enumerable.Range(0, columns.Count).Where(i => columns[i] is { Currency: not null, Kind: Kind.Number })];

    /// <summary>True when the columns have a key.</summary>
    public bool ByKey { get; } = columns.Any(column => column.Key);

    /// <summary>Compares. The earlier table is held in memory, the later one passes.</summary>
    /// <param name="before">The earlier rows.</param>
    /// <param name="after">The later rows.</param>
    /// <param name="seen">Told each matched pair, and each row without a partner; null = nobody.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<RowComparison> CompareAsync(
        IAsyncEnumerable<object?[]> before, IAsyncEnumerable<object?[]> after, Action<object?[]?, object?[]?>? seen, CancellationToken ct)
    {
        var (open, order) = await ReadAsync(before, ct);
        var told = new Dictionary<RowChange, PriorityQueue<(RowDifference Row, long At), (decimal Moved, long Later)>>();
        long at = 0;
        void Tell(RowDifference row) => Keep(told, row, at++);
        long added = 0, changed = 0, same = 0;
        await foreach (var row in after.WithCancellation(ct))
        {
            if (!open.TryGetValue(Key(row), out var partners) || partners.Count == 0)
            {
                seen?.Invoke(null, row);
                added++;
                Tell(new RowDifference(RowChange.Added, null, row, [], Moved(null, row, _money)));
                continue;
            }

            var partner = partners.Dequeue();
            seen?.Invoke(partner, row);
            var differing = Differing(partner, row);
            if (differing.Count == 0)
            {
                same++;
            }
            else
            {
                changed++;
                Tell(new RowDifference(RowChange.Changed, partner, row, differing, Moved(partner, row, _money)));
            }
        }

        var removed = 0L;
        foreach (var row in order.Select(key => open[key]).SelectMany(left => left))
        {
            seen?.Invoke(row, null);
            removed++;
            Tell(new RowDifference(RowChange.Removed, row, null, [], Moved(row, null, _money)));
        }

        var differences = told.Values.SelectMany(kind => kind.UnorderedItems).Select(item => item.Element).OrderBy(item => item.At).Select(item => item.Row);
        return new RowComparison(added, removed, changed, same, [.. differences]);
    }

    private static int[] KeyOf(IReadOnlyList<ComparedColumn> columns)
    {
        var all = Enumerable.Range(0, columns.Count).ToArray();
        return columns.Any(column => column.Key) ? [.. all.Where(i => columns[i].Key || IsCurrency(columns, i))] : all;
    }

    // Rows whose amounts are of two currencies are no pair, also where the code is no part of the declared key.
    private static bool IsCurrency(IReadOnlyList<ComparedColumn> columns, int i) => columns.Any(column => column.Currency == columns[i].Name);

    private async Task<(Dictionary<string, Queue<object?[]>> Rows, List<string> Order)> ReadAsync(IAsyncEnumerable<object?[]> rows, CancellationToken ct)
    {
        var open = new Dictionary<string, Queue<object?[]>>(StringComparer.Ordinal);
        var order = new List<string>();
        await foreach (var row in rows.WithCancellation(ct))
        {
            var key = Key(row);
            if (!open.TryGetValue(key, out var same))
            {
                open.Add(key, same = new Queue<object?[]>(1));
                order.Add(key);
            }

            same.Enqueue(row);
        }

        return (open, order);
    }

    private static decimal Moved(object?[]? before, object?[]? after, int[] money) =>
        money.Select(i => Math.Abs((after?[i] as decimal? ?? 0) - (before?[i] as decimal? ?? 0))).DefaultIfEmpty().Max();

    // The least moved goes first, of equal ones the latest.
    private void Keep(Dictionary<RowChange, PriorityQueue<(RowDifference Row, long At), (decimal Moved, long Later)>> told, RowDifference row, long at)
    {
        if (!told.TryGetValue(row.Change, out var kind))
        {
            told.Add(row.Change, kind = new());
        }

        if (kind.Count < mostShown)
        {
            kind.Enqueue((row, at), (row.Moved, -at));
        }
        else
        {
            kind.EnqueueDequeue((row, at), (row.Moved, -at));
        }
    }

    private List<int> Differing(object?[] before, object?[] after)
    {
        var differing = new List<int>();
        for (var i = 0; i < columns.Count; i++)
        {
            if (!Equals(before[i], after[i]))
            {
                differing.Add(i);
            }
        }

        return differing;
    }

    // Lengths first, so that no two keys of several columns read alike.
    private string Key(object?[] row)
    {
        var key = new StringBuilder();
        foreach (var i in _key)
        {
            var text = row[i] switch
            {
                null => null,
                decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
                DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
                DateTimeOffset instant => instant.UtcTicks.ToString(CultureInfo.InvariantCulture),
                IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
                var value => value.ToString(),
            };
            key.Append(CultureInfo.InvariantCulture, $"{text?.Length ?? -1}:").Append(text);
        }

        return key.ToString();
    }
}
