using ReportingAdmin.Tests.Testing.Faults;

namespace ReportingAdmin.Tests.Runs.Faults;

/// <summary>A load whose node or database goes away in the middle of its rows.</summary>
public sealed class ImportFaultTests(FaultServer server) : IClassFixture<FaultServer>
{
    private const int Rows = 600;

    // A load is one long statement: on a machine that does much else a short lease would run out again.
    private static readonly (string Key, string Value) s_lease = ("Runs:Lease", "00:00:06");

    private const string Loaded = "select count(*) from escrow.agency where code = 'LOAD' or code ~ '^L[0-9]+$'";

    [Theory]
    [InlineData("node")]
    [InlineData("database")]
    public async Task A_load_cut_off_in_the_middle_leaves_no_row_and_is_done_whole_once(string lost)
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(1, s_lease);
        var parked = await system.Steps.ParkAsync("load");
        var run = await system.AskImportAsync(Rows);
        await system.Steps.ReachedAsync();

        if (lost == "node")
        {
            await system.Nodes[0].KillAsync();
            await parked.DisposeAsync();
            Assert.Equal(0, await system.Db.ScalarAsync<long>(Loaded));
            await system.StartAsync(1, s_lease);
        }
        else
        {
            await server.RestartAsync("immediate"); // the lock goes with its session
            system.ForgetConnections();
            await parked.DisposeAsync();
        }

        await system.SettledAsync();

        Assert.Matches("^completed: (.* )?(died|retried|lease_lost)( .*)? completed$", await system.StoryAsync(run));
        Assert.Equal(Rows, await system.Db.ScalarAsync<long>(Loaded));
        Assert.Equal("600 600 0", await system.Db.ScalarAsync<string>("select concat_ws(' ', d.rows_read, d.rows_inserted, d.rows_rejected) from app.data_sync_run d where d.run_id = $1", run));

        // The same file once more is known, and changes nothing.
        var again = await system.AskImportAsync(Rows);
        await system.SettledAsync();
        Assert.Equal("completed: completed", await system.StoryAsync(again));
        Assert.Equal(Rows, await system.Db.ScalarAsync<long>(Loaded + $" and sync_run_id = '{run}'"));
        await RunHistoryChecker.CheckAsync(system);
    }
}
