using ReportingAdmin.Tests.Testing.Faults;

namespace ReportingAdmin.Tests.Runs.Faults;

/// <summary>The database restarted, cut off, silent, slow, and without connections to give, while runs are in work.</summary>
public sealed class DatabaseFaultTests(FaultServer server) : IClassFixture<FaultServer>
{
    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task A_restart_of_the_database_under_load_loses_nothing(string mode)
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.Steps.WaitAsync("query", TimeSpan.FromMilliseconds(300));
        await system.Steps.WaitAsync("publish", TimeSpan.FromMilliseconds(300));
        await system.StartAsync(2);
        await AskManyAsync(system, 12);
        await FaultSystem.UntilAsync(async () => await DoneAsync(system) >= 2, "the first runs");

        await server.RestartAsync(mode);
        system.ForgetConnections();
        await AskManyAsync(system, 4);
        await system.SettledAsync();

        await system.CompletedAsync(16);
        Assert.Equal(0, await system.Db.ScalarAsync<long>("select count(*) from app.run where deaths > 0"));
        await RunHistoryChecker.CheckAsync(system);
    }

    [Fact]
    public async Task An_answer_to_a_commit_that_is_lost_makes_no_second_run_and_no_second_file()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await using (var proxied = system.Proxied())
        {
            for (var i = 0; i < 3; i++)
            {
                system.Proxy.LoseCommits(1);
                await system.AskAsync(proxied);
            }
        }

        Assert.Equal(3, system.Proxy.CommitsLost);
        Assert.Equal(3, await system.Db.ScalarAsync<long>("select count(*) from app.run"));
        await system.StartAsync(1);
        system.Proxy.LoseCommits(3);
        await system.SettledAsync();

        await system.CompletedAsync(3);
        Assert.Equal(3, await system.Db.ScalarAsync<long>("select count(*) from app.run_attempt where outcome = 'completed'"));
        await RunHistoryChecker.CheckAsync(system);
    }

    [Fact]
    public async Task A_silent_network_costs_the_lease_and_the_node_works_again_when_it_is_back()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(1);
        await using var beside = await system.NodeAsync(("ConnectionStrings:Reporting", system.Db.Logins.App), ("ConnectionStrings:Reader", system.Db.Logins.Reader), ("Runs:Workers", "0"));
        var parked = await system.Steps.ParkAsync("query");
        var run = await system.AskAsync();
        await system.Steps.ReachedAsync();

        system.Proxy.Stalled = true;
        await parked.DisposeAsync();
        await FaultSystem.UntilAsync(async () => await system.StoryAsync(run) == "pending: died", "the rescue"); // a node without workers rescues by the cluster's trigger, which it takes over first
        system.Proxy.Stalled = false;
        await system.SettledAsync();

        Assert.Matches("^completed: lease_lost( .*)? completed$", await system.StoryAsync(run)); // it lives, and said so when it was back
        Assert.False(system.Nodes[0].HasExited);
        await RunHistoryChecker.CheckAsync(system);
    }

    [Fact]
    public async Task Connections_cut_again_and_again_cost_tries_and_no_run()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        system.Proxy.Slow = TimeSpan.FromMilliseconds(5);
        await system.StartAsync(2, ("Runs:Attempts", "30"));
        await AskManyAsync(system, 12);
        for (var i = 0; i < 8; i++)
        {
            // After so many questions, not after a time: on a slow machine a time would meet nodes that do nothing but connect again.
            system.Proxy.At(80);
            await FaultSystem.UntilAsync(() => Task.FromResult(system.Proxy.HasActed), "questions between two cuts");
        }

        await system.SettledAsync();

        await system.CompletedAsync(12);
        Assert.Equal(0, await system.Db.ScalarAsync<long>("select count(*) from app.run where deaths > 0"));
        await RunHistoryChecker.CheckAsync(system);
    }

    [Fact]
    public async Task A_database_without_connections_to_give_is_waited_for()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(2, ("Runs:Attempts", "30"));
        await server.ExecuteAsync($"alter database {system.Db.Logins.Database} connection limit 0");
        try
        {
            system.Proxy.Cut();
            var refused = system.Proxy.Accepted + 8;
            await FaultSystem.UntilAsync(() => Task.FromResult(system.Proxy.Accepted >= refused), "connections that are refused");
        }
        finally
        {
            await server.ExecuteAsync($"alter database {system.Db.Logins.Database} connection limit -1");
        }

        await AskManyAsync(system, 6);
        await system.SettledAsync();

        await system.CompletedAsync(6);
        Assert.All(system.Nodes, node => Assert.False(node.HasExited));
        await RunHistoryChecker.CheckAsync(system);
    }

    [Theory]
    [InlineData("connection limit 0")]
    [InlineData("set default_transaction_read_only = on")]
    public async Task A_node_asked_to_stop_while_the_database_takes_nothing_ends_and_its_run_is_done_later(string change)
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(1);
        var parked = await system.Steps.ParkAsync("query");
        var run = await system.AskAsync();
        await system.Steps.ReachedAsync();
        await server.ExecuteAsync($"alter database {system.Db.Logins.Database} {change}");
        try
        {
            system.Proxy.Cut();
            await system.Nodes[0].StopAsync();
        }
        finally
        {
            await server.ExecuteAsync($"alter database {system.Db.Logins.Database} {(change.StartsWith("set", StringComparison.Ordinal) ? "reset default_transaction_read_only" : "connection limit -1")}");
        }

        await parked.DisposeAsync();
        await system.StartAsync(1);
        await system.SettledAsync();

        Assert.Matches("^completed: .*completed$", await system.StoryAsync(run));
        await RunHistoryChecker.CheckAsync(system);
    }

    private static async Task AskManyAsync(FaultSystem system, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await system.AskAsync();
        }
    }

    private static Task<long> DoneAsync(FaultSystem system) => system.Db.ScalarAsync<long>("select count(*) from app.run where status = 'completed'");
}
