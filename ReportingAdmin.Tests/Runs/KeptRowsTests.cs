using System.Collections.Frozen;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Kept;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

public sealed class KeptRowsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private RunSeed _seed = null!;
    private Caller _ann = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _seed = new RunSeed(_db, _folder);
        await _seed.FillAsync();
        _ann = await _seed.PersonAsync("Ann");
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_further_format_is_made_without_the_source_tables_and_equals_one_made_from_them()
    {
        var node = Node();
        var direct = await AskAsync(node, FileFormat.Csv);
        var json = await AskAsync(node, FileFormat.Json);
        await _db.ExecuteAsync("update escrow.ledger_entry set amount = 999 where entry_number = 'E1'");
        await using var locked = await _seed.ParkAsync();

        var made = await node.Kept.AskAsync(_ann, json.RunId, FileFormat.Csv, default);

        Assert.Equal(await TextAsync(node, direct.RunId), await TextAsync(node, made.Value!.RunId));
        Assert.NotEqual(json.RunId, made.Value.RunId);
        Assert.Equal("completed t t t", await _db.ScalarAsync<string>(
            """
            select concat_ws(' ', r.status, d.kept_from_run_id = $2, r.parent_run_id = $2, d.snapshot_at = s.snapshot_at and d.totals = s.totals and d.tie_outs = s.tie_outs and d.row_counts = s.row_counts)
            from app.run r join app.report_run d on d.run_id = r.id join app.report_run s on s.run_id = $2 where r.id = $1
            """,
            made.Value.RunId,
            json.RunId));
    }

    [Fact]
    public async Task A_format_of_a_format_is_made_from_the_first_runs_rows()
    {
        var node = Node();
        var first = await AskAsync(node, FileFormat.Csv);
        var second = await node.Kept.AskAsync(_ann, first.RunId, FileFormat.Json, default);

        var third = await node.Kept.AskAsync(_ann, second.Value!.RunId, FileFormat.Csv, default);

        Assert.Equal(first.RunId, await _db.ScalarAsync<Guid>("select kept_from_run_id from app.report_run where run_id = $1", third.Value!.RunId));
        Assert.Equal(await TextAsync(node, first.RunId), await TextAsync(node, third.Value.RunId));
    }

    [Fact]
    public async Task Where_no_rows_are_kept_the_report_must_be_run_again()
    {
        var node = Node(new RunOptions { KeepRows = 0 });
        var run = await AskAsync(node, FileFormat.Csv);

        Assert.Equal("rows_not_kept", (await node.Kept.AskAsync(_ann, run.RunId, FileFormat.Json, default)).FirstProblem.Code);
        Assert.Empty(Directory.GetFiles(_folder, "*.rows"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public async Task Cells_of_every_kind_are_kept_as_they_are_and_one_row_too_many_keeps_none(long most)
    {
        Shown[] columns =
        [
            FileRuns.Column("text", Kind.Text), FileRuns.Column("count", Kind.Integer), FileRuns.Column("amount", Kind.Number),
            FileRuns.Column("day", Kind.Date), FileRuns.Column("at", Kind.Instant), FileRuns.Column("flag", Kind.Flag), FileRuns.Column("ssn", Kind.Integer, masked: true),
        ];
        object?[][] rows =
        [
            ["Ünï 🙂\n", long.MinValue, -79228162514264337593543950335m, new DateOnly(1, 1, 1), FileRuns.Snapshot, true, "x"],
            [null, null, null, null, null, null, null],
        ];
        var section = ListSection.Of("rows", "Rows", columns, rows, [new TotalRow("USD", 2, [null, null, 1.50m, null, null, null, null])]);
        var files = new RunFiles(_folder);
        await using var writer = new KeptRowsWriter(files.Create(Guid.NewGuid(), 1, "rows"), most);
        writer.Begin(FileRuns.Header(new OutputOptions(), section));
        writer.Begin(section.Section);
        var passing = new KeepingCursor(section.Cursor, writer);
        while (await passing.ReadAsync(default))
        {
            // The writer of the file reads here.
        }

        writer.End(section.Totals);
        var name = await writer.CompleteAsync(new RunFooter([2], [section.Totals], []), default);

        Assert.Equal(most == 2, name is not null);
        if (name is null)
        {
            return;
        }

        using var reader = new KeptRowsReader(files.OpenRead(name)!);
        var read = reader.Rows(columns);
        Assert.True(await read.ReadAsync(default));
        Assert.Equal(rows[0][..6], [read.Text(0), read.Integer(1), read.Number(2), read.Date(3), read.Instant(4), read.Flag(5)]);
        Assert.Equal("x", read.Text(6)); // a masked column is text, whatever it was declared as
        Assert.True(await read.ReadAsync(default));
        Assert.All(Enumerable.Range(0, 6), i => Assert.True(read.IsNull(i)));
        Assert.False(await read.ReadAsync(default));
        Assert.Equal(1.50m, Assert.Single(reader.Totals()).Values[2]);
        Assert.Equal([2], reader.Footer().Rows);
    }

    [Fact]
    public async Task Rows_of_another_version_of_the_report_are_not_read()
    {
        var node = Node();
        var run = await AskAsync(node, FileFormat.Csv);
        await _db.ExecuteAsync("update app.report_run set report_version = '1.older'");

        Assert.Equal("rows_not_kept", (await node.Kept.AskAsync(_ann, run.RunId, FileFormat.Json, default)).FirstProblem.Code);
    }

    [Fact]
    public async Task A_further_format_needs_what_a_download_needs()
    {
        var node = Node();
        var run = await AskAsync(node, FileFormat.Csv);
        var bob = await _seed.PersonAsync("Bob");

        Assert.Equal(ProblemKind.NotFound, (await node.Kept.AskAsync(bob, run.RunId, FileFormat.Json, default)).FirstProblem.Kind);
        var without = _ann with { Permissions = new[] { Permissions.RunsOwn }.ToFrozenSet(StringComparer.Ordinal) };
        Assert.Equal(ProblemKind.Forbidden, (await node.Kept.AskAsync(without, run.RunId, FileFormat.Json, default)).FirstProblem.Kind);
    }

    [Fact]
    public async Task A_worker_makes_it_when_the_node_that_was_asked_has_no_place()
    {
        var node = Node(new RunOptions { Workers = 0 });
        var run = await AskAsync(node, FileFormat.Csv);
        while (node.Node.TryEnterInline())
        {
            // Every place is taken.
        }

        var asked = await node.Kept.AskAsync(_ann, run.RunId, FileFormat.Json, default);
        Assert.Null(asked.Value!.File);
        Assert.Null(await node.WorkAsync());

        Assert.Equal("completed", await _db.ScalarAsync<string>("select status from app.run where id = $1", asked.Value.RunId));
    }

    private TestNode Node(RunOptions? options = null) =>
        new(_db, new TestEngine(_db), _folder, options ?? new RunOptions(), new CsvReportWriter(), new JsonReportWriter());

    private async Task<RequestedRun> AskAsync(TestNode node, FileFormat format, string period = "2026-09-01..2026-10-31")
    {
        var wanted = RunSeed.Wanted(period);
        var asked = await node.Requests.AskAsync(_ann, wanted with { Waits = true, File = wanted.File with { Format = format } }, default);
        Assert.NotNull(asked.Value?.File);
        return asked.Value;
    }

    private async Task<string> TextAsync(TestNode node, Guid run)
    {
        var opened = await node.Runs.OpenAsync(_ann, run, default);
        await using var content = opened.Value!.Content;
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync();
    }
}
