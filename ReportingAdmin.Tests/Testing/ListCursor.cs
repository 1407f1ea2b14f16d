using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Tests.Testing;

/// <summary>A cursor over rows in memory, strict like the real one: no cell before the first row, no getter of another kind.</summary>
/// <param name="columns">The columns.</param>
/// <param name="rows">Cells by row; null = no value.</param>
internal sealed class ListCursor(IReadOnlyList<Shown> columns, IEnumerable<object?[]> rows) : RowCursor
{
    private readonly IEnumerator<object?[]> _rows = rows.GetEnumerator();

    public override IReadOnlyList<Shown> Columns => columns;

    public bool ReadToEnd { get; private set; }

    public override ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var more = _rows.MoveNext();
        ReadToEnd = !more;
        return ValueTask.FromResult(more);
    }

    public override bool IsNull(int i) => _rows.Current[i] is null;

    public override string Text(int i) => Cell<string>(i);

    public override long Integer(int i) => Cell<long>(i);

    public override decimal Number(int i) => Cell<decimal>(i);

    public override DateOnly Date(int i) => Cell<DateOnly>(i);

    public override DateTimeOffset Instant(int i) => Cell<DateTimeOffset>(i);

    public override bool Flag(int i) => Cell<bool>(i);

    public override ValueTask DisposeAsync()
    {
        _rows.Dispose();
        return ValueTask.CompletedTask;
    }

    private T Cell<T>(int i) => (T)(_rows.Current[i] ?? throw new InvalidOperationException($"Cell {i} has no value."));
}
