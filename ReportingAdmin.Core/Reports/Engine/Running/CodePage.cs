using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>A page of rows that a report computed in code.</summary>
internal static class CodePage
{
    /// <summary>Sorts (nulls last, as the database does) and cuts.</summary>
    public static async IAsyncEnumerable<object> Of(
        Section section, IAsyncEnumerable<object> rows, SortBy? sort, long skip, int take, [EnumeratorCancellation] CancellationToken ct)
    {
        if (sort is null)
        {
            await foreach (var row in rows.Skip((int)skip).Take(take).WithCancellation(ct))
            {
                yield return row;
            }

            yield break;
        }

        var property = RowMaker.PropertyOf(section.RowType, sort.Column);
        var all = await rows.ToListAsync(ct);
        var present = all.Where(row => property.GetValue(row) is not null);
        var ordered = sort.Descending
            ? present.OrderByDescending(row => property.GetValue(row), ValueOrder.Instance)
            : present.OrderBy(row => property.GetValue(row), ValueOrder.Instance);
        foreach (var row in ordered.Concat(all.Where(row => property.GetValue(row) is null)).Skip((int)skip).Take(take))
        {
            yield return row;
        }
    }

    internal sealed class ValueOrder : IComparer<object?>
    {
        public static ValueOrder Instance { get; } = new();

        public int Compare(object? x, object? y) =>
            x is string left && y is string right ? string.CompareOrdinal(left, right) : Comparer<object>.Default.Compare(x, y);
    }
}
