using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Syncs.Importing;
using ReportingAdmin.Core.Syncs.Importing.Tables;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Syncs.Importing;

public sealed class ImportRunsTests : IAsyncLifetime
{
    private const string Agencies = "code,name\nNW,North West\nSE,South East\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("imports-").FullName;
    private TestDatabase _db = null!;
    private TestNode _node = null!;
    private ImportRuns _imports = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _node = new RunSeed(_db, _folder).Node();
        _imports = new ImportRuns(_node.States, _node.Files);
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_queued_load_is_loaded_by_a_worker_under_its_own_run()
    {
        var queued = await QueueAsync(Agencies);

        Assert.Null(await WorkAsync());

        Assert.Equal("completed import 2 2 0", await _db.ScalarAsync<string>(
            "select concat_ws(' ', r.status, r.kind, d.rows_read, d.rows_inserted, d.rows_rejected) from app.run r join app.data_sync_run d on d.run_id = r.id where r.id = $1", queued));
        Assert.Equal(2, await _db.ScalarAsync<long>("select count(*) from escrow.agency where sync_run_id = $1", queued));
        Assert.Equal(1, await _db.ScalarAsync<long>("select count(*) from app.run"));
    }

    [Fact]
    public async Task A_worker_that_lost_its_run_loads_nothing()
    {
        await QueueAsync(Agencies);
        var run = (await _node.ClaimAsync(RunLane.Heavy))!;
        await _db.ExecuteAsync("update app.run set lease_until = clock_timestamp() - interval '1 second'");
        await _node.States.RescueAsync(default);

        var late = await _node.Executor.RunAsync(run, (progress, ct) => Work().DoAsync(run, progress, ct));

        Assert.Equal("lease_lost", late?.Code);
        Assert.Equal(0, await _db.ScalarAsync<long>("select count(*) from escrow.agency"));
        Assert.Null(await WorkAsync());
        Assert.Equal(2, await _db.ScalarAsync<long>("select count(*) from escrow.agency"));
    }

    [Fact]
    public async Task Bad_rows_fail_the_run_and_stay_in_a_file_beside_it()
    {
        var queued = await QueueAsync("code,name\nNW,\nNW,North\nNW,West\n");

        await WorkAsync();

        Assert.Equal("failed bad_rows", await _db.ScalarAsync<string>("select status || ' ' || error_code from app.run where id = $1", queued));
        var rejects = await _db.ScalarAsync<string>("select reject_name from app.data_sync_run");
        Assert.True(new FileInfo(Path.Combine(_folder, rejects!)).Length > 0);
        Assert.Equal(0, await _db.ScalarAsync<long>("select count(*) from escrow.agency"));
    }

    [Fact]
    public async Task A_file_that_is_lost_is_named_as_it_was_given_and_not_by_its_place()
    {
        var queued = await QueueAsync(Agencies);
        File.Delete(Assert.Single(Directory.GetFiles(_folder)));

        await WorkAsync();

        Assert.Equal("failed no_file There is no file agency.csv.", await _db.ScalarAsync<string>(
            "select concat_ws(' ', status, error_code, error_message) from app.run where id = $1", queued));
    }

    [Fact]
    public async Task The_same_key_with_the_same_file_is_the_same_load_also_once_it_has_ended()
    {
        // A journal's sheet carries its entries: the record of the load has a table more than was asked for.
        const string Journal = "entry_number,posted_on,line,account_code,debit,credit,currency\nJ1,2026-01-10,1,NONE,100,0,USD\n";
        foreach (var (table, text) in new[] { ("escrow.agency", Agencies), ("lending.journal_line", Journal), ("escrow.agency", "") })
        {
            var upload = Upload(text, table) with { IdempotencyKey = table + text.Length };
            var first = (await _imports.EnqueueAsync(TestEngine.Everyone, upload, default)).Value!;
            var waiting = await _imports.EnqueueAsync(TestEngine.Everyone, Upload(text, table) with { IdempotencyKey = upload.IdempotencyKey }, default);
            await WorkAsync();
            var ended = await _imports.EnqueueAsync(TestEngine.Everyone, Upload(text, table) with { IdempotencyKey = upload.IdempotencyKey }, default);

            Assert.Equal((first.Id, QueuedHow.Repeated), (waiting.Value?.Id, waiting.Value?.How));
            Assert.Equal((first.Id, QueuedHow.Repeated), (ended.Value?.Id, ended.Value?.How));
        }

        Assert.Equal(1, await _db.ScalarAsync<long>("select count(*) from app.data_sync_run where target_tables = '{lending.journal_entry,lending.journal_line}'"));
        Assert.Equal(3, Directory.GetFiles(_folder, "*.upload").Length);
        Assert.Equal(3, await _db.ScalarAsync<long>("select count(*) from app.run"));
    }

    [Fact]
    public async Task A_key_that_was_used_for_something_else_is_refused_and_nothing_of_the_file_stays()
    {
        await _imports.EnqueueAsync(TestEngine.Everyone, Upload(Agencies) with { IdempotencyKey = "nightly" }, default);
        await _node.States.EnqueueAsync(
            new NewRun(TestEngine.Everyone, RunKind.Custom, RunLane.Interactive) { IdempotencyKey = "report", WriteDetailAsync = (_, _, _) => Task.CompletedTask }, default);

        foreach (var other in new[]
        {
            Upload(Agencies + "NE,North East\n") with { IdempotencyKey = "nightly" },
            Upload(Agencies, "escrow.vendor") with { IdempotencyKey = "nightly" },
            Upload(Agencies) with { IdempotencyKey = "nightly", DryRun = true },
            Upload(Agencies) with { IdempotencyKey = "nightly", SkipBadRows = true },
            Upload(Agencies) with { IdempotencyKey = "report" },
        })
        {
            var refused = await _imports.EnqueueAsync(TestEngine.Everyone, other, default);
            Assert.Equal((ProblemKind.Conflict, "key_reused"), (refused.FirstProblem.Kind, refused.FirstProblem.Code));
        }

        Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
        Assert.Equal(2, await _db.ScalarAsync<long>("select count(*) from app.run"));
        Assert.Null(await WorkAsync());
        Assert.Equal(2, await _db.ScalarAsync<long>("select count(*) from escrow.agency"));
    }

    [Fact]
    public async Task Whoever_may_not_load_queues_nothing()
    {
        var refused = await _imports.EnqueueAsync(TestEngine.Caller(RowScope.All, Permissions.RunsOwn), Upload(Agencies), default);

        Assert.Equal(ProblemKind.Forbidden, refused.FirstProblem.Kind);
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    private static UploadedFile Upload(string text, string table = "escrow.agency") =>
        new(new MemoryStream(Encoding.UTF8.GetBytes(text)), "agency.csv", DocumentedFile.Of(ImportTables.Find(table)!));

    private ImportWork Work() =>
        new(_db.Database, new CallerLoader(_db.Database), _node.Files, new Importer(_db.Database, new AuditLog(_db.Database), TimeProvider.System, NullLogger<Importer>.Instance));

    private async Task<Guid> QueueAsync(string text)
    {
        var queued = await _imports.EnqueueAsync(TestEngine.Everyone, Upload(text), default);
        Assert.True(queued.Ok, string.Join(" ", queued.Problems));
        return queued.Value.Id;
    }

    private async Task<Problem?> WorkAsync()
    {
        var run = (await _node.ClaimAsync(RunLane.Heavy))!;
        return await _node.Executor.RunAsync(run, (progress, ct) => Work().DoAsync(run, progress, ct));
    }
}
