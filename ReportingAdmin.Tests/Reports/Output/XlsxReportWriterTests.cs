using System.Xml.Linq;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Xlsx;
using ReportingAdmin.Tests.Testing;
using static ReportingAdmin.Tests.Testing.FileRuns;

namespace ReportingAdmin.Tests.Reports.Output;

public sealed class XlsxReportWriterTests
{
    private static readonly XNamespace s_main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly Shown[] s_columns =
    [
        Column("loan_id", Kind.Text, key: true),
        Column("payments", Kind.Integer, total: Total.Sum),
        Column("upb", Kind.Number, Format.Money, Total.Sum, currency: "currency"),
        Column("currency", Kind.Text),
        Column("note_rate", Kind.Number, Format.Rate, Total.WeightedMean),
        Column("due_on", Kind.Date),
        Column("posted_at", Kind.Instant),
        Column("active", Kind.Flag),
        Column("borrower", Kind.Text, masked: true),
    ];

    [Fact]
    public async Task WriteAsync_cells_are_typed_and_formatted_by_column_and_currency()
    {
        await Cultures.ForEachAsync(async _ =>
        {
            var file = await WriteOneAsync(
                new XlsxReportWriter(),
                ListSection.Of(
                    "loans",
                    "Loans",
                    s_columns,
                    [
                        ["00012", 1234L, -1234.5m, "USD", 0.06525m, new DateOnly(2026, 10, 31), Snapshot, true, "Jane"],
                        ["L-2", null, 1234m, "JPY", null, null, null, false, null],
                        ["L-3", 2025L, 7.125m, "KWD", 0m, new DateOnly(1900, 3, 1), Snapshot.AddMilliseconds(1), null, "Jim"],
                    ]));

            Assert.Equal([3L], file.Rows);
            var sheet = Workbook.Read(file.Bytes)[0];
            Assert.Equal("Loans", sheet.Name);
            Assert.Equal(["Loan id", "Payments", "Upb", "Currency", "Note rate", "Due on", "Posted at", "Active", "Borrower"], sheet.Rows[0]);

            // Boise is seven hours behind UTC in November.
            Assert.Equal(["00012", 1234d, -1234.5, "USD", 0.06525, new DateTime(2026, 10, 31), new DateTime(2026, 11, 13, 23, 0, 0), true, "•••"], sheet.Rows[1]);
            Assert.Equal(["L-2", null, 1234d, "JPY", null, null, null, false, "•••"], sheet.Rows[2]);
            Assert.Equal(["L-3", 2025d, 7.125, "KWD", 0d, new DateTime(1900, 3, 1), new DateTime(2026, 11, 13, 23, 0, 0, 1), null, "•••"], sheet.Rows[3]);
            Assert.Equal(
                "@ | #,##0 | #,##0.00_);[Red](#,##0.00) | @ | 0.000% | yyyy\\-mm\\-dd | yyyy\\-mm\\-dd\\ hh:mm:ss | General | @",
                string.Join(" | ", sheet.Formats[1]));
            Assert.Equal("#,##0_);[Red](#,##0)", sheet.Formats[2][2]);
            Assert.Equal("#,##0.000_);[Red](#,##0.000)", sheet.Formats[3][2]);
        });
    }

    [Fact]
    public async Task WriteAsync_totals_stand_under_the_rows_one_per_currency()
    {
        var section = ListSection.Of(
            "loans",
            "Loans",
            s_columns[..5],
            [["L-1", 1L, 1m, "JPY", 0.05m], ["L-2", 2L, 2.5m, "USD", 0.06m]],
            [
                new TotalRow("JPY", 1, [null, 1m, 1m, null, 0.05m]),
                new TotalRow("USD", 1, [null, 2m, 2.5m, null, 1234567.123456789012m]),
            ]);

        var file = await WriteOneAsync(new XlsxReportWriter(), section);

        var sheet = Workbook.Read(file.Bytes)[0];
        Assert.Equal(["Total JPY", 1d, 1d, null, 0.05], sheet.Rows[3]);
        Assert.Equal(["Total USD", 2d, 2.5, null, 1234567.12345679], sheet.Rows[4]);
        Assert.Equal("#,##0_);[Red](#,##0)", sheet.Formats[3][2]);
        var part = Workbook.Part(file.Bytes, "xl/worksheets/sheet1.xml");
        Assert.Equal("A1:E3", part.Descendants(s_main + "autoFilter").Single().Attribute("ref")!.Value);
        Assert.Equal("frozen", part.Descendants(s_main + "pane").Single().Attribute("state")!.Value);
    }

    [Fact]
    public async Task WriteAsync_totals_without_a_free_column_are_labelled_above()
    {
        var section = ListSection.Of("t", "T", [Column("n", Kind.Integer, total: Total.Sum)], [[1L]], [new TotalRow(null, 1, [1m])]);

        var file = await WriteOneAsync(new XlsxReportWriter(), section);

        Assert.Equal([["N"], [1d], ["Total"], [1d]], Workbook.Read(file.Bytes)[0].Rows);
    }

