using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;

namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>
/// The only cursor that writers and tables see: it masks, picks this run's columns, checks declared not-null columns and
/// adds up the totals while rows pass.
/// </summary>
internal sealed class RunCursor : RowCursor
{
    private readonly RowCursor _inner;
    private readonly int[] _source;
    private readonly bool[] _masked;
    private readonly int[] _required;
    private readonly Totaling _totaling;
    private readonly RunProgress? _progress;
    private readonly OwnSums? _own;
    private readonly TimeProvider _time;
    private bool _ended;
    private long _reading; // ticks of the clock

    /// <summary>Wraps an inner cursor.</summary>
    /// <param name="inner">Rows with all columns that are needed, weights and currency included.</param>
    /// <param name="shown">This run's columns.</param>
    /// <param name="progress">Told of each row.</param>
    /// <param name="currency">The column by which totals are kept apart; null = that of the inner cursor's money.</param>
    /// <param name="own">Adds up what the report's identities compare.</param>
    /// <param name="time">The clock that measures the reading; null = the system's.</param>
    public RunCursor(RowCursor inner, IReadOnlyList<Shown> shown, RunProgress? progress = null, string? currency = null, OwnSums? own = null, TimeProvider? time = null)
    {
        _inner = inner;
        _own = own;
        _time = time ?? TimeProvider.System;
        _progress = progress;
        Columns = shown;
        _source = [.. shown.Select(column => IndexOf(inner.Columns, column.Column.Name))];
        _masked = [.. shown.Select(column => column.Masked)];
        _required = [.. Enumerable.Range(0, inner.Columns.Count).Where(i => !inner.Columns[i].Column.Nullable)];
        _totaling = new Totaling(inner, shown, _source, currency ?? ReportSql.CurrencyColumn([.. inner.Columns.Select(column => column.Column)]));
    }

    /// <inheritdoc />
    public override IReadOnlyList<Shown> Columns { get; }

    /// <summary>The unmasked rows, for what the engine itself computes; never given to writers or pages.</summary>
    internal RowCursor Inner => _inner;

    /// <summary>Rows read so far.</summary>
    public long RowsRead { get; private set; }

    /// <summary>How long it took to get the rows, without what was done with them.</summary>
    public TimeSpan Reading => _time.GetElapsedTime(0, _reading);

    /// <summary>The totals; valid once <see cref="ReadAsync"/> returned false.</summary>
    public IReadOnlyList<TotalRow> Totals =>
        _ended ? _totaling.Rows() : throw new InvalidOperationException("Totals are known after the last row.");

    /// <inheritdoc />
    public override async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        var began = _time.GetTimestamp();
        var more = await _inner.ReadAsync(ct);
        _reading += _time.GetTimestamp() - began;
        if (RowsRead == 0)
        {
            _progress?.Enter("writing"); // until here the database was at work alone
        }

        if (!more)
        {
            _ended = true;
            return false;
        }

        RowsRead++;
        _progress?.Row();
        foreach (var i in _required)
        {
            if (_inner.IsNull(i))
            {
                throw new ReportDefectException(
                    $"Row {RowsRead}: column {_inner.Columns[i].Column.Name} has no value, but is declared as always having one.");
            }
        }

        _totaling.Add();
        _own?.Add();
        return true;
    }

    /// <inheritdoc />
    public override bool IsNull(int i) => !_masked[i] && _inner.IsNull(_source[i]);

    /// <inheritdoc />
    public override string Text(int i) => _masked[i] ? Shown.Mask : _inner.Text(_source[i]);

    /// <inheritdoc />
    public override long Integer(int i) => _inner.Integer(Clear(i));

    /// <inheritdoc />
    public override decimal Number(int i) => _inner.Number(Clear(i));

    /// <inheritdoc />
    public override DateOnly Date(int i) => _inner.Date(Clear(i));

    /// <inheritdoc />
    public override DateTimeOffset Instant(int i) => _inner.Instant(Clear(i));

    /// <inheritdoc />
    public override bool Flag(int i) => _inner.Flag(Clear(i));

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => _inner.DisposeAsync();

    internal static int IndexOf(IReadOnlyList<Shown> columns, string name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Column.Name == name)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"Column {name} is not read.");
    }

    private int Clear(int i) =>
        _masked[i] ? throw new InvalidOperationException($"Column {Columns[i].Column.Name} is masked.") : _source[i];
}
