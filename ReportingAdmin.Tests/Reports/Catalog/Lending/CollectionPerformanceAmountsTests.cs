using System.Globalization;
using System.Text;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Core.Reports.Output.Pdf;
using ReportingAdmin.Core.Reports.Output.Xlsx;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>Amounts that are summed in code have cents wherever they are printed, also where there was nothing to sum.</summary>
public sealed class CollectionPerformanceAmountsTests() : LendingReportTest("lending/collection-performance")
{
    private const string Key = "lending/collection-performance";

    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31"), ("asOf", "2026-11-21")];

    // C1 reached a borrower and was promised nothing; C2 was promised 40 and got nothing.
    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1");
        await Seed.RowsAsync("lending.collector", "code=C1 name=Ann", "code=C2 name=Ben");
        await Seed.RowsAsync("lending.contact_attempt", "number=A1 loan=L1 collector=C1 attempted_at=2026-10-02T18:00:00Z outcome=right_party");
        await Seed.RowsAsync("lending.promise", "number=R1 loan=L1 collector=C2 promised_on=2026-10-01 due_on=2026-10-12 amount=40");
    }

    [Fact]
    public async Task The_page_says_0_00()
    {
        Assert.Equal(["C1 | 0.00 | 0.00", "C2 | 40.00 | 0.00"], await LinesAsync("collectors", "code promised paid", s_october));

        var preview = await Engine.PreviewAsync(Key, "collectors", s_october);
        var paid = preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == "paid");
        Assert.Equal(["0.00", "0.00"], preview.Rows.Select(row => Display.Cell(row.Cells[paid], Format.Money, "USD")));
        Assert.Equal(["40.00", "0.00"], new[] { "promised", "paid" }.Select(column => Total(preview, column, "USD")!.Value.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Csv_and_json_say_0_00_in_rows_and_totals()
    {
        var (csv, _) = await FileAsync(new CsvReportWriter());
        var lines = Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').TrimEnd().Split("\r\n").Select(line => line.Split(',')).ToList();
        var (promised, paid) = (Array.IndexOf(lines[0], "promised"), Array.IndexOf(lines[0], "paid"));
        Assert.Equal(["C1 0.00 0.00", "C2 40.00 0.00"], lines.Skip(1).Select(cells => $"{cells[0]} {cells[promised]} {cells[paid]}"));

        var (json, _) = await FileAsync(new JsonReportWriter());
        var text = Encoding.UTF8.GetString(json);
        Assert.Contains("\"promised\":0.00,\"paid\":0.00,", text, StringComparison.Ordinal);
        Assert.Contains("\"promised\":40.00,\"paid\":0.00,", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("\"(promised|paid|collected)\": ?0[,}]", text);
    }

    [Fact]
    public async Task A_workbook_and_a_pdf_show_cents()
    {
        var (xlsx, _) = await FileAsync(new XlsxReportWriter());
        var sheet = Workbook.Read(xlsx)[0];
        var head = sheet.Rows.ToList().FindIndex(row => row.Contains("Promised"));
        var (promised, paid) = (Array.IndexOf(sheet.Rows[head], "Promised"), Array.IndexOf(sheet.Rows[head], "Paid on promises"));
        Assert.All([1, 2, 3], row => Assert.Equal(sheet.Formats[head + 2][promised], sheet.Formats[head + row][paid]));
        Assert.Contains("0.00", sheet.Formats[head + 1][paid], StringComparison.Ordinal);

        var (pdf, _) = await FileAsync(new PdfReportWriter(PdfFonts.Find()));
        if (PdfText.Available)
        {
            var words = string.Join(' ', await PdfText.PagesAsync(pdf)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            Assert.Contains("40.00", words);
            Assert.Contains("0.00", words);
        }
    }

    private Task<(byte[] Bytes, Core.Reports.Engine.Running.WrittenReport Written)> FileAsync(IReportWriter writer) =>
        Engine.WriteAsync(TestEngine.Everyone, TestEngine.Request(Key, s_october) with { Section = "collectors" }, writer);
}
