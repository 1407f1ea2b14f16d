using Npgsql;
using ReportingAdmin.Tests.Testing;
using ReportingAdmin.Tests.Testing.Faults;

namespace ReportingAdmin.Tests.Runs.Faults;

/// <summary>No room left: on the database's disk, for its sorting, in the process's memory.</summary>
public sealed class RoomFaultTests(FaultServer server) : IClassFixture<FaultServer>
{
    [SmallDiskFact]
    public async Task A_full_disk_of_the_database_refuses_writes_lets_read_and_needs_no_hand_when_there_is_room()
    {
        using var disk = SmallDisk.Mount("size=600m,mode=755");
        var small = new FaultServer(disk);
        await small.InitializeAsync();
        try
        {
            await using var system = await FaultSystem.MakeAsync(small);
            await system.StartAsync(2, ("Runs:Attempts", "30"));
            var before = await system.AskAsync();
            await system.SettledAsync();
            Assert.Matches("^completed: (.* )?completed$", await system.StoryAsync(before));

            using (disk.Fill())
            {
                var refused = await Assert.ThrowsAsync<PostgresException>(() => FillTableAsync(system.Db));
                Assert.Equal(PostgresErrorCodes.DiskFull, refused.SqlState);
                Assert.Matches("^completed: (.* )?completed$", await system.StoryAsync(before));
            }

            var after = await system.AskAsync();
            await system.SettledAsync();
            Assert.Matches("^completed: (.* )?completed$", await system.StoryAsync(after));
            Assert.All(system.Nodes, node => Assert.False(node.HasExited));
            await RunHistoryChecker.CheckAsync(system);
        }
        finally
        {
            await small.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_report_that_sorts_more_than_it_may_says_so_and_the_others_go_on()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await server.ExecuteAsync($"alter role reporting_reader in database {system.Db.Logins.Database} set temp_file_limit = 0");
        await server.ExecuteAsync($"alter role reporting_reader in database {system.Db.Logins.Database} set work_mem = '64kB'");
        await system.StartAsync(1);
        var sorting = await system.AskAsync();
        var other = await system.AskCustomAsync("nothing");

        await system.SettledAsync();

        Assert.Matches("^failed: (.* )?failed$", await system.StoryAsync(sorting));
        Assert.Equal("too_large", await system.Db.ScalarAsync<string>("select error_code from app.run where id = $1", sorting));
        Assert.Contains("Choose a shorter period or fewer rows", await system.Db.ScalarAsync<string>("select error_message from app.run where id = $1", sorting), StringComparison.Ordinal);
        Assert.Matches("^completed: (.* )?completed$", await system.StoryAsync(other));
        await RunHistoryChecker.CheckAsync(system);
    }

    [Fact]
    public async Task A_run_that_eats_all_the_memory_fails_alone()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(3, ("DOTNET_GCHeapHardLimit", "0x8000000")); // 128 MiB
        var eating = await system.AskCustomAsync("eat");
        var other = await system.AskAsync();

        await system.SettledAsync();

        // Which thread asks for the last piece is chance: the run's own, and it fails in words, or one whose end is the process's.
        Assert.Matches("^(failed: (.* )?failed|quarantined: .*died)$", await system.StoryAsync(eating));
        Assert.Equal("memory", await system.Db.ScalarAsync<string>("select case status when 'failed' then error_code else 'memory' end from app.run where id = $1", eating));
        Assert.Matches("^completed: (.* )?completed$", await system.StoryAsync(other));
        Assert.Contains(system.Nodes, node => !node.HasExited);
        await RunHistoryChecker.CheckAsync(system);
    }

    [Fact]
    public async Task While_a_process_has_little_memory_large_runs_wait_short_ones_do_not_and_they_begin_when_there_is_more()
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await system.StartAsync(1, ("DOTNET_GCHeapHardLimit", "0x20000000"), ("Runs:Workers", "4")); // 512 MiB
        var holding = await system.AskCustomAsync("hold");
        var large = Guid.Empty;
        await FaultSystem.UntilAsync(
            async () =>
            {
                // It takes a moment to hold so much; a large run before that is done at once.
                large = await system.AskImportAsync(10);
                await FaultSystem.UntilAsync(async () => await system.Db.ScalarAsync<bool>("select status = 'completed' or phase = 'memory' from app.run where id = $1", large), "the large run to be done or to wait");
                return await system.Db.ScalarAsync<bool>("select status = 'pending' from app.run where id = $1", large);
            },
            "a large run that waits for memory");

        var small = await system.AskCustomAsync("nothing");
        await FaultSystem.UntilAsync(async () => (await system.StoryAsync(small))!.StartsWith("completed: ", StringComparison.Ordinal), "the short run");
        Assert.Equal("pending memory", await system.Db.ScalarAsync<string>("select concat_ws(' ', status, phase) from app.run where id = $1", large));
        Assert.Equal(1, system.Nodes[0].Said.Split("Memory is short").Length - 1);

        await system.CancelAsync(holding);
        await system.SettledAsync();
        Assert.Matches("^completed: (.* )?completed$", await system.StoryAsync(large));
        Assert.Matches("^cancelled: ", await system.StoryAsync(holding));
        await RunHistoryChecker.CheckAsync(system);
    }

    // In pieces, so that what is refused at last is the room and not the statement.
    private static async Task FillTableAsync(TestDatabase db)
    {
        await using var make = db.Superuser.CreateCommand("create table fault.heap (filler text)");
        await make.ExecuteNonQueryAsync();
        await using var fill = db.Superuser.CreateCommand("insert into fault.heap select repeat(md5(random()::text), 60) from generate_series(1, 500)");
        for (var i = 0; i < 1_000; i++)
        {
            await fill.ExecuteNonQueryAsync();
        }
    }
}
