using ExcelDataReader;
using ReportingAdmin.Core.Syncs.Importing.Mapping;

namespace ReportingAdmin.Core.Syncs.Importing.Reading;

/// <summary>The rows of a sheet.</summary>
internal sealed class XlsxSource : RowSource
{
    private readonly FileStream _file;
    private readonly IExcelDataReader _reader;
    private readonly string _sheet;
    private readonly SheetScan _scan;
    private string[] _header = [];
    private long _row;
    private RowDefect? _defect;

    private XlsxSource(string path, string sheet, SheetScan scan)
    {
        _sheet = sheet;
        _scan = scan;
        _file = File.OpenRead(path);
        _reader = ExcelReaderFactory.CreateOpenXmlReader(_file);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Header => _header;

    /// <inheritdoc />
    public override string Description => $"XLSX, sheet {_sheet}";

    /// <inheritdoc />
    public override long Line => _row;

    /// <inheritdoc />
    public override RowDefect? Defect => _defect;

    /// <inheritdoc />
    public override Cell this[int column] => column >= _reader.FieldCount ? Cell.Empty : _reader.GetValue(column) switch
    {
        null => Cell.Empty,
        string text => Cell.Of(text),
        double number when Math.Abs(number) < 7e27 => Cell.Of((decimal)number),
        int number => Cell.Of((decimal)number),
        DateTime date => Cell.Of(date),
        bool flag => Cell.Of(flag),
        var other => Cell.Of(Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture) ?? ""),
    };

    /// <summary>Opens a workbook after looking through it, and reads the header.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="shape">What is declared of it.</param>
    /// <param name="tables">Names that a sheet may have.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<XlsxSource> OpenAsync(
        string path, FileShape shape, IReadOnlyList<string> tables, ImportLimits limits, CancellationToken ct)
    {
        Encodings.Register(); // the library asks for one when it is made
        var (sheet, scan) = WorkbookCheck.Look(path, shape.Sheet, tables, limits);
        var source = new XlsxSource(path, sheet, scan);
        try
        {
            while (source._reader.Name != sheet)
            {
                if (!source._reader.NextResult())
                {
                    throw SourceException.Of("workbook_unreadable", $"The sheet {sheet} cannot be read.");
                }
            }

            if (!await source.ReadAsync(ct))
            {
                throw SourceException.Of("no_rows", "The sheet is empty: no data rows.");
            }

            var header = Enumerable.Range(0, source._reader.FieldCount).Select(i => source[i].Text).ToList();
            while (header.Count > 0 && header[^1].Length == 0)
            {
                header.RemoveAt(header.Count - 1);
            }

            source._header = [.. header];
            return source;
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public override ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        while (_reader.Read())
        {
            _row = _reader.Depth + 1;
            _defect = _scan.Findings.GetValueOrDefault(_row);
            if (!IsBlank())
            {
                return ValueTask.FromResult(true);
            }
        }

        return ValueTask.FromResult(false);
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _file.DisposeAsync();
    }

    private bool IsBlank()
    {
        if (_defect is { Column: not "" })
        {
            return false; // an error cell shows no value
        }

        for (var i = 0; i < _reader.FieldCount; i++)
        {
            if (this[i].Kind != CellKind.Empty)
            {
                return false;
            }
        }

        return true;
    }
}
