using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs.Queue;

public sealed class RunStatesTests : IAsyncLifetime
{
    private static readonly RunCause s_away = new("database_lost", "The database was away.");

    private readonly RunSignal _signal = new();
    private TestDatabase _db = null!;
    private RunStates _states = null!;
    private long _ann;
    private long _bob;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _states = With(new RunOptions());
        _ann = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = "ann", Name = "Ann" });
        _bob = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = "bob", Name = "Bob" });
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task A_queued_run_waits_wakes_its_lane_and_belongs_to_its_requester()
    {
        var woken = new List<RunLane>();
        _signal.Woken += woken.Add;

        var run = await QueueAsync(_ann, lane: RunLane.Heavy);

        Assert.Equal(QueuedHow.Queued, run.How);
        Assert.Equal([RunLane.Heavy], woken);
        Assert.Equal("pending 0 0 t", await LineAsync(run.Id, "concat_ws(' ', status, attempt, lease_epoch, lease_owner is null)"));
        Assert.Equal(_ann, await _db.ScalarAsync<long>("select person_id from app.run_subscription where left_at is null"));
    }

    [Fact]
    public async Task A_claim_takes_the_lease_raises_the_epoch_and_notes_the_attempt()
    {
        var queued = await QueueAsync(_ann);

        var claimed = await _states.ClaimAsync(RunLane.Interactive, "one", 1, default);

        Assert.Equal(new ClaimedRun(new LeasedRun(queued.Id, queued.Lease.Number, 1), RunKind.Custom, 1), claimed);
        Assert.Equal("generating 1 1 one", await LineAsync(queued.Id, "concat_ws(' ', status, attempt, lease_epoch, lease_owner)"));
        Assert.Equal("one t", await _db.ScalarAsync<string>("select owner || ' ' || (case when ended_at is null then 't' else 'f' end) from app.run_attempt"));
        Assert.Null(await _states.ClaimAsync(RunLane.Interactive, "two", 1, default));
    }

    [Fact]
    public async Task Lanes_do_not_take_from_each_other()
    {
        await QueueAsync(_ann, lane: RunLane.Heavy);

        Assert.Null(await _states.ClaimAsync(RunLane.Interactive, "one", 1, default));
        Assert.NotNull(await _states.ClaimAsync(RunLane.Heavy, "one", 1, default));
    }

    [Fact]
    public async Task The_one_with_the_fewest_running_comes_first_then_the_oldest_and_priority_before_both()
    {
        var ann1 = await QueueAsync(_ann);
        var ann2 = await QueueAsync(_ann);
        var ann3 = await QueueAsync(_ann);
        var bob1 = await QueueAsync(_bob);
        var urgent = await QueueAsync(_ann, priority: 10);

        var order = new List<Guid>();
        while (await _states.ClaimAsync(RunLane.Interactive, "one", 10, default) is { } run)
        {
            order.Add(run.Lease.Id);
        }

        // Ann has one running when Bob's comes to be compared.
        Assert.Equal([urgent.Id, bob1.Id, ann1.Id, ann2.Id, ann3.Id], order);
    }

    [Fact]
    public async Task One_requester_holds_no_more_of_a_node_than_allowed_and_another_still_gets_in()
    {
        await QueueAsync(_ann);
        await QueueAsync(_ann);
        var bob = await QueueAsync(_bob);

        Assert.NotNull(await _states.ClaimAsync(RunLane.Interactive, "one", 1, default));
        Assert.Equal(bob.Id, (await _states.ClaimAsync(RunLane.Interactive, "one", 1, default))?.Lease.Id);
        Assert.Null(await _states.ClaimAsync(RunLane.Interactive, "one", 1, default));
        Assert.NotNull(await _states.ClaimAsync(RunLane.Interactive, "another node", 1, default));
    }

    [Fact]
    public async Task Many_claimers_at_once_take_each_run_once()
    {
        for (var i = 0; i < 40; i++)
        {
            await QueueAsync(i % 2 == 0 ? _ann : _bob, options: new RunOptions { PerUserOpen = 100 });
        }

        async Task<List<Guid>> TakeAllAsync(string owner)
        {
            var taken = new List<Guid>();
            for (var empty = 0; empty < 3;)
            {
                var run = await _states.ClaimAsync(RunLane.Interactive, owner, 100, default);
                empty = run is null ? empty + 1 : 0;
                if (run is not null)
                {
                    taken.Add(run.Lease.Id);
                }
            }

            return taken;
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => TakeAllAsync($"node {i}")));

        Assert.Equal(40, taken.Sum(list => list.Count));
        Assert.Equal(40, taken.SelectMany(list => list).Distinct().Count());
        Assert.Equal(40, await _db.ScalarAsync<long>("select count(*) from app.run where status = 'generating' and attempt = 1"));
    }

    [Fact]
    public async Task A_renewal_keeps_the_lease_says_whether_to_stop_and_leaves_out_what_is_lost()
    {
        var mine = await ClaimedAsync();
        var lost = await ClaimedAsync();
        var stopped = await ClaimedAsync();
        await _db.ExecuteAsync("update app.run set lease_epoch = lease_epoch + 1 where id = $1", lost.Lease.Id);
        await _db.ExecuteAsync("update app.run set lease_until = clock_timestamp() + interval '1 second' where id = $1", mine.Lease.Id);
        await _states.CancelAsync(Caller(_ann), stopped.Lease.Id, forAll: true, default);

        var kept = await _states.RenewAsync([mine.Lease, lost.Lease, stopped.Lease], default);

        Assert.Equal(new Dictionary<Guid, bool> { [mine.Lease.Id] = false, [stopped.Lease.Id] = true }, kept);
        Assert.True(await _db.ScalarAsync<bool>("select lease_until > clock_timestamp() + interval '25 seconds' from app.run where id = $1", mine.Lease.Id));
    }

    [Fact]
    public async Task A_stale_epoch_changes_nothing()
    {
        var run = await ClaimedAsync();
        var stale = run.Lease with { Epoch = 0 };

        Assert.False(await CompleteAsync(stale));
        Assert.False(await _states.FailAsync(stale, cancelled: false, s_away, default));
        Assert.False(await _states.RetryLaterAsync(stale, 1, s_away, default));
        Assert.False(await _states.HandBackAsync(stale, default));
        await _states.ReportAsync([new RunStep(stale, "reading", 7)], default);

        Assert.Equal("generating 1 t", await LineAsync(run.Lease.Id, "concat_ws(' ', status, attempt, phase is null)"));
        Assert.True(await CompleteAsync(run.Lease));
    }

    [Fact]
    public async Task A_cause_that_may_pass_is_tried_again_later_and_fails_after_the_last_try()
    {
        _states = With(new RunOptions { Attempts = 2, RetryAfter = TimeSpan.FromMinutes(1), RetryAtMost = TimeSpan.FromMinutes(1) });
        var first = await ClaimedAsync();

        Assert.True(await _states.RetryLaterAsync(first.Lease, first.Attempt, s_away, default));

        Assert.Equal(
            "pending database_lost t",
            await LineAsync(first.Lease.Id, "concat_ws(' ', status, error_code, not_before between clock_timestamp() + interval '50 seconds' and clock_timestamp() + interval '70 seconds')"));
        Assert.Null(await _states.ClaimAsync(RunLane.Interactive, "one", 1, default));
        await _db.ExecuteAsync("update app.run set not_before = clock_timestamp()");
        var second = await _states.ClaimAsync(RunLane.Interactive, "one", 1, default);
        Assert.Equal((2, 2L), (second!.Attempt, second.Lease.Epoch));
        Assert.True(await _states.RetryLaterAsync(second.Lease, second.Attempt, s_away, default));
        Assert.Equal("failed database_lost", await LineAsync(first.Lease.Id, "concat_ws(' ', status, error_code)"));
        Assert.Equal("retried failed", await _db.ScalarAsync<string>("select string_agg(outcome, ' ' order by epoch) from app.run_attempt"));
    }

    [Fact]
    public void Waits_between_tries_grow_from_ten_seconds_to_half_an_hour_and_come_to_less_than_two_hours()
    {
        var options = new RunOptions();

        var waits = Enumerable.Range(1, 4).Select(options.WaitAfter).ToList();

        Assert.Equal(TimeSpan.FromSeconds(10), waits[0]);
        Assert.Equal(TimeSpan.FromMinutes(30), waits[3]);
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait) * 1.1 < TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task A_run_handed_back_waits_at_once_and_its_try_is_not_counted()
    {
        var run = await ClaimedAsync();

        Assert.True(await _states.HandBackAsync(run.Lease, default));

        Assert.Equal("pending 0", await LineAsync(run.Lease.Id, "concat_ws(' ', status, attempt)"));
        Assert.Equal(new LeasedRun(run.Lease.Id, run.Lease.Number, 2), (await _states.ClaimAsync(RunLane.Interactive, "two", 1, default))?.Lease);
        Assert.Equal("handed_back", await _db.ScalarAsync<string>("select outcome from app.run_attempt where epoch = 1"));
    }

    private RunStates With(RunOptions options) => new(_db.Database, Options.Create(options), _signal);

    private static Caller Caller(long person) => TestEngine.Caller(RowScope.All, Permissions.RunsOwn) with { PersonId = person };

    private async Task<QueuedRun> QueueAsync(long person, RunLane lane = RunLane.Interactive, int priority = 100, RunOptions? options = null)
    {
        var run = new NewRun(Caller(person), RunKind.Custom, lane) { Priority = priority, WriteDetailAsync = (_, _, _) => Task.CompletedTask };
        var queued = await (options is null ? _states : With(options)).EnqueueAsync(run, default);
        Assert.True(queued.Ok, string.Join(" ", queued.Problems));
        return queued.Value;
    }

    private async Task<ClaimedRun> ClaimedAsync()
    {
        await QueueAsync(_ann);
        return (await _states.ClaimAsync(RunLane.Interactive, "one", 10, default))!;
    }

    private async Task<bool> CompleteAsync(LeasedRun run)
    {
        await using var connection = await _db.Database.App.OpenConnectionAsync();
        return await RunStates.CompleteAsync(connection, run, default);
    }

    private async Task<string> LineAsync(Guid run, string columns) =>
        (await _db.ScalarAsync<string>($"select {columns} from app.run where id = $1", run))!;
}
