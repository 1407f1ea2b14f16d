using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Runs.Kept;

/// <summary>Keeps each row as it passes to the writer of the file.</summary>
/// <param name="inner">What the writer would read.</param>
/// <param name="kept">Where rows are kept.</param>
internal sealed class KeepingCursor(RowCursor inner, KeptRowsWriter kept) : RowCursor
{
    /// <inheritdoc />
    public override IReadOnlyList<Shown> Columns => inner.Columns;

    /// <inheritdoc />
    public override async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        if (!await inner.ReadAsync(ct))
        {
            return false;
        }

        kept.Add(inner);
        return true;
    }

    /// <inheritdoc />
    public override bool IsNull(int i) => inner.IsNull(i);

    /// <inheritdoc />
    public override string Text(int i) => inner.Text(i);

    /// <inheritdoc />
    public override long Integer(int i) => inner.Integer(i);

    /// <inheritdoc />
    public override decimal Number(int i) => inner.Number(i);

    /// <inheritdoc />
    public override DateOnly Date(int i) => inner.Date(i);

    /// <inheritdoc />
    public override DateTimeOffset Instant(int i) => inner.Instant(i);

    /// <inheritdoc />
    public override bool Flag(int i) => inner.Flag(i);

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
