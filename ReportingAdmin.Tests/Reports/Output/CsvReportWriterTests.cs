using System.IO.Compression;
using System.Text;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Tests.Testing;
using static ReportingAdmin.Tests.Testing.FileRuns;

namespace ReportingAdmin.Tests.Reports.Output;

public sealed class CsvReportWriterTests
{
    private static readonly CsvReportWriter s_writer = new();

    private static readonly Shown[] s_columns =
    [
        Column("loan_id", Kind.Text, key: true, heading: "ID"),
        Column("payments", Kind.Integer, total: Total.Sum),
        Column("upb", Kind.Number, Format.Money, Total.Sum, currency: "currency", heading: "Unpaid, principal"),
        Column("currency", Kind.Text),
        Column("due_on", Kind.Date),
        Column("posted_at", Kind.Instant),
        Column("active", Kind.Flag),
        Column("borrower", Kind.Text, masked: true),
    ];

    private static object?[][] Rows =>
    [
        ["L-1", 12L, 1234.50m, "USD", new DateOnly(2026, 10, 31), new DateTimeOffset(2026, 10, 31, 18, 5, 9, TimeSpan.FromHours(-6)), true, "Jane"],
        ["a,\"b\"\r\nc", -3L, -0.05m, "USD", new DateOnly(987, 1, 2), Snapshot.AddTicks(1_234_560), false, null],
        ["", null, null, null, null, null, null, "Jim"],
    ];

    [Fact]
    public async Task WriteAsync_cells_of_each_kind_gives_these_bytes()
    {
        await Cultures.ForEachAsync(async _ =>
        {
            var file = await WriteOneAsync(s_writer, ListSection.Of("loans", "Loans", s_columns, Rows));

            Assert.Equal(
                "loan_id,payments,upb,currency,due_on,posted_at,active,borrower\r\n"
                + "L-1,12,1234.50,USD,2026-10-31,2026-11-01T00:05:09Z,true,•••\r\n"
                + "\"a,\"\"b\"\"\r\nc\",-3,-0.05,USD,0987-01-02,2026-11-14T06:00:00.123456Z,false,•••\r\n"
                + "\"\",,,,,,,•••\r\n",
                file.Text);
            Assert.Equal([3L], file.Rows);
        });
    }

    [Fact]
    public async Task WriteAsync_for_people_has_a_mark_and_labels_and_no_SYLK_start()
    {
        var file = await WriteOneAsync(
            s_writer, ListSection.Of("loans", "Loans", s_columns[..3], []), new OutputOptions { LabelHeaders = true });

        Assert.Equal([0xEF, 0xBB, 0xBF], file.Bytes[..3]);
        Assert.Equal("\"ID\",Payments,\"Unpaid, principal\"\r\n", Encoding.UTF8.GetString(file.Bytes[3..]));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-5.00", "'-5.00")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("\0=1", "\"'\0=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠x", "'＠x")]
    [InlineData("=a,\"b\"", "\"'=a,\"\"b\"\"\"")]
    [InlineData("'=1", "''=1")]
    [InlineData("'tis", "'tis")]
    [InlineData("a=1", "a=1")]
    [InlineData("O'Brien", "O'Brien")]
    [InlineData("x;=1", "\"x;=1\"")]
    [InlineData(" x", "\" x\"")]
    public async Task WriteAsync_text_that_could_be_a_formula_is_defused(string text, string cell)
    {
        var file = await WriteOneAsync(s_writer, ListSection.Of("t", "T", [Column("a", Kind.Text), Column("n", Kind.Number)], [[text, -5.00m]]));

        Assert.Equal($"a,n\r\n{cell},-5.00\r\n", file.Text);
    }

    [Fact]
    public async Task WriteAsync_headings_that_could_be_formulas_are_defused()
    {
        var file = await WriteOneAsync(
            s_writer,
            ListSection.Of("t", "T", [Column("a", Kind.Text, heading: "=cmd|x"), Column("b", Kind.Text)], []),
            new OutputOptions { Bom = false, LabelHeaders = true });

        Assert.Equal("'=cmd|x,B\r\n", file.Text);
    }

    [Fact]
    public async Task WriteAsync_control_records_stand_around_the_table()
    {
        var totals = new TotalRow[]
        {
            new("KWD", 1, [null, 1m, 7.125m, null]),
            new("USD", 2, [null, 2m, 1234.45m, null]),
        };
        var section = ListSection.Of(
            "loans", "Loans", s_columns[..4], [["L-1", 1L, 7.125m, "KWD"], ["L-2", 2L, 1234.45m, "USD"]], totals);
        var header = Header(new OutputOptions { Bom = false, ControlRecords = true }, section) with
        {
            Controls =
            [
                new ControlFigure("loans", "rows", null, 2m),
                new ControlFigure("other", "rows", null, 9m),
                new ControlFigure("loans", "upb", "KWD", 7.125m),
                new ControlFigure("loans", "upb", "USD", 1234.45m),
            ],
        };

        var file = await WriteAsync(s_writer, header, section);

        Assert.Equal(
            "HDR,lending/fee-revenue,loans,1.3f9a2c41,1042,2026-11-14T06:00:00Z,rows=2,upb[KWD]=7.125,upb[USD]=1234.45,period=1–31 Oct 2026\r\n"
            + "loan_id,payments,upb,currency\r\n"
            + "L-1,1,7.125,KWD\r\n"
            + "L-2,2,1234.45,USD\r\n"
            + "TRL,2,payments=3,upb[KWD]=7.125,upb[USD]=1234.45\r\n",
            file.Text);
    }

    [Fact]
    public async Task WriteAsync_several_sections_become_a_zip_with_a_file_each()
    {
        var first = ListSection.Of("buckets", "Buckets", [Column("a", Kind.Integer)], [[1L], [null]]);
        var second = ListSection.Of("trend", "Trend", [Column("b", Kind.Flag)], []);

        var file = await WriteAsync(s_writer, Header(new OutputOptions { Bom = false }, first, second), first, second);

        Assert.Equal([2L, 0L], file.Rows);
        using var zip = new ZipArchive(new MemoryStream(file.Bytes));
        Assert.Equal(["buckets.csv", "trend.csv"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal("a\r\n1\r\n\"\"\r\n", await ReadAsync(zip.Entries[0]));
        Assert.Equal("b\r\n", await ReadAsync(zip.Entries[1]));
        Assert.Equal(new DateTime(2026, 11, 14, 6, 0, 0), zip.Entries[0].LastWriteTime.DateTime);
    }

    [Fact]
    public async Task WriteAsync_cancelled_stops()
    {
        using var stop = new CancellationTokenSource();
        var rows = Enumerable.Range(0, 1000).Select(i =>
        {
            if (i == 10)
            {
                stop.Cancel();
            }

            return new object?[] { (long)i };
        });
        var section = ListSection.Of("t", "T", [Column("a", Kind.Integer)], rows);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => s_writer.WriteAsync(
            Stream.Null,
            Header(new OutputOptions(), section),
            new SectionRows[] { section }.ToAsyncEnumerable(),
            _ => throw new InvalidOperationException("The footer is not asked for."),
            stop.Token));
    }

    private static async Task<string> ReadAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(await entry.OpenAsync(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
