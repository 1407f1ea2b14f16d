using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Kept;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>A page made of the rows kept with a run is the page that is read from the tables: rows, totals, key figures, pictures, order.</summary>
public sealed class EveryKeptPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kept-").FullName;

    public static TheoryData<string> Keys => [.. TestEngine.Catalog.All.Select(report => report.Meta.Key)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_page_of_kept_rows_is_the_page_read_from_the_tables(string key)
    {
        var engine = new TestEngine(await TestDatabase.SharedAsync(Template.Demo), "2025-07-10");
        var request = TestEngine.Request(key);
        var open = await KeepAsync(engine, request);
        foreach (var section in TestEngine.Catalog.Find(key)!.Sections)
        {
            await EqualAsync(engine, request, new PreviewRequest(section.Name, Take: 20), open, TestEngine.Lines);
            await EqualAsync(engine, request, new PreviewRequest(section.Name, Skip: 7, Take: 5), open, TestEngine.Lines);

            // Rows that are equal by the column may stand in another order.
            var shown = (await engine.Runner.PreviewAsync(TestEngine.Everyone, request, new PreviewRequest(section.Name, Take: 1), default)).Value!.Section.Shown;
            var sort = new SortBy(shown.Last(column => column.Column.Kind is Kind.Number or Kind.Integer or Kind.Date or Kind.Instant).Column.Name, Descending: true);
            await EqualAsync(engine, request, new PreviewRequest(section.Name, sort, Skip: 3, Take: 50), open, preview => SortedBy(preview, sort));
        }
    }

    private static async Task EqualAsync(TestEngine engine, ReportRequest request, PreviewRequest page, Func<KeptRowsReader> open, Func<ReportPreview, IReadOnlyList<string>> lines)
    {
        var read = (await engine.Runner.PreviewAsync(TestEngine.Everyone, request, page, default)).Value;
        var kept = (await engine.Runner.PreviewKeptAsync(TestEngine.Everyone, request, page, open, default)).Value;

        Assert.NotNull(read);
        Assert.NotNull(kept);
        Assert.Equal(lines(read), lines(kept));
        Assert.Equal(read.AllRows, kept.AllRows);
        Assert.Equal(read.Totals.Select(Words), kept.Totals.Select(Words));
        Assert.Equal(read.KeyFigures.Select(Words), kept.KeyFigures.Select(Words));
        Assert.Equal(read.Charts.Select(chart => (chart.Title, chart.Currency)), kept.Charts.Select(chart => (chart.Title, chart.Currency)));
        Assert.Equal(page.Sort is null ? read.Rows.Sum(row => row.Drills.Count) : 0, page.Sort is null ? kept.Rows.Sum(row => row.Drills.Count) : 0);
    }

    private static IReadOnlyList<string> SortedBy(ReportPreview preview, SortBy sort)
    {
        var at = preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == sort.Column);
        return [.. preview.Rows.Select(row => FormattableString.Invariant($"{row.Cells[at]}"))];
    }

    private static string Words(Core.Reports.Output.TotalRow total) =>
        $"{total.Currency} {total.Rows} {string.Join(' ', total.Values.Select(value => value is { } number ? FormattableString.Invariant($"{number:0.############}") : "·"))}";

    private static string Words(KeyFigureRead figure) =>
        $"{figure.Label} {figure.Says} {string.Join(' ', figure.Values.Select(value => FormattableString.Invariant($"{value.Currency} {value.Value:0.####}")))}";

    private async Task<Func<KeptRowsReader>> KeepAsync(TestEngine engine, ReportRequest request)
    {
        var files = new RunFiles(_folder);
        var prepared = await engine.Runner.PrepareAsync(TestEngine.Everyone, request, default);
        await using var writer = new KeptRowsWriter(files.Create(Guid.NewGuid(), 1, "rows"), 200_000);
        var target = new WriteTarget(Guid.NewGuid(), 7, new CsvReportWriter(), new Core.Reports.Output.OutputOptions(), Stream.Null) { Kept = writer };
        var written = await engine.Runner.WriteAsync(prepared.Value!, target, default);
        var name = await writer.CompleteAsync(written.Value!.Footer, default);
        return () => new KeptRowsReader(files.OpenRead(name!)!);
    }
}
