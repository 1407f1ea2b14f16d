using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>A PDF file written forward only: objects in any order, their places remembered, the cross-reference table at the end.</summary>
internal sealed class PdfFile : IDisposable
{
    private readonly Utf8Buffer _to;
    private readonly List<long> _offsets = [];
    private readonly MemoryStream _packed = new();

    /// <summary>Starts a file.</summary>
    /// <param name="target">Where to; not closed.</param>
    public PdfFile(Stream target)
    {
        _to = new Utf8Buffer(target);

        // Four bytes above 127 tell transports that the file is binary.
        _to.Raw("%PDF-1.7\n%"u8);
        _to.Raw([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        _offsets.Add(0);
        return _offsets.Count;
    }

    /// <summary>Writes a reserved object.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="body">Its text, ASCII.</param>
    public void Write(int id, string body)
    {
        Begin(id);
        _to.Text(body);
        _to.Raw("\nendobj\n"u8);
    }

    /// <summary>Writes a new object and returns its number.</summary>
    /// <param name="body">Its text, ASCII.</param>
    public int Write(string body)
    {
        var id = Reserve();
        Write(id, body);
        return id;
    }

    /// <summary>Writes a reserved stream object, compressed.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="entries">Further dictionary entries.</param>
    /// <param name="content">The content.</param>
    public void WriteStream(int id, string entries, ReadOnlySpan<byte> content)
    {
        _packed.SetLength(0);
        using (var pack = new ZLibStream(_packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            pack.Write(content);
        }

        Begin(id);
        _to.Text(string.Create(CultureInfo.InvariantCulture, $"<</Length {_packed.Length}/Filter/FlateDecode{entries}>>\nstream\n"));
        _to.Raw(_packed.GetBuffer().AsSpan(0, (int)_packed.Length));
        _to.Raw("\nendstream\nendobj\n"u8);
    }

    /// <summary>Sends when a block is full.</summary>
    /// <param name="ct">Stops it.</param>
    public ValueTask SendWhenFullAsync(CancellationToken ct) => _to.SendWhenFullAsync(ct);

    /// <summary>Writes the cross-reference table and what follows it.</summary>
    /// <param name="catalog">Number of the catalogue object.</param>
    /// <param name="info">Number of the information object.</param>
    /// <param name="fileId">Identifies the file; the run's id.</param>
    /// <param name="ct">Stops it.</param>
    public async Task FinishAsync(int catalog, int info, Guid fileId, CancellationToken ct)
    {
        var start = _to.Position;
        _to.Text(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n"));
        foreach (var offset in _offsets)
        {
            _to.Text(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
            await _to.SendWhenFullAsync(ct);
        }

        var id = fileId.ToString("N");
        _to.Text(string.Create(
            CultureInfo.InvariantCulture,
            $"trailer\n<</Size {_offsets.Count + 1}/Root {catalog} 0 R/Info {info} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{start}\n%%EOF\n"));
        await _to.SendAsync(ct);
    }

    /// <summary>A text string of a dictionary, in hexadecimal UTF-16: no character needs an escape.</summary>
    /// <param name="text">The text.</param>
    public static string Text(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";

    /// <inheritdoc />
    public void Dispose()
    {
        _to.Dispose();
        _packed.Dispose();
    }

    private void Begin(int id)
    {
        _offsets[id - 1] = _to.Position;
        _to.Integer(id);
        _to.Raw(" 0 obj\n"u8);
    }
}
