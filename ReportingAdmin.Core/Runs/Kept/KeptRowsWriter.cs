using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Runs.Kept;

/// <summary>
/// Keeps the rows of a run, as its file shows them (chosen, masked), compressed beside the file, while the file is written. A run
/// of more rows than are kept gives up what was begun; so does one whose disk has no room for both.
/// </summary>
public sealed class KeptRowsWriter : IAsyncDisposable
{
    /// <summary>The first bytes of the file; the last one is the version of its layout.</summary>
    internal static readonly byte[] Magic = "RAROWS\0\u0001"u8.ToArray();

    internal const byte RowFollows = 1;
    internal const byte SectionEnds = 0;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly SpoolFile _spool;
    private readonly long _most;
    private readonly DeflateStream _deflate;
    private readonly BinaryWriter _to;
    private byte[] _nulls = [];
    private long _rows;
    private bool _ended;

    /// <summary>Begins a file.</summary>
    /// <param name="spool">Where to; disposed here.</param>
    /// <param name="most">The most rows that are kept.</param>
    public KeptRowsWriter(SpoolFile spool, long most)
    {
        (_spool, _most) = (spool, most);
        spool.Stream.Write(Magic);
        _deflate = new DeflateStream(spool.Stream, CompressionLevel.Fastest, leaveOpen: true);
        _to = new BinaryWriter(new BufferedStream(_deflate, 1 << 16), Encoding.UTF8);
    }

    /// <summary>True once nothing is kept any more.</summary>
    public bool GivenUp { get; private set; }

    /// <summary>What is known before the first row.</summary>
    /// <param name="header">The run.</param>
    public void Begin(RunHeader header) => Try(() => Write(new KeptHeader(
        header.Version, header.Company, header.RunNumber, header.RunId, header.SnapshotAt, header.Parameters, header.Scope, header.Controls,
        [.. header.Sections.Select(section => new KeptSection(section.Name, [.. section.Columns.Select(Column)]))])));

    /// <summary>A section begins.</summary>
    /// <param name="section">Its name and this run's columns.</param>
    public void Begin(SectionHeader section) => _nulls = new byte[(section.Columns.Count + 7) / 8];

    /// <summary>The current row of a cursor.</summary>
    /// <param name="row">The cursor, as writers see it.</param>
    public void Add(RowCursor row)
    {
        if (GivenUp)
        {
            return;
        }

        if (++_rows > _most)
        {
            GivenUp = true;
            return;
        }

        try
        {
            WriteRow(row);
        }
        catch (IOException)
        {
            GivenUp = true; // the file itself is worth the same without
        }
    }

    /// <summary>A section ended.</summary>
    /// <param name="totals">Its totals.</param>
    public void End(IReadOnlyList<TotalRow> totals) => Try(() =>
    {
        _to.Write(SectionEnds);
        Write(totals);
    });

    /// <summary>The run ended: the file is whole.</summary>
    /// <param name="footer">What is known after the last row.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The name to record with the run; null when nothing is kept.</returns>
    public async Task<string?> CompleteAsync(RunFooter footer, CancellationToken ct)
    {
        Try(() => Write(new KeptFooter(footer.Rows, footer.TieOuts)));
        if (GivenUp)
        {
            return null;
        }

        try
        {
            End();
            await _spool.CompleteAsync(ct);
            return _spool.StoredName;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Closes, and removes what was not completed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            End();
        }
        catch (IOException)
        {
            // It is thrown away.
        }

        await _spool.DisposeAsync();
    }

    private void End()
    {
        if (!_ended)
        {
            _ended = true;
            _to.Dispose(); // ends the compressed stream too
        }
    }

    private void WriteRow(RowCursor row)
    {
        _to.Write(RowFollows);
        Array.Clear(_nulls);
        for (var i = 0; i < row.Columns.Count; i++)
        {
            if (row.IsNull(i))
            {
                _nulls[i / 8] |= (byte)(1 << (i % 8));
            }
        }

        _to.Write(_nulls);
        for (var i = 0; i < row.Columns.Count; i++)
        {
            if ((_nulls[i / 8] & (1 << (i % 8))) == 0)
            {
                WriteCell(row, i);
            }
        }
    }

    private void WriteCell(RowCursor row, int i)
    {
        switch (row.Columns[i].Kind)
        {
            case Kind.Text:
                _to.Write(row.Text(i));
                break;
            case Kind.Integer:
                _to.Write7BitEncodedInt64(row.Integer(i));
                break;
            case Kind.Number:
                _to.Write(row.Number(i));
                break;
            case Kind.Date:
                _to.Write7BitEncodedInt(row.Date(i).DayNumber);
                break;
            case Kind.Instant:
                _to.Write(row.Instant(i).UtcTicks);
                break;
            default:
                _to.Write(row.Flag(i));
                break;
        }
    }

    private static KeptColumn Column(Shown shown) => new(shown.Column.Name, shown.Heading, shown.Masked, shown.Kind);

    private void Write<T>(T value) => _to.Write(JsonSerializer.Serialize(value, Json));

    private void Try(Action write)
    {
        try
        {
            if (!GivenUp)
            {
                write();
            }
        }
        catch (IOException)
        {
            GivenUp = true;
        }
    }
}
