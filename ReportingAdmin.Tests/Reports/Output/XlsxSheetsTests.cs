using System.Xml.Linq;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Xlsx;
using ReportingAdmin.Tests.Testing;
using static ReportingAdmin.Tests.Testing.FileRuns;

namespace ReportingAdmin.Tests.Reports.Output;

/// <summary>The sheets of a workbook: how many, how they are called, how wide their columns are.</summary>
public sealed class XlsxSheetsTests
{
    private static readonly XNamespace s_main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Theory]
    [InlineData(3, 4)]
    [InlineData(3, 5)]
    [InlineData(1, 4)]
    public async Task WriteAsync_a_full_sheet_is_followed_by_another_with_the_heading(int rows, int rowsPerSheet)
    {
        var section = ListSection.Of(
            "loans",
            "Loans",
            [Column("id", Kind.Text), Column("n", Kind.Integer, total: Total.Sum)],
            Enumerable.Range(1, rows).Select(i => new object?[] { "L", (long)i }),
            [new TotalRow(null, rows, [null, 6m])]);

        var file = await WriteOneAsync(new XlsxReportWriter(rowsPerSheet), section);

        Assert.Equal([rows], file.Rows);
        var sheets = Workbook.Read(file.Bytes);
        var all = sheets.Where(sheet => sheet.Name.StartsWith("Loans", StringComparison.Ordinal)).ToList();
        Assert.Equal((rows + 1 + 1 > rowsPerSheet) ? ["Loans", "Loans (2)"] : ["Loans"], all.Select(sheet => sheet.Name));
        Assert.All(all, sheet => Assert.Equal(["Id", "N"], sheet.Rows[0]));
        Assert.All(all, sheet => Assert.True(sheet.Rows.Count <= rowsPerSheet));
        Assert.Equal(
            [.. Enumerable.Range(1, rows).Select(i => (double)i), 6d],
            all.SelectMany(sheet => sheet.Rows.Skip(1)).Select(row => (double)row[1]!));
        Assert.Contains(sheets[^1].Rows, row => row[0] is "Loans" && (string)row[2]! == string.Join(", ", all.Select(sheet => sheet.Name)) && row[3] is double count && count == rows);
    }

    [Fact]
    public async Task WriteAsync_rows_beyond_a_sheet_go_to_a_second_one()
    {
        var section = ListSection.Of(
            "loans", "Loans", [Column("n", Kind.Integer)], Enumerable.Range(1, 1_048_577).Select(i => new object?[] { (long)i }));

        var file = await WriteOneAsync(new XlsxReportWriter(), section);

        var parts = Workbook.Parts(file.Bytes);
        Assert.Equal([1_048_577L], file.Rows);
        Assert.EndsWith("<row r=\"1048576\"><c r=\"A1048576\" s=\"1\"><v>1048575</v></c></row></sheetData>", parts["xl/worksheets/sheet1.xml"].Split("<autoFilter")[0], StringComparison.Ordinal);
        Assert.Contains("<v>1048576</v></c></row><row r=\"3\"><c r=\"A3\" s=\"1\"><v>1048577</v></c></row></sheetData>", parts["xl/worksheets/sheet2.xml"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_sheet_names_are_legal_and_unique()
    {
        string[] titles = ["About", "History", "a/b\\c[d]:e*?", new string('x', 40), new string('X', 40), "'q'", "", "Dictionary"];
        var sections = titles.Select((title, i) => ListSection.Of($"s{i}", title, [Column("n", Kind.Integer)], [])).ToArray();

        var file = await WriteAsync(new XlsxReportWriter(), Header(new OutputOptions(), sections), sections);

        Assert.Equal(
            ["About (2)", "History (2)", "a-b-c-d--e--", new string('x', 31), new string('X', 27) + " (2)", "q", "Sheet", "Dictionary (2)", "Dictionary", "About"],
            Workbook.Read(file.Bytes).Select(sheet => sheet.Name));
    }

    [Fact]
    public async Task WriteAsync_widths_do_not_depend_on_the_data()
    {
        async Task<string> ColsOf(params object?[] row)
        {
            var section = ListSection.Of("t", "T", [Column("name", Kind.Text, masked: true), Column("n", Kind.Number)], [row]);
            var file = await WriteOneAsync(new XlsxReportWriter(), section);
            return Workbook.Part(file.Bytes, "xl/worksheets/sheet1.xml").Descendants(s_main + "cols").Single().ToString();
        }

        Assert.Equal(await ColsOf("x", 1m), await ColsOf(new string('x', 500), 123456789m));
    }

    [Fact]
    public void Refuses_more_columns_than_a_sheet_has()
    {
        var section = ListSection.Of("t", "T", [.. Enumerable.Range(0, 16_385).Select(i => Column($"c{i}", Kind.Integer))], []);

        Assert.Equal("too_many_columns", new XlsxReportWriter().Refuses(Header(new OutputOptions(), section))!.Code);
    }

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(701, "ZZ")]
    [InlineData(702, "AAA")]
    [InlineData(16_383, "XFD")]
    public void Letters_of_a_column_are_those_of_the_program(int i, string letters) => Assert.Equal(letters, XlsxCell.Letters(i));
}
