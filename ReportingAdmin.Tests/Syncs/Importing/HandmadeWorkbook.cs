using System.IO.Compression;
using System.Text;

namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>Workbooks written part by part, also such as no program would write.</summary>
internal static class HandmadeWorkbook
{
    /// <summary>A cell with text.</summary>
    public static string Text(string cell, string text) => $"<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    /// <summary>A row of cells.</summary>
    public static string Row(int number, params string[] cells) => $"<row r=\"{number}\">{string.Concat(cells)}</row>";

    /// <summary>A workbook of one row.</summary>
    public static byte[] Workbook(string cells, string before = "") => Package([], before, ("Sheet1", $"<row r=\"1\">{cells}</row>"));

    /// <summary>A workbook of one sheet; where a cell says Merged, A4 and B4 are merged.</summary>
    public static byte[] WorkbookOf(params string[] rows) =>
        Package([], ("Sheet1", string.Concat(rows) + (rows.Any(row => row.Contains("Merged", StringComparison.Ordinal)) ? "</sheetData><mergeCells><mergeCell ref=\"A4:B4\"/></mergeCells><sheetData>" : "")));

    /// <summary>The package of the sheets and whatever else is put into it.</summary>
    public static byte[] Package(IEnumerable<(string Name, string Text)> more, params (string Name, string Rows)[] sheets) => Package(more, "", sheets);

    /// <summary>The same with something before each sheet.</summary>
    public static byte[] Package(IEnumerable<(string Name, string Text)> more, string before, params (string Name, string Rows)[] sheets)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        var numbered = sheets.Select((sheet, i) => (sheet.Name, sheet.Rows, Number: i + 1)).ToList();
        var parts = new List<(string Name, string Text)>
        {
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
            ("_rels/.rels", $"<Relationships xmlns=\"{Relations}\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{string.Concat(numbered.Select(sheet => $"<sheet name=\"{sheet.Name}\" sheetId=\"{sheet.Number}\" r:id=\"rId{sheet.Number}\"/>"))}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Relations}\">{string.Concat(numbered.Select(sheet => $"<Relationship Id=\"rId{sheet.Number}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{sheet.Number}.xml\"/>"))}<Relationship Id=\"rId99\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>"),
            ("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"),
        };
        parts.AddRange(numbered.Select(sheet => ($"xl/worksheets/sheet{sheet.Number}.xml", $"{before}<worksheet xmlns=\"{Main}\"><sheetData>{sheet.Rows}</sheetData></worksheet>")));
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts.Concat(more))
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return packed.ToArray();
    }
}
