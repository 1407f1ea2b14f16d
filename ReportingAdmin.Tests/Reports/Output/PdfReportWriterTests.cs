using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Pdf;
using ReportingAdmin.Tests.Testing;
using static ReportingAdmin.Tests.Testing.FileRuns;

namespace ReportingAdmin.Tests.Reports.Output;

public sealed partial class PdfReportWriterTests
{
    private static readonly PdfFonts s_fonts = PdfFonts.Find();
    private static readonly PdfReportWriter s_writer = new(s_fonts);

    private static readonly Shown[] s_columns =
    [
        Column("loan_id", Kind.Text, key: true),
        Column("borrower", Kind.Text, masked: true),
        Column("upb", Kind.Number, Format.Money, Total.Sum, currency: "currency", heading: "Unpaid principal balance"),
        Column("currency", Kind.Text),
        Column("note_rate", Kind.Number, Format.Rate),
        Column("payments", Kind.Integer, total: Total.Sum),
        Column("due_on", Kind.Date),
        Column("posted_at", Kind.Instant),
        Column("active", Kind.Flag),
    ];

    [Fact]
    public async Task WriteAsync_every_cell_total_and_page_number_is_in_the_text() => await Cultures.ForEachAsync(async _ =>
    {
        var rows = Enumerable.Range(1, 200).Select(i => new object?[]
        {
            $"L-{1000 + i}", "Jane", i % 3 == 0 ? -1234567.5m - i : 1234567.5m + i, i % 2 == 0 ? "USD" : "KWD", 0.06525m, (long)i * 1000, new DateOnly(2026, 10, 31), Snapshot.AddMinutes(i), i % 2 == 0,
        }).ToList();
        var section = ListSection.Of(
            "loans",
            "Loans",
            s_columns,
            rows,
            [new TotalRow("KWD", 100, [null, null, 55m, null, null, 12m, null, null, null]), new TotalRow("USD", 100, [null, null, -66.125m, null, null, 13m, null, null, null])]);
        TieOutResult tieOut = new("Upb", "aging UPB = GL", TieOutState.Red, null, [], [new("USD", "P1", [new("Aging", 7.1m), new("GL", 7m)], 0.1m)]);
        var header = Header(new OutputOptions(), section);

        var file = await WriteAsync(s_writer, header, [tieOut], [section]);

        Assert.Equal([200L], file.Rows);
        Assert.True(PdfText.CheckObjects(file.Bytes) > 10);
        if (!PdfText.Available)
        {
            return;
        }

        var pages = await PdfText.PagesAsync(file.Bytes);
        for (var i = 0; i < pages.Length; i++)
        {
            Assert.Contains($"Page {i + 1} of {pages.Length}", Squeezed(pages[i]), StringComparison.Ordinal);
            Assert.Contains("run 1042", pages[i], StringComparison.Ordinal);
        }

        var text = Squeezed(string.Join('\n', pages));
        for (var i = 1; i <= 200; i++)
        {
            var amount = 1234567.5m + i;
            var digits = amount.ToString(i % 2 == 0 ? "#,##0.00" : "#,##0.000", CultureInfo.InvariantCulture);
            var posted = new DateTime(2026, 11, 13, 23, 0, 0).AddMinutes(i).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            var payments = (i * 1000).ToString("#,##0", CultureInfo.InvariantCulture);
            Assert.Contains(
                $"L-{1000 + i} ••• {(i % 3 == 0 ? $"({digits})" : digits)} {(i % 2 == 0 ? "USD" : "KWD")} 6.525% {payments} 2026-10-31 {posted} {(i % 2 == 0 ? "Yes" : "No")}",
                text,
                StringComparison.Ordinal);
        }

        Assert.Contains("Total KWD 55.000 12", text, StringComparison.Ordinal);
        Assert.Contains("Total USD (66.125) 13", text, StringComparison.Ordinal);
        Assert.Contains("200 rows, one row per line", text, StringComparison.Ordinal);
        Assert.Contains("DIFFERS aging UPB = GL P1 USD: Aging 7.10; GL 7.00; difference 0.10", text, StringComparison.Ordinal);
        string[] front = ["Fee revenue", "What did fees bring in?", "Example Company", "31 Oct 2026", "last-month", "2026-11-13 23:00:00 America/Boise", "Ana Auditor", "All portfolios", "1.3f9a2c41"];
        Assert.All(front, word => Assert.Contains(word, pages[0], StringComparison.Ordinal));
        Assert.DoesNotContain("Jane", text, StringComparison.Ordinal);
        Assert.All(
            pages.Where(page => page.Contains("L-1", StringComparison.Ordinal)),
            page => Assert.Matches(@"Loan id\s+Borrower\s+balance\s+Currency", page));
    });

    [Fact]
    public async Task WriteAsync_a_text_longer_than_a_page_is_wrapped_and_never_cut()
    {
        var words = Enumerable.Range(0, 4000).Select(i => $"w{i:D4}").ToList();
        var section = ListSection.Of(
            "t", "T", [Column("id", Kind.Integer), Column("note", Kind.Text), Column("other", Kind.Text)], [[1L, "first", "x"], [2L, string.Join(' ', words), new string('y', 400)], [3L, "last", "z"]]);

        var file = await WriteOneAsync(s_writer, section);

        if (PdfText.Available)
        {
            var text = string.Join('\n', await PdfText.PagesAsync(file.Bytes));
            Assert.Equal(words, Words().Matches(text).Select(match => match.Value));
            Assert.Equal(400, Ys().Matches(text).Sum(match => match.Length));
        }
    }

