using ReportingAdmin.Tests.Testing.Faults;
using Xunit.Abstractions;

namespace ReportingAdmin.Tests.Runs.Faults;

/// <summary>Runs that take too long, and many that come at once.</summary>
public sealed class TimeFaultTests(FaultServer server, ITestOutputHelper output) : IClassFixture<FaultServer>
{
    [Fact]
    public async Task A_query_beyond_its_time_is_ended_in_the_database_and_its_worker_is_free_for_the_next()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await using var parked = await system.Steps.ParkAsync("query");
        await system.StartAsync(1, ("Runs:Workers", "1"), ("Runs:StatementTimeout", "00:00:01"));
        var slow = await system.AskAsync();
        var next = await system.AskCustomAsync("nothing");

        await system.SettledAsync();

        Assert.Matches("^failed: (.* )?failed$", await system.StoryAsync(slow));
        Assert.Equal("statement_timeout", await system.Db.ScalarAsync<string>("select error_code from app.run where id = $1", slow));
        Assert.Contains("Choose a shorter period or fewer rows", await system.Db.ScalarAsync<string>("select error_message from app.run where id = $1", slow), StringComparison.Ordinal);
        Assert.Matches("^completed: (.* )?completed$", await system.StoryAsync(next));
        await system.Steps.ReachedAsync(0); // nothing of it goes on in the database
        await RunHistoryChecker.CheckAsync(system);
    }

    [Fact]
    public async Task A_run_beyond_its_time_budget_is_ended_once_and_its_worker_is_free_for_the_next()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(1, ("Runs:Workers", "1"), ("Runs:StatementTimeout", "00:00:01"), ("Runs:TimeBudget", "00:00:01"));
        var endless = await system.AskCustomAsync("wait");
        var next = await system.AskCustomAsync("nothing");

        await system.SettledAsync();

        Assert.Matches("^failed: (.* )?failed$", await system.StoryAsync(endless));
        Assert.Equal("time_budget", await system.Db.ScalarAsync<string>("select error_code from app.run where id = $1", endless));
        Assert.Matches("^completed: (.* )?completed$", await system.StoryAsync(next));
        await RunHistoryChecker.CheckAsync(system);
    }

    [Fact]
    public async Task Five_hundred_runs_of_the_same_moment_are_done_once_each_by_two_nodes()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(2);
        await system.Db.ExecuteAsync(
            """
            with asked as (
                insert into app.run (kind, lane, requested_by, idempotency_key) select 'custom', 'interactive', null, 'nothing ' || n from generate_series(1, 500) n
                returning id
            )
            select pg_notify('run_queued', a.id::text) from asked a limit 1
            """);

        await system.SettledAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(500, await system.Db.ScalarAsync<long>("select count(*) from app.run where status = 'completed'"));
        Assert.Equal(500, await system.Db.ScalarAsync<long>("select count(*) from app.run_attempt where outcome = 'completed'"));
        Assert.Equal(2, await system.Db.ScalarAsync<long>("select count(distinct owner) from app.run_attempt"));
        var last = await system.Db.ScalarAsync<double>("select extract(epoch from max(started_at) - min(requested_at))::float8 from app.run");
        output.WriteLine(FormattableString.Invariant($"the last of 500 began after {last:0.0} s")); // 10 s are promised, of a machine that does nothing else
        await RunHistoryChecker.CheckAsync(system);
    }
}
