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
            Assert.Equal("failed: failed", await system.StoryAsync(run));
            Assert.Equal("storage", await system.Db.ScalarAsync<string>("select error_code from app.run where id = $1", run));
        }

        Assert.Empty(Directory.EnumerateFiles(disk.Folder, "*", SearchOption.AllDirectories));
        disk.Grow("size=16m,nr_inodes=1000");
        var later = await system.AskAsync();
        await system.SettledAsync();
        Assert.Equal("completed: completed", await system.StoryAsync(later));
        await RunHistoryChecker.CheckAsync(system);
    }
}