    [Fact]
    public async Task WriteAsync_letters_of_other_scripts_come_back_and_missing_ones_are_named()
    {
        const string Greek = "Ελλάδα Ωμέγα";
        const string Private = "\uE123";
        var section = ListSection.Of("t", "T", [Column("a", Kind.Text)], [[Greek], ["Žluťoučký kůň ½ €"], [Private], ["e\u0301"]]);

        var file = await WriteOneAsync(s_writer, section);

        if (PdfText.Available && s_fonts.Regular is not null)
        {
            var text = string.Join('\n', await PdfText.PagesAsync(file.Bytes));
            Assert.Contains(Greek, text, StringComparison.Ordinal);
            Assert.Contains("Žluťoučký kůň ½ €", text, StringComparison.Ordinal);
            Assert.Contains("\u00E9", text, StringComparison.Ordinal);
            Assert.Contains("drawn as a sign: U+E123", Squeezed(text), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WriteAsync_without_any_font_uses_Helvetica_and_says_which_letters_are_missing()
    {
        var section = ListSection.Of("t", "T", [Column("a", Kind.Text)], [["Zürich – “quoted” €"], ["Ω"]]);

        var file = await WriteOneAsync(new PdfReportWriter(PdfFonts.None), section);

        PdfText.CheckObjects(file.Bytes);
        Assert.Contains("/BaseFont/Helvetica/Encoding/WinAnsiEncoding", Encoding.Latin1.GetString(file.Bytes), StringComparison.Ordinal);
        if (PdfText.Available)
        {
            var text = Squeezed(string.Join('\n', await PdfText.PagesAsync(file.Bytes)));
            Assert.Contains("Zürich – “quoted” €", text, StringComparison.Ordinal);
            Assert.Contains("No font was found to embed", text, StringComparison.Ordinal);
            Assert.Contains("drawn as a sign: U+03A9.", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WriteAsync_a_configured_font_that_cannot_be_read_is_said_in_the_file()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "not a font at all");
        var fonts = PdfFonts.Find(new PdfFontOptions { Font = path }, []);
        File.Delete(path);

        Assert.Equal([$"The configured font {Path.GetFileName(path)} could not be used: Not a TrueType font."], fonts.Notes);
        var file = await WriteOneAsync(new PdfReportWriter(fonts), ListSection.Of("t", "T", [Column("a", Kind.Text)], []));
        if (PdfText.Available)
        {
            Assert.Contains("The configured font", string.Join('\n', await PdfText.PagesAsync(file.Bytes)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WriteAsync_sections_follow_each_other_and_empty_ones_keep_their_heading()
    {
        var first = ListSection.Of("buckets", "Buckets", [Column("bucket", Kind.Text), Column("share", Kind.Number, Format.Share)], [["Current", 0.5m], ["30–59", null]]);
        var second = ListSection.Of("trend", "Trend", [Column("month", Kind.Date)], []);

        var file = await WriteAsync(s_writer, Header(new OutputOptions { Letter = true }, first, second), first, second);

        Assert.Equal([2L, 0L], file.Rows);
        Assert.Contains("/MediaBox[0 0 612 792]", Encoding.Latin1.GetString(file.Bytes), StringComparison.Ordinal);
        if (PdfText.Available)
        {
            var page = Squeezed((await PdfText.PagesAsync(file.Bytes))[0]);
            Assert.Contains("Current 50.0% 30–59 2 rows, one row per line Trend Month 0 rows, one row per line", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Refuses_more_than_2000_pages_and_offers_XLSX()
    {
        Problem? For(long? rows) =>
            s_writer.Refuses(Header(new OutputOptions(), ListSection.Of("t", "T", [Column("n", Kind.Integer)], [], expectedRows: rows)));

        Assert.Null(For(null));
        Assert.Null(For(100_000));
        var problem = For(10_000_000)!;
        Assert.Equal("pdf_too_long", problem.Code);
        Assert.Contains("Choose XLSX", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_many_rows_hold_no_more_than_a_page()
    {
        async Task<long> AllocatedAsync(int rows)
        {
            var section = ListSection.Of("t", "T", s_columns[2..4], Enumerable.Repeat(new object?[] { 1.5m, "USD" }, rows));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var counts = await s_writer.WriteAsync(
                Stream.Null,
                Header(new OutputOptions(), section),
                new SectionRows[] { section }.ToAsyncEnumerable(),
                _ => ValueTask.FromResult(new RunFooter([rows], [[]], [])),
                CancellationToken.None);
            Assert.Equal(rows, counts[0]);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        await AllocatedAsync(1000);
        Assert.InRange(await AllocatedAsync(100_000) - await AllocatedAsync(1000), long.MinValue, 64 * 1024 * 1024);
    }

    private static string Squeezed(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("y{4,}")]
    private static partial Regex Ys();

    [GeneratedRegex(@"w\d{4}")]
    private static partial Regex Words();
}
