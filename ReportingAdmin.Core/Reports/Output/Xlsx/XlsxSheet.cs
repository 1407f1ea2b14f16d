using System.Globalization;
using System.Text;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>One open sheet: start, rows by whoever writes them, end.</summary>
internal sealed class XlsxSheet : IAsyncDisposable
{
    private const int LineHeight = 15;

    // Excel's tallest row has 409 points.
    private const int MaxLines = 27;

    private readonly XlsxPackage _package;
    private readonly Stream _part;

    private XlsxSheet(XlsxPackage package, string name, Stream part)
    {
        _package = package;
        _part = part;
        Name = name;
        To = new Utf8Buffer(part);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Where its rows go.</summary>
    public Utf8Buffer To { get; }

    /// <summary>Rows started so far, the heading included.</summary>
    public int Rows { get; private set; }

    /// <summary>Opens a sheet.</summary>
    /// <param name="package">The workbook.</param>
    /// <param name="name">Unique name.</param>
    /// <param name="widths">Column widths in characters.</param>
    /// <param name="frozen">Whether the first row stays in sight.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<XlsxSheet> OpenAsync(
        XlsxPackage package, string name, IReadOnlyList<double> widths, bool frozen, CancellationToken ct)
    {
        var sheet = new XlsxSheet(package, name, await package.OpenSheetAsync(name, ct));
        var xml = new StringBuilder(XlsxPackage.XmlStart);
        xml.Append("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
        xml.Append(frozen
            ? "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/></sheetView></sheetViews>"
            : "<sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\"/></sheetViews>");
        xml.Append("<sheetFormatPr defaultRowHeight=\"15\"/><cols>");
        for (var i = 0; i < widths.Count; i++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{widths[i]}\" customWidth=\"1\"/>");
        }

        sheet.To.Text(xml.Append("</cols><sheetData>").ToString());
        return sheet;
    }

    /// <summary>Starts the next row and returns its number, from 1.</summary>
    /// <param name="lines">Lines of text that its tallest cell has.</param>
    public int StartRow(int lines = 1)
    {
        Rows++;
        To.Raw("<row r=\""u8);
        To.Integer(Rows);
        if (lines > 1)
        {
            To.Raw("\" customHeight=\"1\" ht=\""u8);
            To.Integer(Math.Min(lines, MaxLines) * LineHeight);
        }

        To.Raw("\">"u8);
        return Rows;
    }

    /// <summary>Ends the row.</summary>
    public void EndRow() => To.Raw("</row>"u8);

    /// <summary>A text cell in the present row.</summary>
    /// <param name="i">Column index.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">Number of its look.</param>
    public void Text(int i, string text, int style)
    {
        StartCell(i, style, " t=\"inlineStr\"><is>");
        XlsxText.Write(To, text.Length > XlsxText.MaxLength ? throw TooLong(text) : text);
        To.Raw("</is></c>"u8);
    }

    /// <summary>A number cell in the present row; text where the number has more than 15 digits.</summary>
    /// <param name="i">Column index.</param>
    /// <param name="number">The number.</param>
    /// <param name="style">Number of its look.</param>
    /// <returns>Whether it stayed a number.</returns>
    public bool Number(int i, decimal number, int style)
    {
        if (!XlsxNumber.Fits(number))
        {
            Text(i, number.ToString(CultureInfo.InvariantCulture), style);
            return false;
        }

        StartCell(i, style, "><v>");
        To.Number(number);
        To.Raw("</v></c>"u8);
        return true;
    }

    /// <summary>An empty cell with a look in the present row.</summary>
    /// <param name="i">Column index.</param>
    /// <param name="style">Number of its look.</param>
    public void Empty(int i, int style) => StartCell(i, style, "/>");

    /// <summary>Ends the sheet.</summary>
    /// <param name="columns">Columns under the filter; 0 = no filter.</param>
    /// <param name="lastRow">The last row under the filter.</param>
    /// <param name="letter">US Letter instead of A4, when printed.</param>
    /// <param name="foot">What stands at the foot of printed pages.</param>
    /// <param name="ct">Stops it.</param>
    public async Task CloseAsync(int columns, int lastRow, bool letter, string foot, CancellationToken ct)
    {
        var xml = new StringBuilder("</sheetData>");
        var lastCell = columns == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{XlsxCell.Letters(columns - 1)}{lastRow}");
        if (lastCell is not null)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<autoFilter ref=\"A1:{lastCell}\"/>");
            _package.NameTable(lastCell);
        }

        xml.Append("<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>");
        xml.Append(CultureInfo.InvariantCulture, $"<pageSetup paperSize=\"{(letter ? 1 : 9)}\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>");
        xml.Append(CultureInfo.InvariantCulture, $"<headerFooter><oddFooter>&amp;L {XlsxText.Attribute(foot.Replace("&", "&&", StringComparison.Ordinal))}&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>");
        if (lastCell is not null)
        {
            // Codes of digits are text on purpose: no green corner.
            xml.Append(CultureInfo.InvariantCulture, $"<ignoredErrors><ignoredError sqref=\"A1:{lastCell}\" numberStoredAsText=\"1\"/></ignoredErrors>");
        }

        To.Text(xml.Append("</worksheet>").ToString());
        await To.SendAsync(ct);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        To.Dispose();
        await _part.DisposeAsync();
    }

    private void StartCell(int i, int style, string rest) =>
        To.Text(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{XlsxCell.Letters(i)}{Rows}\" s=\"{style}\"{rest}"));

    private FileLimitException TooLong(string text) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Sheet \"{Name}\", row {Rows} has {text.Length:N0} characters; an Excel cell holds {XlsxText.MaxLength:N0}."));
}
