using System.Buffers;
using System.Text;

namespace ReportingAdmin.Core.Reports.Output;

/// <summary>
/// UTF-8 bytes on their way to a stream, in one pooled array. Writers append without a string per cell and call
/// <see cref="SendWhenFullAsync"/> between rows, so it holds a block and at most one row.
/// </summary>
/// <param name="target">Where full blocks go; not closed.</param>
internal sealed class Utf8Buffer(Stream target) : IBufferWriter<byte>, IDisposable
{
    private const int Block = 64 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Block + (Block / 4));
    private int _length;

    /// <summary>Bytes appended since the beginning, sent or not.</summary>
    public long Position => Sent + _length;

    private long Sent { get; set; }

    /// <summary>Room for so many bytes; what was used is told by <see cref="Advance"/>.</summary>
    /// <param name="size">Most bytes that will be written.</param>
    public Span<byte> Reserve(int size)
    {
        if (_bytes.Length - _length < size)
        {
            Grow(size);
        }

        return _bytes.AsSpan(_length);
    }

    /// <inheritdoc />
    public void Advance(int count) => _length += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 256));
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0) => Reserve(Math.Max(sizeHint, 256));

    /// <summary>Appends one byte.</summary>
    /// <param name="value">The byte.</param>
    public void Byte(byte value)
    {
        if (_length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[_length++] = value;
    }

    /// <summary>Appends bytes as they are.</summary>
    /// <param name="bytes">UTF-8.</param>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Appends text unescaped; a lone surrogate becomes U+FFFD.</summary>
    /// <param name="text">The text.</param>
    public void Text(ReadOnlySpan<char> text) =>
        _length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>The last bytes appended, for a look back; valid until the next append.</summary>
    /// <param name="position">A former <see cref="Position"/>, not older than the last send.</param>
    public ReadOnlySpan<byte> Since(long position) => _bytes.AsSpan((int)(position - Sent), (int)(Position - position));

    /// <summary>Takes back what was appended after a position.</summary>
    /// <param name="position">A former <see cref="Position"/>, not older than the last send.</param>
    public void Rewind(long position) => _length = (int)(position - Sent);

    /// <summary>Sends when a block is full.</summary>
    /// <param name="ct">Stops it.</param>
    public ValueTask SendWhenFullAsync(CancellationToken ct) => _length < Block ? ValueTask.CompletedTask : SendAsync(ct);

    /// <summary>Sends what is there.</summary>
    /// <param name="ct">Stops it.</param>
    public async ValueTask SendAsync(CancellationToken ct)
    {
        if (_length > 0)
        {
            await target.WriteAsync(_bytes.AsMemory(0, _length), ct);
            Sent += _length;
            _length = 0;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _length = 0;
        }
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + size));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
