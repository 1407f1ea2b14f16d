using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Reports.Output.Xlsx;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>
/// Every report in every form, read back by readers that are not ours: the same rows, the same figures, the same totals as the
/// page's, whose totals the database computed and not the stream.
/// </summary>
public sealed class EveryFileTests(SectionsAsJson written) : IClassFixture<SectionsAsJson>
{
    private const double FifteenDigits = 1e-14;

    public static TheoryData<string, string> Sections
    {
        get
        {
            var sections = new TheoryData<string, string>();
            foreach (var report in TestEngine.Catalog.All)
            {
                foreach (var section in report.Sections)
                {
                    sections.Add(report.Meta.Key, section.Name);
                }
            }

            return sections;
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task Json_has_the_rows_and_totals_of_the_page(string key, string section)
    {
        var engine = await EveryReportTests.EngineAsync();
        var preview = await engine.PreviewAsync(key, section);

        var json = await written.JsonAsync(key, section);

        Assert.Equal(preview.AllRows, json.GetProperty("rows").GetArrayLength());
        var keys = json.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("key").GetString()!).ToList();
        Assert.Equal(preview.Section.Shown.Select(shown => shown.Column.Name), keys);
        foreach (var (row, read) in preview.Rows.Zip(json.GetProperty("rows").EnumerateArray()))
        {
            Assert.Equal(row.Cells.Select(Plain), Cells(read, keys).Select(cell => cell ?? ""));
        }

        Assert.Equal(
            preview.Totals.SelectMany(total => total.Values).Select(value => (decimal?)value).Where(value => value is not null).Select(value => value!.Value),
            json.GetProperty("totals").EnumerateArray().SelectMany(total => Totals(total, keys)));
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task Csv_has_the_cells_of_the_json(string key, string section)
    {
        var engine = await EveryReportTests.EngineAsync();
        var json = await written.JsonAsync(key, section);
        var (bytes, _) = await engine.WriteAsync(TestEngine.Everyone, SectionsAsJson.Request(key, section), new CsvReportWriter());

        using var csv = CsvReader.Create(bytes, new CsvReaderOptions { Separator = ',', SkipEmptyLines = false });
        var keys = json.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("key").GetString()!).ToList();
        Assert.Equal(string.Join(',', keys), Encoding.UTF8.GetString(bytes[Encoding.UTF8.Preamble.Length..]).Split("\r\n", 2)[0]);
        foreach (var row in json.GetProperty("rows").EnumerateArray())
        {
            Assert.True(csv.Read());
            Assert.Equal(Cells(row, keys).Select(cell => cell ?? ""), Record(csv, keys.Count).Select(cell => cell.StartsWith('\'') ? cell[1..] : cell));
        }

        Assert.False(csv.Read());
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task A_workbook_has_the_figures_of_the_json(string key, string section)
    {
        var engine = await EveryReportTests.EngineAsync();
        var json = await written.JsonAsync(key, section);
        var (bytes, _) = await engine.WriteAsync(TestEngine.Everyone, SectionsAsJson.Request(key, section), new XlsxReportWriter());

        var sheets = Workbook.Read(bytes);
        Assert.Equal("About", sheets[^1].Name);
        var rows = json.GetProperty("rows").EnumerateArray().ToList();
        var keys = json.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("key").GetString()!).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            var expected = Cells(rows[i], keys).ToList();
            for (var c = 0; c < keys.Count; c++)
            {
                AssertSame(expected[c], sheets[0].Rows[i + 1][c], rows[i].GetProperty(keys[c]).ValueKind, $"row {i + 1}, {keys[c]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task Without_the_right_to_personal_data_no_form_shows_any(string key, string section)
    {
        var engine = await EveryReportTests.EngineAsync();
        var masked = TestEngine.Caller(RowScope.All, [.. Permissions.All.Where(permission => permission != Permissions.PiiRead)]);
        var personal = TestEngine.Catalog.Find(key)!.Sections.First(one => one.Name == section).Columns.Where(column => column.Spec.Personal).Select(column => column.Name).ToList();

        var json = await SectionsAsJson.ReadAsync(engine, key, section, masked);

        foreach (var row in json.GetProperty("rows").EnumerateArray())
        {
            Assert.All(personal.Where(name => row.TryGetProperty(name, out _)), name => Assert.Equal("•••", row.GetProperty(name).GetString()));
        }

        foreach (var name in personal)
        {
            var sorted = await engine.Runner.PreviewAsync(
                masked, TestEngine.Request(key), new PreviewRequest(section, new Core.Reports.Engine.Sql.SortBy(name, false)), default);
            Assert.Equal("unknown_column", sorted.FirstProblem.Code);
        }
    }

    private static IEnumerable<string> Record(CsvReader csv, int count) => [.. Enumerable.Range(0, count).Select(csv.GetString)];

    private static IEnumerable<string?> Cells(JsonElement row, IEnumerable<string> keys) =>
        keys.Select(key => row.GetProperty(key)).Select(cell => cell.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => cell.GetString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => cell.GetRawText(),
        });

    private static IEnumerable<decimal> Totals(JsonElement total, IEnumerable<string> keys)
    {
        var values = total.GetProperty("values");
        return keys.Where(key => values.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number)
            .Select(key => values.GetProperty(key).GetDecimal());
    }

    private static string Plain(object? cell) => cell switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)cell,
    };

    private static void AssertSame(string? expected, object? actual, JsonValueKind kind, string place)
    {
        var same = (expected, actual) switch
        {
            (null, _) => actual is null,
            (_, double number) when kind == JsonValueKind.Number => Close(double.Parse(expected, CultureInfo.InvariantCulture), number),
            (_, DateTime day) => expected.StartsWith(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal) || expected.EndsWith('Z'),
            (_, bool flag) => expected == (flag ? "true" : "false"),
            _ => expected == Convert.ToString(actual, CultureInfo.InvariantCulture),
        };
        Assert.True(same, $"{place}: {expected} is {actual} in the workbook");
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= FifteenDigits * Math.Abs(expected);
}
