using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

public sealed class ReportRequestsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private long _ann;
    private long _bob;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _ann = await PersonAsync("Ann");
        _bob = await PersonAsync("Bob");
        var seed = new EscrowSeed(_db);
        await seed.AgencyAsync("NW");
        await seed.CaseAsync("C1", "NW", "2026-01-10");
        await seed.LedgerAsync("E1 C1 2026-10-05 deposit 100.00");
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_small_file_is_made_while_its_requester_waits()
    {
        var asked = await AskAsync(Node(), _ann, waits: true);

        Assert.Equal(QueuedHow.Claimed, asked.How);
        Assert.NotNull(asked.File);
        Assert.Equal("completed 1", await _db.ScalarAsync<string>("select status || ' ' || attempt from app.run"));
        Assert.Equal("completed", await _db.ScalarAsync<string>("select outcome from app.run_attempt"));
    }

    [Fact]
    public async Task A_large_one_is_queued_for_the_heavy_lane_and_a_worker_makes_the_same_file()
    {
        var inline = await AskAsync(Node(), _ann, waits: true);
        var node = Node(new RunOptions { InlineMaxRows = 0 });

        var asked = await AskAsync(node, _ann, waits: true);
        Assert.Null(asked.File);
        Assert.Equal("pending heavy", await _db.ScalarAsync<string>("select status || ' ' || lane from app.run where id = $1", asked.RunId));
        Assert.Null(await node.WorkAsync(RunLane.Heavy));

        Assert.Equal(await FileOfAsync(inline.RunId), await FileOfAsync(asked.RunId));
    }

    [Fact]
    public async Task A_queued_run_has_the_rights_of_the_day_it_runs()
    {
        var node = Node();
        await AskAsync(node, _ann);
        await AskAsync(node, _bob, period: "2026-09-01..2026-09-30");
        await _db.ExecuteAsync("update app.person set disabled_at = now() where id = $1", _ann);
        await _db.ExecuteAsync("delete from app.role_grant where person_id = $1", _bob);

        Assert.Equal("disabled_person", (await node.WorkAsync())?.Code);
        Assert.Equal("forbidden", (await node.WorkAsync())?.Code);

        Assert.Equal(2, await _db.ScalarAsync<long>("select count(*) from app.run where status = 'failed'"));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Rows_taken_away_since_stop_a_queued_run()
    {
        var node = Node();
        await AskAsync(node, _ann);
        await _db.ExecuteAsync("delete from app.user_scope where person_id = $1", _ann);

        Assert.Equal("forbidden", (await node.WorkAsync())?.Code);
    }

    [Fact]
    public async Task Equal_requests_of_two_people_are_one_run_and_both_download_it()
    {
        var node = Node();
        var ann = await AskAsync(node, _ann);
        var bob = await AskAsync(node, _bob);

        Assert.Equal((ann.RunId, QueuedHow.Joined), (bob.RunId, bob.How));
        Assert.Null(await node.WorkAsync());
        foreach (var person in new[] { _ann, _bob })
        {
            var opened = await node.Runs.OpenAsync(Caller(person), ann.RunId, default);
            await opened.Value!.Content.DisposeAsync();
        }
    }

    [Fact]
    public async Task Requests_that_differ_in_anything_a_file_shows_are_not_joined()
    {
        var node = Node();
        var first = await AskAsync(node, _ann);
        await AskAsync(node, _ann, period: "2026-09-01..2026-09-30");
        await _db.ExecuteAsync("select app.raise_data_version('escrow')");
        var later = await AskAsync(node, _ann);

        Assert.NotEqual(first.RunId, later.RunId);
        Assert.Equal(3, await _db.ScalarAsync<long>("select count(distinct identity_key) from app.run"));
    }

    [Fact]
    public async Task An_idempotency_key_used_for_another_request_is_refused()
    {
        var node = Node();
        var first = await node.Requests.AskAsync(Caller(_ann), Wanted("last-month") with { IdempotencyKey = "k" }, default);
        var again = await node.Requests.AskAsync(Caller(_ann), Wanted("last-month") with { IdempotencyKey = "k" }, default);
        var other = await node.Requests.AskAsync(Caller(_ann), Wanted("2026-09-01..2026-09-30") with { IdempotencyKey = "k" }, default);

        Assert.Equal((first.Value!.RunId, QueuedHow.Repeated), (again.Value!.RunId, again.Value.How));
        Assert.Equal((ProblemKind.Conflict, "key_reused"), (other.FirstProblem.Kind, other.FirstProblem.Code));
    }

    [Fact]
    public async Task A_worker_that_was_thought_dead_publishes_nothing_and_the_next_one_does()
    {
        var slow = Node();
        var asked = await AskAsync(slow, _ann);
        var first = (await slow.ClaimAsync())!;
        await _db.ExecuteAsync("update app.run set lease_until = clock_timestamp() - interval '1 second'");
        var next = Node();
        await next.States.RescueAsync(default);
        Assert.Null(await next.WorkAsync());

        var late = await slow.Executor.RunAsync(first, (progress, ct) => slow.Work.DoAsync(first, progress, ct));

        Assert.Equal("lease_lost", late?.Code);
        Assert.Equal("completed 2 1", await _db.ScalarAsync<string>("select concat_ws(' ', status, lease_epoch, deaths) from app.run"));
        Assert.Equal([$"{asked.RunId:N}.2.csv"], Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Cancelling_a_running_run_reaches_its_query_and_leaves_no_file()
    {
        var node = Node(new RunOptions { Lease = TimeSpan.FromSeconds(2), RenewEvery = TimeSpan.FromMilliseconds(300) });
        var asked = await AskAsync(node, _ann);
        await using var blocker = await _db.Owner.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var locking = new Npgsql.NpgsqlCommand("lock table escrow.case_month in access exclusive mode", blocker))
        {
            await locking.ExecuteNonQueryAsync();
        }

        var working = node.WorkAsync();
        while (await _db.ScalarAsync<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and application_name like 'reporting%'") == 0)
        {
            await Task.Delay(20);
        }

        await node.States.CancelAsync(Caller(_ann), asked.RunId, forAll: false, default);
        Assert.Equal("cancelled", (await working)?.Code);

        Assert.Equal("cancelled", await _db.ScalarAsync<string>("select status from app.run"));
        Assert.Equal(0, await _db.ScalarAsync<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and application_name like 'reporting%'"));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_node_that_stops_hands_its_run_back_without_counting_the_try()
    {
        var node = Node(new RunOptions { StopGrace = TimeSpan.Zero });
        await AskAsync(node, _ann);
        await using var blocker = await _db.Owner.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var locking = new Npgsql.NpgsqlCommand("lock table escrow.case_month in access exclusive mode", blocker))
        {
            await locking.ExecuteNonQueryAsync();
        }

        var working = node.WorkAsync();
        while (await _db.ScalarAsync<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and application_name like 'reporting%'") == 0)
        {
            await Task.Delay(20);
        }

        await node.Node.StopAsync(default);
        Assert.Equal("handed_back", (await working)?.Code);
        await transaction.RollbackAsync();

        Assert.Equal("pending 0", await _db.ScalarAsync<string>("select status || ' ' || attempt from app.run"));
        Assert.Null(await Node().WorkAsync());
        Assert.Equal("handed_back completed", await _db.ScalarAsync<string>("select string_agg(outcome, ' ' order by epoch) from app.run_attempt"));
    }

    private static RunRequest Wanted(string period) =>
        new(new FileRequest(TestEngine.Request("escrow/monthly-balance", ("period", period)), FileFormat.Csv, new OutputOptions()));

    private static Caller Caller(long person) => TestEngine.Caller(RowScope.All, Permissions.EscrowFinance, Permissions.RunsOwn) with { PersonId = person };

    private TestNode Node(RunOptions? options = null) => new(_db, new TestEngine(_db), _folder, options ?? new RunOptions(), new CsvReportWriter());

    private async Task<RequestedRun> AskAsync(TestNode node, long person, bool waits = false, string period = "last-month")
    {
        var asked = await node.Requests.AskAsync(Caller(person), Wanted(period) with { Waits = waits }, default);
        Assert.True(asked.Ok, string.Join(" ", asked.Problems));
        return asked.Value;
    }

    private async Task<string> FileOfAsync(Guid run) =>
        await File.ReadAllTextAsync(Path.Combine(_folder, (await _db.ScalarAsync<string>("select stored_name from app.report_run where run_id = $1", run))!));

    private async Task<long> PersonAsync(string name)
    {
        var id = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = name, Name = name });
        await _db.ExecuteAsync("insert into app.role_grant (role_id, person_id) select r.id, $1 from app.role r join app.role_permission p on p.role_id = r.id where p.permission = 'reports.escrow.finance' limit 1", id);
        await _db.ExecuteAsync("insert into app.user_scope (person_id, unrestricted) values ($1, true)", id);
        return id;
    }
}
