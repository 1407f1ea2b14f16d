using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs.Queue;

public sealed class RunRescueTests : IAsyncLifetime
{
    private TestDatabase _db = null!;
    private RunStates _states = null!;
    private long _ann;
    private long _bob;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _states = new RunStates(_db.Database, Options.Create(new RunOptions { PerUserOpen = 3, Lease = TimeSpan.FromSeconds(5) }), new RunSignal());
        _ann = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = "ann", Name = "Ann" });
        _bob = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = "bob", Name = "Bob" });
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task An_orphan_waits_again_with_a_death_and_the_late_worker_publishes_nothing()
    {
        var run = await ClaimedAsync();
        await LoseAsync(run);

        Assert.Equal(1, await _states.RescueAsync(default));

        Assert.Equal("pending 1 1", await LineAsync(run.Lease.Id, "concat_ws(' ', status, deaths, attempt)"));
        Assert.False(await _states.FailAsync(run.Lease, cancelled: false, RunCause.Cancelled, default));
        Assert.Equal("died", await _db.ScalarAsync<string>("select outcome from app.run_attempt"));
        Assert.Equal(0, await _states.RescueAsync(default));
    }

    [Fact]
    public async Task A_live_lease_is_left_alone()
    {
        var run = await ClaimedAsync();

        Assert.Equal(0, await _states.RescueAsync(default));
        Assert.Equal("generating", await LineAsync(run.Lease.Id, "status"));
    }

    [Fact]
    public async Task The_second_death_puts_a_run_into_quarantine_with_a_word_in_the_trail()
    {
        var run = await ClaimedAsync();
        await LoseAsync(run);
        await _states.RescueAsync(default);
        await LoseAsync((await ClaimAsync())!);

        await _states.RescueAsync(default);

        Assert.Equal("quarantined crashed_twice t", await LineAsync(run.Lease.Id, "concat_ws(' ', status, error_code, finished_at is not null)"));
        Assert.Equal("run.quarantined", await _db.ScalarAsync<string>("select action from app.audit_event"));
        Assert.Null(await ClaimAsync());
    }

    [Fact]
    public async Task An_orphan_of_its_last_try_has_failed_and_one_to_be_stopped_is_cancelled()
    {
        var last = await ClaimedAsync();
        await LoseAsync(last);
        await _db.ExecuteAsync("update app.run set attempt = 5 where id = $1", last.Lease.Id);
        var stopped = await ClaimedAsync();
        await _states.CancelAsync(Caller(_ann), stopped.Lease.Id, forAll: false, default);
        await LoseAsync(stopped);

        Assert.Equal(2, await _states.RescueAsync(default));

        Assert.Equal("failed node_lost", await LineAsync(last.Lease.Id, "concat_ws(' ', status, error_code)"));
        Assert.Equal("cancelled", await LineAsync(stopped.Lease.Id, "status"));
    }

    [Fact]
    public async Task Ten_thousand_orphans_do_not_hide_the_last_one()
    {
        await _db.ExecuteAsync(
            """
            insert into app.run (kind, status, lease_owner, lease_until, lease_epoch, attempt, deaths, started_at)
            select 'custom', 'generating', 'gone', clock_timestamp() - interval '1 hour' + n * interval '1 millisecond', 1, 5, 0, now() from generate_series(1, 10000) n
            """);
        var run = await ClaimedAsync();
        await LoseAsync(run);

        Assert.Equal(10_001, await _states.RescueAsync(default));

        Assert.Equal("pending", await LineAsync(run.Lease.Id, "status"));
    }

    [Fact]
    public async Task A_waiting_run_is_cancelled_at_once_and_a_running_one_is_asked_to_stop()
    {
        var running = await ClaimedAsync();
        var waiting = await QueueAsync(_ann);

        Assert.True(await _states.CancelAsync(Caller(_ann), waiting.Id, forAll: false, default));
        Assert.True(await _states.CancelAsync(Caller(_ann), running.Lease.Id, forAll: false, default));

        Assert.Equal("cancelled", await LineAsync(waiting.Id, "status"));
        Assert.Equal("generating", await LineAsync(running.Lease.Id, "status"));
        Assert.True(await _states.IsCancelRequestedAsync(running.Lease.Id, default));
        Assert.True(await _states.FailAsync(running.Lease, cancelled: true, RunCause.Cancelled, default));
        Assert.False(await _states.CancelAsync(Caller(_ann), running.Lease.Id, forAll: false, default));
    }

    [Fact]
    public async Task What_was_asked_to_stop_is_not_published_any_more()
    {
        var run = await ClaimedAsync();
        await _states.CancelAsync(Caller(_ann), run.Lease.Id, forAll: false, default);

        await using var connection = await _db.Database.App.OpenConnectionAsync();
        Assert.False(await RunStates.CompleteAsync(connection, run.Lease, default));
        Assert.Equal("generating", await LineAsync(run.Lease.Id, "status"));
    }

    [Fact]
    public async Task Cancel_and_finish_at_once_end_in_exactly_one_of_the_two()
    {
        for (var i = 0; i < 50; i++)
        {
            var run = await ClaimedAsync();
            async Task<bool> CompleteAsync()
            {
                await using var connection = await _db.Database.App.OpenConnectionAsync();
                return await RunStates.CompleteAsync(connection, run.Lease, default);
            }

            var completing = CompleteAsync();
            var cancelling = _states.CancelAsync(Caller(_ann), run.Lease.Id, forAll: false, default);
            await Task.WhenAll(completing, cancelling);

            Assert.NotEqual(await completing, await cancelling);
            Assert.Equal(await completing ? "completed" : "generating", await LineAsync(run.Lease.Id, "status"));
            await _states.FailAsync(run.Lease, cancelled: true, RunCause.Cancelled, default);
        }
    }

    [Fact]
    public async Task An_identical_request_joins_and_the_last_one_to_leave_stops_the_run()
    {
        var first = await QueueAsync(_ann, identity: "same");
        var joined = await QueueAsync(_bob, identity: "same");
        Assert.Equal((first.Id, QueuedHow.Joined), (joined.Id, joined.How));

        await _states.CancelAsync(Caller(_ann), first.Id, forAll: false, default);
        Assert.Equal($"pending {_bob}", await LineAsync(first.Id, "concat_ws(' ', status, requested_by)"));

        await _states.CancelAsync(Caller(_bob), first.Id, forAll: false, default);
        Assert.Equal("cancelled", await LineAsync(first.Id, "status"));
        Assert.Equal(QueuedHow.Queued, (await QueueAsync(_ann, identity: "same")).How);
    }

    [Fact]
    public async Task A_run_that_is_being_stopped_is_not_joined()
    {
        await QueueAsync(_ann, identity: "same");
        await ClaimAsync();
        await _db.ExecuteAsync("update app.run set cancel_requested_at = now()");

        var second = await QueueAsync(_bob, identity: "same");

        Assert.Equal(QueuedHow.Queued, second.How);
        Assert.Equal(2, await _db.ScalarAsync<long>("select count(*) from app.run"));
    }

    [Fact]
    public async Task Many_identical_requests_at_once_are_one_run()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => QueueAsync(i % 2 == 0 ? _ann : _bob, identity: "same", key: i % 2 == 0 ? "click" : null)));

        Assert.Single(asked.Select(run => run.Id).Distinct());
        Assert.Equal(1, await _db.ScalarAsync<long>("select count(*) from app.run"));
        Assert.Equal(2, await _db.ScalarAsync<long>("select count(*) from app.run_subscription"));
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_run_for_its_requester_alone()
    {
        var first = await QueueAsync(_ann, key: "k");
        var again = await QueueAsync(_ann, key: "k");
        var other = await QueueAsync(_bob, key: "k");

        Assert.Equal((first.Id, QueuedHow.Repeated), (again.Id, again.How));
        Assert.NotEqual(first.Id, other.Id);
    }

    [Fact]
    public async Task A_run_that_is_passed_on_leaves_its_key_with_who_left_it()
    {
        var shared = await QueueAsync(_ann, identity: "same", key: "k");
        var own = await QueueAsync(_bob, key: "k");
        await QueueAsync(_bob, identity: "same");

        await _states.CancelAsync(Caller(_ann), shared.Id, forAll: false, default);

        Assert.Equal($"pending {_bob}", await LineAsync(shared.Id, "concat_ws(' ', status, requested_by)"));
        var again = await QueueAsync(_bob, key: "k");
        Assert.Equal((own.Id, QueuedHow.Repeated), (again.Id, again.How));
        Assert.Equal(QueuedHow.Queued, (await QueueAsync(_ann, key: "k")).How);
    }

    [Fact]
    public async Task More_open_runs_than_allowed_are_refused_even_when_asked_for_at_once()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync(_ann)));

        Assert.Equal(3, asked.Count(one => one.Ok));
        Assert.All(asked.Where(one => !one.Ok), one => Assert.Equal((ProblemKind.TooMany, "too_many_runs"), (one.FirstProblem.Kind, one.FirstProblem.Code)));
        Assert.True((await AskAsync(_bob)).Ok);
    }

    private static Caller Caller(long person) => TestEngine.Caller(RowScope.All, Permissions.RunsOwn) with { PersonId = person };

    private Task<Outcome<QueuedRun>> AskAsync(long person, string? identity = null, string? key = null) => _states.EnqueueAsync(
        new NewRun(Caller(person), RunKind.Custom, RunLane.Interactive) { IdentityKey = identity, IdempotencyKey = key, WriteDetailAsync = (_, _, _) => Task.CompletedTask }, default);

    private async Task<QueuedRun> QueueAsync(long person, string? identity = null, string? key = null)
    {
        var queued = await AskAsync(person, identity, key);
        Assert.True(queued.Ok, string.Join(" ", queued.Problems));
        return queued.Value;
    }

    private Task<ClaimedRun?> ClaimAsync() => _states.ClaimAsync(RunLane.Interactive, "one", 10, default);

    private async Task<ClaimedRun> ClaimedAsync()
    {
        await QueueAsync(_ann);
        return (await ClaimAsync())!;
    }

    private Task<int> LoseAsync(ClaimedRun run) =>
        _db.ExecuteAsync("update app.run set lease_until = clock_timestamp() - interval '1 millisecond' where id = $1", run.Lease.Id);

    private async Task<string> LineAsync(Guid run, string columns) =>
        (await _db.ScalarAsync<string>($"select {columns} from app.run where id = $1", run))!;
}
