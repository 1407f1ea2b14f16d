using ReportingAdmin.Tests.Testing;
using ReportingAdmin.Tests.Testing.Faults;

namespace ReportingAdmin.Tests.Runs.Faults;

/// <summary>Processes killed, frozen and asked to stop at an exact step, where the test's own triggers hold them.</summary>
public sealed class KilledAtStepTests(FaultServer server) : IClassFixture<FaultServer>
{
    // A starved node may lose its lease and give a run back in between: more tries, and still one result.
    private const string DiedAndDone = "^completed: (.* )?died( .*)? completed$";

    [Theory]
    [InlineData("claim")] // the claim is committed though nobody hears its answer
    [InlineData("query")]
    [InlineData("publish")]
    public async Task A_node_killed_at_a_step_loses_nothing_and_the_run_is_done_once(string step)
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(1);
        var parked = await system.Steps.ParkAsync(step);
        var run = await system.AskAsync();
        await system.Steps.ReachedAsync();

        await system.Nodes[0].KillAsync();
        await parked.DisposeAsync();
        await system.StartAsync(1);
        await system.SettledAsync();

        Assert.Matches(DiedAndDone, await system.StoryAsync(run));
        await RunHistoryChecker.CheckAsync(system);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("publish")]
    public async Task A_node_frozen_at_a_step_is_overtaken_within_three_leases_and_its_late_write_changes_nothing(string step)
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(2);
        var parked = await system.Steps.ParkAsync(step);
        var run = await system.AskAsync();
        await system.Steps.ReachedAsync();
        var owner = await system.OwnerAsync(run);

        owner.Signal(19);
        await parked.DisposeAsync();
        await system.SettledAsync(FaultSystem.Lease * 5);
        owner.Signal(18);

        // It was not dead: it says so when it is back.
        await FaultSystem.UntilAsync(async () => (await system.StoryAsync(run))!.StartsWith("completed: lease_lost", StringComparison.Ordinal), "the frozen node's own word");
        Assert.Equal(0, await system.Db.ScalarAsync<int>("select deaths from app.run where id = $1", run));
        await RunHistoryChecker.CheckAsync(system);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(95)]
    public async Task A_node_killed_while_it_writes_leaves_no_half_file(int percent)
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(1);
        system.Proxy.Slow = TimeSpan.FromMilliseconds(60);
        var run = await system.AskAsync();
        await FaultSystem.UntilAsync(
            async () => await system.Db.ScalarAsync<long>("select coalesce(max(rows_done), 0) from app.run") * 100 >= 4000L * percent, $"{percent} % of the rows");

        await system.Nodes[0].KillAsync();
        system.Proxy.Slow = TimeSpan.Zero;
        await system.StartAsync(1);
        await system.SettledAsync();

        Assert.Matches(DiedAndDone, await system.StoryAsync(run));
        await RunHistoryChecker.CheckAsync(system);
    }

    [Fact]
    public async Task A_node_asked_to_stop_under_load_claims_nothing_more_and_hands_back_without_counting()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(2);
        await system.Steps.WaitAsync("query", TimeSpan.FromSeconds(3));
        for (var i = 0; i < 8; i++)
        {
            await system.AskAsync();
        }

        await FaultSystem.UntilAsync(async () => await system.Db.ScalarAsync<long>("select count(*) from app.run where status = 'generating'") >= 2, "runs in work");
        var leaving = system.Nodes[0];
        var asked = await system.Db.ScalarAsync<DateTime>("select clock_timestamp()");
        await leaving.StopAsync();
        await system.Steps.WaitAsync("query", TimeSpan.Zero);
        await system.SettledAsync();

        Assert.Equal(0, await system.Db.ScalarAsync<long>(
            "select count(*) from app.run_attempt where owner like $1 || '%' and started_at > $2::timestamptz + interval '1 second'", leaving.OwnerPrefix, asked));
        Assert.Equal(8, await system.Db.ScalarAsync<long>("select count(*) from app.run where status = 'completed' and attempt = 1 and deaths = 0"));
        await RunHistoryChecker.CheckAsync(system);
    }

    [Fact]
    public async Task A_run_that_ends_its_process_twice_is_set_aside_and_the_others_are_done()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(3);
        var poison = await system.AskCustomAsync("die");
        for (var i = 0; i < 6; i++)
        {
            await system.AskAsync();
        }

        await system.SettledAsync();

        Assert.Equal("quarantined: died died", await system.StoryAsync(poison));
        Assert.Equal(2, system.Nodes.Count(node => node.HasExited));
        Assert.Equal(6, await system.Db.ScalarAsync<long>("select count(*) from app.run where status = 'completed'"));
        await RunHistoryChecker.CheckAsync(system);
    }

    [Fact]
    public async Task A_defect_fails_at_once_and_a_cause_that_may_pass_after_five_tries()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(1);
        var defect = await system.AskCustomAsync("throw");
        var passing = await system.AskCustomAsync("pass");

        await system.SettledAsync();

        Assert.Equal("failed: failed", await system.StoryAsync(defect));
        Assert.Equal("failed: retried retried retried retried failed", await system.StoryAsync(passing));
        await RunHistoryChecker.CheckAsync(system);
    }

    [Theory]
    [InlineData("query", "^cancelled: (.* )?cancelled$")]
    [InlineData("publish", "^completed: (.* )?completed$")] // it was first
    public async Task A_run_cancelled_at_a_step_ends_as_one_of_the_two(string step, string story)
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(1);
        var parked = await system.Steps.ParkAsync(step);
        var run = await system.AskAsync();
        await system.Steps.ReachedAsync();

        var cancelling = system.CancelAsync(run);
        if (step == "publish")
        {
            await system.Db.UntilItWaitsAsync(FaultSystem.CancelStatement); // it stands behind the publishing, which holds the run
        }
        else
        {
            await cancelling;
            await system.Steps.ReachedAsync(0); // the query is ended where it stands
        }

        await parked.DisposeAsync();
        await cancelling;
        await system.SettledAsync();

        Assert.Matches(story, await system.StoryAsync(run));
        await RunHistoryChecker.CheckAsync(system);
    }
}
