using System.Globalization;
using System.IO.Compression;
using System.Text.Unicode;
using CsvHelper;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>The lines of a CSV file with a header (UTF-8, comma, gzipped or not), one after the other, never all at once.</summary>
internal sealed class CsvTable : IAsyncDisposable
{
    private const int MostRecordBytes = 1 << 20;

    private readonly CsvReader _reader;
    private readonly string _name;
    private CsvMalformedReason? _malformed;

    private CsvTable(Stream stream, string name)
    {
        _name = name;
        _reader = CsvReader.Create(stream, CsvReaderOptions.Default with
        {
            HasHeader = false, // read as a record, so that a short header is seen as it is
            TrackLineNumbers = true,
            MaxRecordSize = MostRecordBytes,
            OnMalformedRecord = record => _malformed = record.Reason,
        });
    }

    /// <summary>The headers, without spaces around them.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>The line of the file that the present record begins on, from 1.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>A cell of the present line, without spaces around it.</summary>
    /// <param name="column">Its place in <see cref="Header"/>.</param>
    public string this[int column] => _reader.GetString(column).Trim();

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="FileRefusedException">It cannot be read.</exception>
    public static async Task<CsvTable> OpenAsync(string path, CancellationToken ct)
    {
        var table = new CsvTable(Open(path), path);
        try
        {
            if (!await table.NextAsync(ct))
            {
                throw new FileRefusedException($"{path} is empty; its first line must be a header.");
            }

            table.Header = [.. Enumerable.Range(0, table._reader.FieldCount).Select(i => table[i])];
            return table;
        }
        catch
        {
            await table.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where a column stands.</summary>
    /// <param name="name">Its header, in upper or lower case.</param>
    /// <param name="wanted">The whole header that should stand there, for the message.</param>
    /// <exception cref="FileRefusedException">There is no such column, or two.</exception>
    public int Require(string name, string wanted)
    {
        var places = Enumerable.Range(0, Header.Count).Where(i => string.Equals(Header[i], name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return places.Length == 1
            ? places[0]
            : throw new FileRefusedException($"{_name} has {(places.Length == 0 ? "no" : "more than one")} column {name}. Its first line must be the header {wanted}; it is {Shortened(string.Join(',', Header))}.");
    }

    /// <summary>Goes to the next line with something on it.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="FileRefusedException">The file cannot be read on.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        do
        {
            if (!await NextAsync(ct))
            {
                return false;
            }
        }
        while (_reader.FieldCount == 1 && _reader.GetSpan(0).Trim(" \t\r\n"u8).IsEmpty);

        return _reader.FieldCount == Header.Count
            ? true
            : throw Refused(string.Create(CultureInfo.InvariantCulture, $"has {_reader.FieldCount} cells where the header has {Header.Count}."));
    }

    /// <summary>What is wrong with the present line, with the file and the line named.</summary>
    /// <param name="what">The end of the sentence.</param>
    public FileRefusedException Refused(string what) => new(string.Create(CultureInfo.InvariantCulture, $"{_name}, line {Line}: {what}"));

    /// <summary>A text short enough for a message, control characters made visible as a space.</summary>
    /// <param name="text">Any text.</param>
    public static string Shortened(string text)
    {
        var plain = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return plain.Length <= 60 ? plain : plain[..60] + "…";
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    /// <summary>Opens a file to be read, unpacked where its name ends in .gz.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="FileRefusedException">It cannot be opened.</exception>
    public static Stream Open(string path)
    {
        if (path.Length == 0)
        {
            throw new FileRefusedException("The input has no name; give a CSV file.");
        }

        if (Directory.Exists(path))
        {
            throw new FileRefusedException($"{path} is a folder; give a CSV file.");
        }

        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FileRefusedException(e is FileNotFoundException or DirectoryNotFoundException ? $"There is no file {path}." : $"{path} cannot be read: {e.Message}", e);
        }
    }

    private async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        _malformed = null;
        bool more;
        try
        {
            more = await _reader.ReadAsync(ct);
        }
        catch (InvalidDataException e)
        {
            throw new FileRefusedException($"{_name} is not gzipped as its name says, or is damaged.", e);
        }
        catch (CsvFormatException e)
        {
            throw new FileRefusedException(string.Create(CultureInfo.InvariantCulture, $"{_name}, line {e.LineNumber}: the line has more than {MostRecordBytes} bytes, or a quote is never closed."), e);
        }
        catch (IOException e)
        {
            throw new FileRefusedException($"{_name} cannot be read: {e.Message}", e);
        }

        if (!more)
        {
            return false;
        }

        if (_malformed is not null)
        {
            throw Refused(_malformed == CsvMalformedReason.UnterminatedQuote
                ? "a quote is never closed."
                : "a quote stands where none may be; a text with quotes is quoted and its quotes are doubled.");
        }

        return _reader.RawRecord.IndexOf((byte)0) < 0 && Utf8.IsValid(_reader.RawRecord) ? true : throw Refused("this is no text in UTF-8; save the file as CSV in UTF-8.");
    }
}
