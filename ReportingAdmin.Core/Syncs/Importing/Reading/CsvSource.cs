using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using ReportingAdmin.Core.Syncs.Importing.Mapping;

namespace ReportingAdmin.Core.Syncs.Importing.Reading;

/// <summary>The rows of a CSV file, also of a gzipped one.</summary>
internal sealed class CsvSource : RowSource
{
    private readonly ImportLimits _limits;
    private readonly Encoding _encoding;
    private readonly bool _isUtf8;
    private readonly char _delimiter;
    private readonly CsvReader _reader;
    private string[] _header = [];
    private CsvMalformedReason? _malformed;
    private RowDefect? _defect;
    private long _rows;

    private CsvSource(Stream stream, Encoding encoding, char delimiter, ImportLimits limits)
    {
        _limits = limits;
        _encoding = encoding;
        _isUtf8 = encoding.CodePage == Encoding.UTF8.CodePage;
        _delimiter = delimiter;
        var options = CsvReaderOptions.Default with
        {
            Separator = delimiter,
            HasHeader = false, // read as a record, so that a short header is seen as it is
            TrackLineNumbers = true,
            MaxRecordSize = limits.RecordBytes,
            OnMalformedRecord = record => _malformed = record.Reason,
        };

        // UTF-8 goes in as bytes and is checked record by record; any other encoding is decoded strictly on the way.
        _reader = _isUtf8
            ? CsvReader.Create(stream, options)
            : CsvReader.Create(new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16), options);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Header => _header;

    /// <inheritdoc />
    public override string Description => $"CSV, {_encoding.WebName}, delimiter {DelimiterWord}";

    /// <inheritdoc />
    public override long Line => _reader.LineNumber;

    /// <inheritdoc />
    public override RowDefect? Defect => _defect;

    private string DelimiterWord => _delimiter switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        _ => $"\"{_delimiter}\"",
    };

    /// <inheritdoc />
    public override Cell this[int column] => column < _reader.FieldCount ? Cell.Of(_reader.GetString(column)) : Cell.Empty;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="isCompressed">It is gzipped.</param>
    /// <param name="shape">What is declared of it.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<CsvSource> OpenAsync(string path, bool isCompressed, FileShape shape, ImportLimits limits, CancellationToken ct)
    {
        var size = new FileInfo(path).Length;
        Stream Open()
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return isCompressed ? new LimitedStream(new GZipStream(file, CompressionMode.Decompress), new ExpansionBudget(limits, size)) : file;
        }

        var (encoding, delimiter) = await CsvSniffer.LookAsync(Open, shape, ct);
        var source = new CsvSource(Open(), encoding, delimiter, limits);
        try
        {
            await source.ReadHeaderAsync(ct);
            return source;
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public override async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        do
        {
            if (!await NextAsync(ct))
            {
                return false;
            }
        }
        while (IsBlank());

        return ++_rows <= _limits.Rows
            ? true
            : throw SourceException.Of("too_many_rows", string.Create(CultureInfo.InvariantCulture, $"The file has more than {_limits.Rows} rows; nothing is loaded. Split it."));
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => _reader.DisposeAsync();

    private async Task ReadHeaderAsync(CancellationToken ct)
    {
        if (!await NextAsync(ct))
        {
            throw SourceException.Of("no_rows", "The file is empty: no data rows.");
        }

        if (_reader.FieldCount > _limits.Columns)
        {
            throw SourceException.Of("too_many_columns", string.Create(CultureInfo.InvariantCulture,
                $"The file has {_reader.FieldCount} columns; at most {_limits.Columns} are read."));
        }

        var header = Enumerable.Range(0, _reader.FieldCount).Select(i => _reader.GetString(i).Trim()).ToList();
        while (header.Count > 0 && header[^1].Length == 0)
        {
            header.RemoveAt(header.Count - 1); // a delimiter too many at the end
        }

        _header = [.. header];
    }

    private async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        _malformed = null;
        bool more;
        try
        {
            more = await _reader.ReadAsync(ct);
        }
        catch (DecoderFallbackException e)
        {
            throw SourceException.Of("encoding", $"The file is not {_encoding.WebName} throughout.", e);
        }
        catch (InvalidDataException e)
        {
            throw SourceException.Of("file_unreadable", "The compressed file is damaged.", e);
        }
        catch (CsvFormatException e)
        {
            throw SourceException.Of("row_too_long", string.Create(CultureInfo.InvariantCulture,
                $"A row has more than {_limits.RecordBytes} bytes, or a quote is never closed (line {e.LineNumber})."), e);
        }

        if (!more)
        {
            return false;
        }

        if (_malformed == CsvMalformedReason.UnterminatedQuote)
        {
            throw SourceException.Of("unclosed_quote", string.Create(CultureInfo.InvariantCulture, $"A quote in line {Line} is never closed."));
        }

        if (_isUtf8 && !Utf8.IsValid(_reader.RawRecord))
        {
            throw SourceException.Of("encoding", string.Create(CultureInfo.InvariantCulture,
                $"Line {Line} is not UTF-8; the file looks like Windows-1252. Declare it as file.encoding in a mapping, or save the file as UTF-8."));
        }

        _defect = FindDefect();
        return true;
    }

    private RowDefect? FindDefect()
    {
        if (_header.Length == 0)
        {
            return null;
        }

        if (_malformed is not null)
        {
            return new RowDefect("", null, "A quote stands where none may be; a text with quotes is quoted and its quotes are doubled.");
        }

        var count = _reader.FieldCount;
        while (count > _header.Length && _reader.IsEmpty(count - 1))
        {
            count--;
        }

        return _reader.FieldCount >= _header.Length && count <= _header.Length
            ? null
            : new RowDefect("", null, string.Create(CultureInfo.InvariantCulture, $"The row has {_reader.FieldCount} cells where the header has {_header.Length}."));
    }

    private bool IsBlank()
    {
        for (var i = 0; i < _reader.FieldCount; i++)
        {
            if (_reader.GetSpan(i).ContainsAnyExcept(" \t\r\n"u8))
            {
                return false;
            }
        }

        return true;
    }
}
