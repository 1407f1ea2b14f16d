using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Runs.Housekeeping;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

public sealed class RunKeepingTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private TestNode _node = null!;
    private RunHistory _history = null!;
    private RunKeeping _keeping = null!;
    private Caller _ann = null!;
    private Caller _bob = null!;
    private Caller _auditor = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new RunSeed(_db, _folder);
        await seed.FillAsync();
        _ann = await seed.PersonAsync("Ann");
        _bob = await seed.PersonAsync("Bob");
        _auditor = TestEngine.Caller(RowScope.All, Permissions.EscrowFinance, Permissions.RunsOwn, Permissions.RunsReadAll) with { PersonId = (await seed.PersonAsync("Audrey")).PersonId };
        _node = seed.Node();
        _history = new RunHistory(_db.Database, Options.Create(new RunOptions()), _node.Store, TestEngine.Catalog);
        _keeping = new RunKeeping(_db.Database, _history, _node.Files);
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_held_run_outlives_its_time_and_nobody_removes_it()
    {
        var run = (await RunSeed.AskAsync(_node, _ann, waits: true)).RunId;
        var held = await _keeping.HoldAsync(_auditor, run, " Claim 2026-17 ", default);
        await _db.ExecuteAsync("update app.report_run set file_expires_at = now() - interval '1 day'");
        await _db.ExecuteAsync("update app.run set finished_at = now() - interval '9 years'");

        Assert.Equal(new Kept(0, 0, 0), await Housekeeping().RunAsync(default));
        Assert.Equal("held", (await _keeping.RemoveAsync(_ann, run, default)).FirstProblem.Code);
        Assert.Equal("Claim 2026-17", held.Value!.HoldReason);
        await (await _node.Runs.OpenAsync(_ann, run, default)).Value!.Content.DisposeAsync();

        Assert.True((await _keeping.ReleaseAsync(_auditor, run, default)).Ok);
        Assert.Equal(1, (await Housekeeping().RunAsync(default)).Expired);
        Assert.Equal(["run.hold", "run.release"], await ActionsAsync(run));
    }

    [Fact]
    public async Task Holding_needs_a_reason_and_the_right_to_see_everybodys_runs()
    {
        var run = (await RunSeed.AskAsync(_node, _ann, waits: true)).RunId;

        Assert.Equal(("reason", ProblemKind.Invalid), Of(await _keeping.HoldAsync(_auditor, run, "  ", default)));
        Assert.Equal((null, ProblemKind.Forbidden), Of(await _keeping.HoldAsync(_ann, run, "Mine", default)));
        Assert.Equal((null, ProblemKind.NotFound), Of(await _keeping.HoldAsync(_bob, run, "Not mine", default)));
        Assert.Equal((null, ProblemKind.Conflict), Of(await _keeping.ReleaseAsync(_auditor, run, default)));
    }

    [Fact]
    public async Task A_removed_run_loses_its_files_at_once_and_keeps_its_record()
    {
        var run = (await RunSeed.AskAsync(_node, _ann, waits: true)).RunId;
        Assert.Equal(2, Directory.GetFiles(_folder).Length);

        Assert.True((await _keeping.RemoveAsync(_ann, run, default)).Ok);

        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Null(await _history.FindAsync(_ann, run, default));
        Assert.Equal(ProblemKind.NotFound, (await _node.Runs.OpenAsync(_ann, run, default)).FirstProblem.Kind);
        Assert.NotNull((await _history.FindAsync(_auditor, run, default))!.RemovedAt);
        Assert.Equal("completed t", await _db.ScalarAsync<string>("select r.status || ' ' || (d.file_sha256 is not null)::text::char from app.run r join app.report_run d on d.run_id = r.id"));
        Assert.Equal(["run.remove"], await ActionsAsync(run));
        Assert.Equal(ProblemKind.NotFound, (await _keeping.RemoveAsync(_ann, run, default)).FirstProblem.Kind);
    }

    [Fact]
    public async Task A_shared_run_stays_for_the_other_who_asked_for_it()
    {
        var run = (await RunSeed.AskAsync(_node, _ann)).RunId;
        await RunSeed.AskAsync(_node, _bob);
        Assert.Equal("still_running", (await _keeping.RemoveAsync(_ann, run, default)).FirstProblem.Code);
        Assert.Null(await _node.WorkAsync());

        Assert.True((await _keeping.RemoveAsync(_ann, run, default)).Ok);
        Assert.Null(await _history.FindAsync(_ann, run, default));
        await (await _node.Runs.OpenAsync(_bob, run, default)).Value!.Content.DisposeAsync();

        Assert.True((await _keeping.RemoveAsync(_bob, run, default)).Ok);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Somebody_elses_run_is_removed_by_those_who_manage_the_system_alone()
    {
        var run = (await RunSeed.AskAsync(_node, _ann, waits: true)).RunId;

        Assert.Equal(ProblemKind.NotFound, (await _keeping.RemoveAsync(_bob, run, default)).FirstProblem.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await _keeping.RemoveAsync(_auditor, run, default)).FirstProblem.Kind);
        var admin = TestEngine.Caller(RowScope.All, Permissions.RunsOwn, Permissions.RunsReadAll, Permissions.SystemManage) with { PersonId = _bob.PersonId };
        Assert.True((await _keeping.RemoveAsync(admin, run, default)).Ok);
    }

    [Fact]
    public async Task The_key_of_a_removed_run_is_free_for_a_new_one()
    {
        async Task<RequestedRun> KeyedAsync() => (await _node.Requests.AskAsync(_ann, RunSeed.Wanted() with { Waits = true, IdempotencyKey = "oct-close" }, default)).Value!;
        var first = await KeyedAsync();
        Assert.Equal((first.RunId, QueuedHow.Repeated), ((await KeyedAsync()).RunId, (await KeyedAsync()).How));
        await _keeping.RemoveAsync(_ann, first.RunId, default);

        var second = await KeyedAsync();
        var again = await KeyedAsync();

        Assert.NotEqual(first.RunId, second.RunId);
        Assert.NotNull(second.File);
        Assert.Equal((second.RunId, QueuedHow.Repeated), (again.RunId, again.How));
        Assert.NotNull(await _history.FindAsync(_ann, second.RunId, default));
    }

    [Fact]
    public async Task The_key_of_a_run_that_another_keeps_is_free_for_who_removed_it()
    {
        var shared = (await _node.Requests.AskAsync(_ann, RunSeed.Wanted() with { IdempotencyKey = "oct-close" }, default)).Value!;
        await RunSeed.AskAsync(_node, _bob);
        Assert.Null(await _node.WorkAsync());
        Assert.True((await _keeping.RemoveAsync(_ann, shared.RunId, default)).Ok);

        var second = (await _node.Requests.AskAsync(_ann, RunSeed.Wanted() with { Waits = true, IdempotencyKey = "oct-close" }, default)).Value!;

        Assert.NotEqual(shared.RunId, second.RunId);
        Assert.NotNull(second.File);
        await (await _node.Runs.OpenAsync(_bob, shared.RunId, default)).Value!.Content.DisposeAsync();
    }

    private static (string? Field, ProblemKind Kind) Of(Outcome<RunLine> outcome) => (outcome.FirstProblem.Field, outcome.FirstProblem.Kind);

    private RunHousekeeping Housekeeping() => new(_db.Database, _node.Files, Options.Create(new RunOptions()));

    private async Task<string[]> ActionsAsync(Guid run) =>
        (await _db.ScalarAsync<string[]>("select array_agg(action order by id) from app.audit_event where run_id = $1 and action like 'run.%' and action not like 'run.file%'", run))!;
}
