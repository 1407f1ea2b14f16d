using System.Collections.Frozen;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Core.Runs;
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
    public async Task A_run_of_more_rows_than_are_kept_says_that_it_must_be_run_again()
    {
        var node = Node(new RunOptions { KeepRows = 2 });
        var wide = await AskAsync(node, FileFormat.Csv, "2026-08-01..2026-10-31"); // three months of one currency
        var narrow = await AskAsync(node, FileFormat.Csv, "2026-09-01..2026-10-31");

        Assert.Equal("rows_not_kept", (await node.Kept.AskAsync(_ann, wide.RunId, FileFormat.Json, default)).FirstProblem.Code);
        Assert.True((await node.Kept.AskAsync(_ann, narrow.RunId, FileFormat.Json, default)).Ok);
        Assert.Single(Directory.GetFiles(_folder, "*.rows"));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "spool")));
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
