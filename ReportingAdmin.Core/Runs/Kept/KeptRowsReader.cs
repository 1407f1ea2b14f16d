using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Runs.Kept;

/// <summary>Reads a file of kept rows, once, in order: header, then section by section its rows and totals, then the footer.</summary>
internal sealed class KeptRowsReader : IDisposable
{
    private readonly Stream _file;
    private readonly BinaryReader _from;

    /// <summary>Opens one.</summary>
    /// <param name="file">The file; disposed here.</param>
    /// <exception cref="InvalidDataException">It is none, or of a layout that this version does not read.</exception>
    public KeptRowsReader(Stream file)
    {
        _file = file;
        try
        {
            var magic = new byte[KeptRowsWriter.Magic.Length];
            file.ReadExactly(magic);
            if (!magic.AsSpan().SequenceEqual(KeptRowsWriter.Magic))
            {
                throw new InvalidDataException("This is no file of kept rows of this version.");
            }

            _from = new BinaryReader(new BufferedStream(new DeflateStream(file, CompressionMode.Decompress), 1 << 16), Encoding.UTF8);
            Header = Read<KeptHeader>();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What stands before the first row.</summary>
    public KeptHeader Header { get; }

    /// <summary>The rows of the next section, to be read to the end.</summary>
    /// <param name="columns">Its columns as this version declares them, in the order of the cells.</param>
    public KeptCursor Rows(IReadOnlyList<Shown> columns) => new(_from, columns, [.. columns.Select(column => column.Kind)]);

    /// <summary>The rows of the next section by the kinds of its cells alone, where this version may declare it no more.</summary>
    /// <param name="kinds">The kinds, in the order of the cells.</param>
    public KeptCursor Rows(IReadOnlyList<Kind> kinds) => new(_from, [], [.. kinds]);

    /// <summary>The totals of the section whose rows were read.</summary>
    public IReadOnlyList<TotalRow> Totals() => Read<List<TotalRow>>();

    /// <summary>What stands after the last section.</summary>
    public KeptFooter Footer() => Read<KeptFooter>();

    /// <summary>True for what reading damaged rows, or rows removed meanwhile, throws.</summary>
    /// <param name="exception">What was thrown.</param>
    public static bool IsDamage(Exception exception) =>
        exception is IOException or InvalidDataException or JsonException or FormatException or ArgumentOutOfRangeException;

    public void Dispose()
    {
        _from.Dispose();
        _file.Dispose();
    }

    private T Read<T>() => JsonSerializer.Deserialize<T>(_from.ReadString(), KeptRowsWriter.Json) ?? throw new InvalidDataException("The file of kept rows is damaged.");
}

/// <summary>Kept rows of one section.</summary>
internal sealed class KeptCursor : RowCursor
{
    private readonly BinaryReader _from;
    private readonly Kind[] _kinds;
    private readonly byte[] _nulls;
    private readonly string[] _texts;
    private readonly long[] _numbers;
    private readonly decimal[] _decimals;

    public KeptCursor(BinaryReader from, IReadOnlyList<Shown> columns, Kind[] kinds)
    {
        (_from, Columns, _kinds) = (from, columns, kinds);
        _nulls = new byte[(kinds.Length + 7) / 8];
        (_texts, _numbers, _decimals) = (new string[kinds.Length], new long[kinds.Length], new decimal[kinds.Length]);
    }

    /// <inheritdoc />
    public override IReadOnlyList<Shown> Columns { get; }

    /// <summary>Rows read so far.</summary>
    public long RowsRead { get; private set; }

    /// <summary>The type of a cell.</summary>
    /// <param name="i">Its index.</param>
    public Kind KindOf(int i) => _kinds[i];

    /// <inheritdoc />
    public override ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_from.ReadByte() != KeptRowsWriter.RowFollows)
        {
            return ValueTask.FromResult(false);
        }

        _from.BaseStream.ReadExactly(_nulls);
        for (var i = 0; i < _kinds.Length; i++)
        {
            if (!IsNull(i))
            {
                ReadCell(i);
            }
        }

        RowsRead++;
        return ValueTask.FromResult(true);
    }

    /// <inheritdoc />
    public override bool IsNull(int i) => (_nulls[i / 8] & (1 << (i % 8))) != 0;

    /// <inheritdoc />
    public override string Text(int i) => _texts[i];

    /// <inheritdoc />
    public override long Integer(int i) => _numbers[i];

    /// <inheritdoc />
    public override decimal Number(int i) => _decimals[i];

    /// <inheritdoc />
    public override DateOnly Date(int i) => DateOnly.FromDayNumber((int)_numbers[i]);

    /// <inheritdoc />
    public override DateTimeOffset Instant(int i) => new(_numbers[i], TimeSpan.Zero);

    /// <inheritdoc />
    public override bool Flag(int i) => _numbers[i] != 0;

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void ReadCell(int i)
    {
        switch (_kinds[i])
        {
            case Kind.Text:
                _texts[i] = _from.ReadString();
                break;
            case Kind.Number:
                _decimals[i] = _from.ReadDecimal();
                break;
            case Kind.Integer:
                _numbers[i] = _from.Read7BitEncodedInt64();
                break;
            case Kind.Date:
                _numbers[i] = _from.Read7BitEncodedInt();
                break;
            case Kind.Instant:
                _numbers[i] = _from.ReadInt64();
                break;
            default:
                _numbers[i] = _from.ReadBoolean() ? 1 : 0;
                break;
        }
    }
}