    [Fact]
    public async Task WriteAsync_numbers_of_more_than_15_digits_become_text_and_are_counted()
    {
        var section = ListSection.Of(
            "t",
            "T",
            [Column("n", Kind.Number, Format.Money), Column("i", Kind.Integer), Column("d", Kind.Date)],
            [
                [1234567890123.45m, 999_999_999_999_999L, new DateOnly(1900, 2, 28)],
                [12345678901234.56m, 1_234_567_890_123_456L, new DateOnly(1900, 3, 1)],
                [1234567890123450000m, 1_234_567_890_123_450L, null],
                [-0.1234567890123456m, long.MinValue, null],
            ]);

        var file = await WriteOneAsync(new XlsxReportWriter(), section);

        var sheets = Workbook.Read(file.Bytes);
        Assert.Equal([1234567890123.45, 999_999_999_999_999d, "1900-02-28"], sheets[0].Rows[1]);
        Assert.Equal(["12345678901234.56", "1234567890123456", new DateTime(1900, 3, 1)], sheets[0].Rows[2]);
        Assert.Equal([1234567890123450000d, 1_234_567_890_123_450d, null], sheets[0].Rows[3]);
        Assert.Equal(["-0.1234567890123456", "-9223372036854775808", null], sheets[0].Rows[4]);
        var about = sheets[^1].Rows;
        Assert.Contains(about, row => row[0] is "Numbers written as text" && row[3] is 4d);
        Assert.Contains(about, row => row[0] is "Dates written as text" && row[3] is 1d);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("<b>&amp;\"'</b>")]
    [InlineData("  led and trailed \n")]
    [InlineData("a\r\nb\tc")]
    [InlineData("\u0001\u001F\uFFFE\uFFFF")]
    [InlineData("_x0041_")]
    [InlineData("_x005F_x0041_")]
    [InlineData("_x00e9_ _x12")]
    [InlineData("emoji 😀 ＝1")]
    public async Task WriteAsync_hostile_text_is_read_back_as_it_was(string text)
    {
        var file = await WriteOneAsync(new XlsxReportWriter(), ListSection.Of("t", "T", [Column("a", Kind.Text)], [[text]]));

        Assert.Equal(text, Workbook.Read(file.Bytes)[0].Rows[1][0]);
        Assert.Empty(Workbook.Part(file.Bytes, "xl/worksheets/sheet1.xml").Descendants(s_main + "f"));
    }

    [Fact]
    public async Task WriteAsync_a_text_too_long_for_a_cell_fails_and_names_it()
    {
        var fits = new string('x', 32_767);
        var section = ListSection.Of("t", "T", [Column("note", Kind.Text)], [[fits], [fits + "x"]]);

        var failure = await Assert.ThrowsAsync<FileLimitException>(() => WriteOneAsync(new XlsxReportWriter(), section));

        Assert.Equal("Row 2, column \"Note\" has 32,768 characters; an Excel cell holds 32,767. Nothing was cut: choose CSV or JSON.", failure.Problem.Message);
    }

    [Fact]
    public async Task WriteAsync_about_says_what_the_file_is()
    {
        var section = ListSection.Of("loans", "Loans", s_columns, []);
        var sides = new TieOutDifference("USD", "", [new("Aging", 7.10m), new("GL", 7.00m)], 0.10m);
        var header = Header(new OutputOptions(), section) with
        {
            Controls = [new ControlFigure("loans", "rows", null, 0m), new ControlFigure("loans", "upb", "USD", 12.5m)],
        };
        TieOutResult[] tieOuts =
        [
            new("AgingUpb", "Σ aging UPB = GL", TieOutState.Red, null, [sides], [sides with { Place = "P1" }]),
            new("Fees", "fees = GL", TieOutState.NotApplicable, "Filtered by agency.", [], []),
        ];

        var file = await WriteAsync(new XlsxReportWriter(), header, tieOuts, [section]);

        var sheets = Workbook.Read(file.Bytes);
        Assert.Equal(["Loans", "Dictionary", "About"], sheets.Select(sheet => sheet.Name));
        var cells = sheets[2].Rows.SelectMany(row => row).OfType<string>().ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "Fee revenue", "What did fees bring in?", "Example Company", "lending/fee-revenue", "1.3f9a2c41", "1042", "Ana Auditor", "All portfolios",
                "2026-11-13 23:00:00 America/Boise (2026-11-14T06:00:00Z)", "1–31 Oct 2026", "last-month", "Fees by posting date.",
                "DIFFERS", "Not applicable", "Filtered by agency.", "Aging 7.10; GL 7.00", "P1", "Σ aging UPB = GL", "On sheet Dictionary",
            },
            cells);
        Assert.Equal(["Loans", "Upb", "upb", "What upb means.", "Amount", "currency", "Sum"], sheets[1].Rows[3]);
        Assert.Contains("<dc:title>Fee revenue</dc:title>", Workbook.Parts(file.Bytes)["docProps/core.xml"], StringComparison.Ordinal);
    }
}
