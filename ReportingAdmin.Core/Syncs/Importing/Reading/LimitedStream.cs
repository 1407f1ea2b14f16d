using System.Globalization;

namespace ReportingAdmin.Core.Syncs.Importing.Reading;

/// <summary>What a compressed file expands to, counted while it is read.</summary>
/// <param name="inner">The expanding stream.</param>
/// <param name="budget">What may be read in all.</param>
internal sealed class LimitedStream(Stream inner, ExpansionBudget budget) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => budget.Take(inner.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => budget.Take(inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        budget.Take(await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>How far a compressed file may expand.</summary>
/// <param name="limits">The limits.</param>
/// <param name="compressedBytes">Its size as given.</param>
internal sealed class ExpansionBudget(ImportLimits limits, long compressedBytes)
{
    private long _expanded;

    /// <summary>Counts bytes.</summary>
    /// <param name="bytes">How many were read.</param>
    /// <exception cref="SourceException">It expands beyond a limit.</exception>
    public int Take(int bytes)
    {
        _expanded += bytes;
        if (_expanded > limits.ExpandedBytes || (_expanded > limits.RatioFromBytes && _expanded > compressedBytes * limits.Ratio))
        {
            throw SourceException.Of("file_expands", string.Create(CultureInfo.InvariantCulture,
                $"The file expands beyond the limit: {compressedBytes} bytes become more than {_expanded >> 20} MiB."));
        }

        return bytes;
    }
}
