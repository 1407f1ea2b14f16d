using System.Globalization;
using System.Text.Json;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Core.Reports.Output.Xlsx;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Output;

/// <summary>Any cell comes back the same through readers that are not ours, under any culture.</summary>
public sealed class RoundTripTests
{
    private static readonly Shown[] s_columns =
    [
        FileRuns.Column("text", Kind.Text),
        FileRuns.Column("integer", Kind.Integer),
        FileRuns.Column("number", Kind.Number),
        FileRuns.Column("date", Kind.Date),
        FileRuns.Column("instant", Kind.Instant),
        FileRuns.Column("flag", Kind.Flag),
    ];

    [Fact]
    public async Task Csv_any_cells_come_back_the_same_and_none_starts_a_formula() => await CheckAsync(
        new CsvReportWriter(),
        (bytes, rows) =>
        {
            using var csv = CsvReader.Create(bytes, new CsvReaderOptions { Separator = ',', SkipEmptyLines = false });
            foreach (var row in rows)
            {
                Assert.True(csv.Read());
                string[] cells = [.. Enumerable.Range(0, s_columns.Length).Select(csv.GetString)];
                Assert.False(cells[0].Length > 0 && "=+-@\t\r\n\0＝＋－＠".Contains(cells[0][0], StringComparison.Ordinal), cells[0]);
                Assert.Equal(row.Text ?? "", Undefused(cells[0]));
                Assert.Equal(row.Integer, long.Parse(cells[1], CultureInfo.InvariantCulture));
                Assert.Equal(row.Number, decimal.Parse(cells[2], CultureInfo.InvariantCulture));
                Assert.Equal(row.Number == 0 ? 0.ToString("F" + row.Number.Scale, CultureInfo.InvariantCulture) : row.Number.ToString(CultureInfo.InvariantCulture), cells[2]);
                Assert.Equal(row.Date, DateOnly.ParseExact(cells[3], "yyyy-MM-dd", CultureInfo.InvariantCulture));
                Assert.Equal(row.Instant, DateTimeOffset.Parse(cells[4], CultureInfo.InvariantCulture));
                Assert.Equal(row.Flag, bool.Parse(cells[5]));
            }

            Assert.False(csv.Read());
        });

    [Fact]
    public async Task Json_any_cells_come_back_the_same() => await CheckAsync(
        new JsonReportWriter(),
        (bytes, rows) =>
        {
            using var document = JsonDocument.Parse(bytes);
            var read = document.RootElement.GetProperty("sections")[0].GetProperty("rows").EnumerateArray().ToList();
            Assert.Equal(rows.Count, read.Count);
            foreach (var (row, cells) in rows.Zip(read))
            {
                Assert.Equal(row.Text, cells.GetProperty("text").GetString());
                Assert.Equal(row.Integer, cells.GetProperty("integer").GetInt64());
                Assert.Equal(row.Number, cells.GetProperty("number").GetDecimal());
                Assert.Equal(row.Date, DateOnly.ParseExact(cells.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture));
                Assert.Equal(row.Instant, cells.GetProperty("instant").GetDateTimeOffset());
                Assert.Equal(row.Flag, cells.GetProperty("flag").GetBoolean());
            }
        });

    [Fact]
    public async Task Xlsx_any_cells_come_back_the_same_and_none_is_a_formula() => await CheckAsync(
        new XlsxReportWriter(),
        (bytes, rows) =>
        {
            var sheet = Workbook.Read(bytes)[0];
            Assert.Equal(rows.Count + 1, sheet.Rows.Count);
            Assert.DoesNotContain("<f", Workbook.Parts(bytes)["xl/worksheets/sheet1.xml"], StringComparison.Ordinal);
            foreach (var (row, cells) in rows.Zip(sheet.Rows.Skip(1)))
            {
                Assert.Equal(row.Text ?? "", cells[0] ?? "");
                Assert.Equal(row.Integer, (long)NumberOf(cells[1]));
                Assert.Equal(row.Number, NumberOf(cells[2]));
                var early = new DateTime(1900, 3, 1);
                var day = row.Date.ToDateTime(TimeOnly.MinValue);
                Assert.Equal(day < early ? row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : day, cells[3]);
                var clock = TimeZoneInfo.ConvertTimeFromUtc(row.Instant.UtcDateTime, TimeZoneInfo.FindSystemTimeZoneById("America/Boise"));
                if (clock >= early)
                {
                    Assert.InRange((DateTime)cells[4]! - clock, TimeSpan.FromMilliseconds(-1), TimeSpan.FromMilliseconds(1));
                }
                else
                {
                    Assert.Equal(row.Instant, DateTimeOffset.Parse((string)cells[4]!, CultureInfo.InvariantCulture));
                }

                Assert.Equal(row.Flag, cells[5]);
            }
        });

    private static async Task CheckAsync(IReportWriter writer, Action<byte[], IReadOnlyList<AnyCells>> check) =>
        await Cultures.ForEachAsync(_ =>
        {
            Prop.ForAll(
                AnyCells.Rows,
                rows =>
                {
                    var section = ListSection.Of("t", "T", s_columns, rows.Select(row => row.Row));
                    var options = new OutputOptions();
                    var file = FileRuns.WriteAsync(writer, FileRuns.Header(options, section), section).GetAwaiter().GetResult();
                    Assert.Equal([rows.Length], file.Rows);
                    check(file.Bytes, rows);
                }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
            return Task.CompletedTask;
        });

    // What a reader of the file does: one apostrophe before a letter that would start a formula, apostrophes between, goes.
    private static string Undefused(string cell)
    {
        var rest = cell.TrimStart('\'');
        return cell.Length > rest.Length && rest.Length > 0 && "=+-@\t\r\n\0＝＋－＠".Contains(rest[0], StringComparison.Ordinal) ? cell[1..] : cell;
    }

    private static decimal NumberOf(object? cell) => cell switch
    {
        double number => (decimal)number,
        string text => decimal.Parse(text, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{cell} is no number."),
    };
}
