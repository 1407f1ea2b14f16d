using System.Text.Json;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Tests.Testing;
using static ReportingAdmin.Tests.Testing.FileRuns;

namespace ReportingAdmin.Tests.Reports.Output;

public sealed class JsonReportWriterTests
{
    private static readonly JsonReportWriter s_writer = new();

    private static readonly Shown[] s_columns =
    [
        Column("loan_id", Kind.Text),
        Column("payments", Kind.Integer, total: Total.Sum),
        Column("upb", Kind.Number, Format.Money, Total.Sum, currency: "currency"),
        Column("currency", Kind.Text),
        Column("due_on", Kind.Date),
        Column("posted_at", Kind.Instant),
        Column("active", Kind.Flag),
        Column("borrower", Kind.Text, masked: true),
    ];

    [Fact]
    public async Task WriteAsync_rows_of_each_kind_give_these_bytes()
    {
        await Cultures.ForEachAsync(async _ =>
        {
            var file = await WriteOneAsync(
                s_writer,
                ListSection.Of(
                    "loans",
                    "Loans",
                    s_columns,
                    [
                        ["a\"b\\c\u0001\n–é😀", 9007199254740993L, 79228162514264337593543950335m, "USD", new DateOnly(2026, 10, 31), Snapshot, true, "Jane"],
                        [null, null, null, null, null, null, null, null],
                        ["", -1L, 0.0000000000000000000000000001m, "", new DateOnly(1, 1, 1), Snapshot, false, ""],
                    ]));

            Assert.Contains(
                "\"rows\":[\n"
                + "{\"loan_id\":\"a\\\"b\\\\c\\u0001\\n–é😀\",\"payments\":9007199254740993,\"upb\":79228162514264337593543950335,"
                + "\"currency\":\"USD\",\"due_on\":\"2026-10-31\",\"posted_at\":\"2026-11-14T06:00:00Z\",\"active\":true,\"borrower\":\"•••\"},\n"
                + "{\"loan_id\":null,\"payments\":null,\"upb\":null,\"currency\":null,\"due_on\":null,\"posted_at\":null,\"active\":null,\"borrower\":\"•••\"},\n"
                + "{\"loan_id\":\"\",\"payments\":-1,\"upb\":0.0000000000000000000000000001,\"currency\":\"\",\"due_on\":\"0001-01-01\","
                + "\"posted_at\":\"2026-11-14T06:00:00Z\",\"active\":false,\"borrower\":\"•••\"}],\"rowCount\":3,",
                file.Text,
                StringComparison.Ordinal);
            Assert.Equal([3L], file.Rows);
        });
    }

    [Fact]
    public async Task WriteAsync_document_has_header_sections_totals_and_tie_outs()
    {
        var loans = ListSection.Of(
            "loans",
            "Loans",
            s_columns,
            [["L-1", 1L, 7.10m, "USD", null, null, null, null]],
            [new TotalRow("USD", 1, [null, 1m, 7.10m, null, null, null, null, null])]);
        var none = ListSection.Of("none", "None", [Column("a", Kind.Integer)], []);
        var sides = new TieOutDifference("USD", "", [new("Aging", 7.10m), new("GL", 7.00m)], 0.10m);
        var tieOut = new TieOutResult("AgingUpb", "Σ aging UPB = GL", TieOutState.Red, null, [sides], [sides with { Place = "P1" }]);

        var file = await WriteAsync(s_writer, Header(new OutputOptions(), loans, none), [tieOut], [loans, none]);

        using var document = JsonDocument.Parse(file.Bytes);
        var root = document.RootElement;
        Assert.Equal("lending/fee-revenue", root.GetProperty("report").GetString());
        Assert.Equal("1.3f9a2c41", root.GetProperty("version").GetString());
        Assert.Equal("2026-11-14T06:00:00Z", root.GetProperty("snapshot").GetString());
        Assert.Equal("last-month", root.GetProperty("parameters").GetProperty("period").GetProperty("given").GetString());
        var sections = root.GetProperty("sections");
        Assert.Equal(["loans", "none"], sections.EnumerateArray().Select(section => section.GetProperty("name").GetString()));
        Assert.Equal("number", sections[0].GetProperty("columns")[2].GetProperty("kind").GetString());
        Assert.Equal("text", sections[0].GetProperty("columns")[7].GetProperty("kind").GetString());
        Assert.Equal("7.10", sections[0].GetProperty("totals")[0].GetProperty("values").GetProperty("upb").GetRawText());
        Assert.Equal(0, sections[1].GetProperty("rows").GetArrayLength());
        var result = root.GetProperty("tieOuts")[0];
        Assert.Equal("red", result.GetProperty("state").GetString());
        Assert.Equal("P1", result.GetProperty("differences")[0].GetProperty("place").GetString());
        Assert.Equal("7.00", result.GetProperty("sides")[0].GetProperty("sides")[1].GetProperty("amount").GetRawText());
        Assert.Equal([1L, 0L], file.Rows);
    }
}
