using ReportingAdmin.Tests.Testing.Faults;

namespace ReportingAdmin.Tests.Runs.Faults;

/// <summary>The folder of files runs full.</summary>
public sealed class DiskFaultTests(FaultServer server) : IClassFixture<FaultServer>
{
    [SmallDiskTheory]
    [InlineData("size=64k")]
    [InlineData("nr_inodes=2")]
    public async Task A_full_disk_fails_each_run_once_leaves_nothing_half_and_the_next_one_is_done_when_there_is_room(string options)
    {
        using var disk = SmallDisk.Mount(options);
        await using var system = await FaultSystem.MakeAsync(server, disk.Folder);
        await system.StartAsync(1);
        var runs = new[] { await system.AskAsync(), await system.AskAsync(), await system.AskAsync() };

        await system.SettledAsync();

        foreach (var run in runs)
        {
            Assert.Matches("^failed: (lease_lost )*failed$", await system.StoryAsync(run)); // a starved node may lose its lease in between
            Assert.Equal("storage", await system.Db.ScalarAsync<string>("select error_code from app.run where id = $1", run));
        }

        Assert.Empty(Directory.EnumerateFiles(disk.Folder, "*", SearchOption.AllDirectories));
        disk.Grow("size=16m,nr_inodes=1000");
        var later = await system.AskAsync();
        await system.SettledAsync();
        Assert.Equal("completed: completed", await system.StoryAsync(later));
        await RunHistoryChecker.CheckAsync(system);
    }

    [SmallDiskFact]
    public async Task A_file_that_cannot_fit_is_not_begun_and_says_how_much_room_there_is()
    {
        using var disk = SmallDisk.Mount("size=8m");
        await using var system = await FaultSystem.MakeAsync(server, disk.Folder);
        var node = system.Hand();
        await FaultSystem.WorkAsync(node, await system.AskAsync());

        // By the first file a row takes some 40 bytes: 4,000 of them fit, a million would be 40 MB, 10 even if the planner is four times off.
        var fits = await system.AskAsync();
        await system.Db.ExecuteAsync("update app.run set rows_expected = 40000 where id = $1", fits);
        await FaultSystem.WorkAsync(node, fits);
        var large = await system.AskAsync();
        await system.Db.ExecuteAsync("update app.run set rows_expected = 1000000 where id = $1", large);
        await FaultSystem.WorkAsync(node, large);

        Assert.Matches("^completed: (.* )?completed$", await system.StoryAsync(fits));
        Assert.Equal("failed: failed", await system.StoryAsync(large));
        Assert.Matches("^The file of about [0-9]+ MB does not fit: the file folder has [678] MB left", await system.Db.ScalarAsync<string>("select error_message from app.run where id = $1", large));
        Assert.Empty(Directory.EnumerateFiles(disk.Folder, $"{large:N}*", SearchOption.AllDirectories));
        await RunHistoryChecker.CheckAsync(system);
    }
}
