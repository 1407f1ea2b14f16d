using System.Linq.Expressions;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>Rows that a report computes in code, one object at a time.</summary>
internal sealed class ObjectCursor : RowCursor
{
    private readonly IAsyncEnumerator<object> _rows;
    private readonly Func<object, object?>[] _getters;
    private readonly bool[] _money;
    private object? _row;

    /// <summary>A cursor over a stream of row objects.</summary>
    /// <param name="rowType">Their type.</param>
    /// <param name="rows">The stream.</param>
    /// <param name="columns">The columns wanted.</param>
    public ObjectCursor(Type rowType, IAsyncEnumerator<object> rows, IReadOnlyList<Column> columns)
    {
        _rows = rows;
        _getters = [.. columns.Select(column => Getter(rowType, column))];
        _money = [.. columns.Select(column => column.Spec.Format == Format.Money)];
        Columns = [.. columns.Select(column => new Shown(column, column.Spec.Header, Masked: false))];
    }

    /// <inheritdoc />
    public override IReadOnlyList<Shown> Columns { get; }

    /// <inheritdoc />
    public override async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        var more = await _rows.MoveNextAsync();
        _row = more ? _rows.Current : null;
        return more;
    }

    /// <inheritdoc />
    public override bool IsNull(int i) => Value(i) is null;

    /// <inheritdoc />
    public override string Text(int i) => (string)Value(i)!;

    /// <inheritdoc />
    public override long Integer(int i) => Value(i) is int small ? small : (long)Value(i)!;

    /// <inheritdoc />
    // Amounts have cents as those from SQL have: the sum of nothing would be 0 beside 0.00.
    public override decimal Number(int i) => _money[i] ? (decimal)Value(i)! + 0.00m : (decimal)Value(i)!;

    /// <inheritdoc />
    public override DateOnly Date(int i) => (DateOnly)Value(i)!;

    /// <inheritdoc />
    public override DateTimeOffset Instant(int i) => (DateTimeOffset)Value(i)!;

    /// <inheritdoc />
    public override bool Flag(int i) => (bool)Value(i)!;

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => _rows.DisposeAsync();

    private object? Value(int i) => _getters[i](_row ?? throw new InvalidOperationException("There is no current row."));

    private static Func<object, object?> Getter(Type rowType, Column column)
    {
        var row = Expression.Parameter(typeof(object));
        var property = Expression.Property(Expression.Convert(row, rowType), RowMaker.PropertyOf(rowType, column.Name));
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(property, typeof(object)), row).Compile();
    }
}
