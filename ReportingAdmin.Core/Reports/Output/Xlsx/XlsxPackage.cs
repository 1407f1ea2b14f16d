using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>The parts of a workbook in a zip that is written forward only: sheets as they come, the rest at the end.</summary>
/// <param name="zip">The archive, open for writing.</param>
/// <param name="header">The run.</param>
/// <param name="styles">The workbook's looks.</param>
internal sealed class XlsxPackage(ZipArchive zip, RunHeader header, XlsxStyles styles)
{
    /// <summary>How every part begins.</summary>
    public const string XmlStart = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private readonly List<string> _names = [];
    private readonly StringBuilder _definedNames = new();

    /// <summary>Opens the part of the next sheet.</summary>
    /// <param name="name">Its name, unique.</param>
    /// <param name="ct">Stops it.</param>
    public Task<Stream> OpenSheetAsync(string name, CancellationToken ct)
    {
        _names.Add(name);
        return OpenAsync(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_names.Count}.xml"), ct);
    }

    /// <summary>Names the filter range of the sheet opened last, and its first row as the heading of printed pages.</summary>
    /// <param name="lastCell">The last cell of the filter, such as <c>H11</c>.</param>
    public void NameTable(string lastCell)
    {
        var sheet = XlsxText.Attribute("'" + _names[^1].Replace("'", "''", StringComparison.Ordinal) + "'");
        var digits = lastCell.AsSpan().IndexOfAnyInRange('0', '9');
        var local = _names.Count - 1;
        _definedNames.Append(CultureInfo.InvariantCulture, $"<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{local}\" hidden=\"1\">{sheet}!$A$1:${lastCell[..digits]}${lastCell[digits..]}</definedName>");
        _definedNames.Append(CultureInfo.InvariantCulture, $"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{local}\">{sheet}!$1:$1</definedName>");
    }

    /// <summary>Writes the parts that only now are known.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task FinishAsync(CancellationToken ct)
    {
        await WriteAsync("xl/styles.xml", styles.ToXml(), ct);
        await WriteAsync("xl/workbook.xml", Workbook(), ct);
        await WriteAsync("xl/_rels/workbook.xml.rels", WorkbookRelations(), ct);
        await WriteAsync("docProps/core.xml", Core(), ct);
        await WriteAsync("docProps/app.xml", $"{XmlStart}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>ReportingAdmin</Application></Properties>", ct);
        await WriteAsync(
            "_rels/.rels",
            $"{XmlStart}<Relationships xmlns=\"{Package}/relationships\">"
            + $"<Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/>"
            + $"<Relationship Id=\"rId2\" Type=\"{Package}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
            + $"<Relationship Id=\"rId3\" Type=\"{Office}/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>",
            ct);
        await WriteAsync("[Content_Types].xml", ContentTypes(), ct);
    }

    private string Workbook()
    {
        var xml = new StringBuilder(XmlStart);
        xml.Append(CultureInfo.InvariantCulture, $"<workbook xmlns=\"{Spreadsheet}\" xmlns:r=\"{Office}\"><bookViews><workbookView activeTab=\"0\"/></bookViews><sheets>");
        for (var i = 0; i < _names.Count; i++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{XlsxText.Attribute(_names[i])}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>");
        }

        xml.Append("</sheets>");
        if (_definedNames.Length > 0)
        {
            xml.Append("<definedNames>").Append(_definedNames).Append("</definedNames>");
        }

        return xml.Append("</workbook>").ToString();
    }

    private string WorkbookRelations()
    {
        var xml = new StringBuilder(XmlStart).Append(CultureInfo.InvariantCulture, $"<Relationships xmlns=\"{Package}/relationships\">");
        for (var i = 1; i <= _names.Count; i++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{i}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>");
        }

        return xml.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{_names.Count + 1}\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>").ToString();
    }

    private string Core()
    {
        var made = header.SnapshotAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"{XmlStart}<cp:coreProperties xmlns:cp=\"{Package}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
            + $"<dc:title>{XlsxText.Attribute(header.Report.Title)}</dc:title><dc:subject>{XlsxText.Attribute(header.Report.Question)}</dc:subject>"
            + $"<dc:creator>{XlsxText.Attribute(header.Company)}</dc:creator>"
            + $"<dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created></cp:coreProperties>";
    }

    private string ContentTypes()
    {
        var xml = new StringBuilder(XmlStart).Append(CultureInfo.InvariantCulture, $"<Types xmlns=\"{Package}/content-types\">");
        xml.Append("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        xml.Append(CultureInfo.InvariantCulture, $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Types}.styles+xml\"/>");
        for (var i = 1; i <= _names.Count; i++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{Types}.worksheet+xml\"/>");
        }

        return xml.Append("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>").ToString();
    }

    private async Task WriteAsync(string part, string xml, CancellationToken ct)
    {
        await using var stream = await OpenAsync(part, ct);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(xml), ct);
    }

    private Task<Stream> OpenAsync(string part, CancellationToken ct) => ZipEntries.OpenAsync(zip, part, header.SnapshotAt, ct);
}
