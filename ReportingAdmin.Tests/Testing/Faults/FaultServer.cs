using ReportingAdmin.Core.Data.Embedded;

namespace ReportingAdmin.Tests.Testing.Faults;

/// <summary>A PostgreSQL server that tests restart, stop at once and fill up; one for all tests of a class.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The test framework ends it by IAsyncLifetime.")]
public sealed class FaultServer : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private readonly OwnCluster _own;
    private TestCluster _cluster = null!;

    /// <summary>A server in the folder for temporary files.</summary>
    public FaultServer() => _own = new OwnCluster();

    /// <summary>A server on a disk of its own.</summary>
    /// <param name="disk">The disk.</param>
    internal FaultServer(SmallDisk disk) => _own = new OwnCluster(disk.Folder);

    public async Task InitializeAsync() => _cluster = await TestCluster.OwnAsync(_own.Folder);

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _own.DisposeAsync();
    }

    /// <summary>An empty database on it, whose commits are written before they are answered, as on a real server.</summary>
    public async Task<TestDatabase> DatabaseAsync()
    {
        var db = await TestDatabase.CloneAsync(_cluster, Template.Empty);
        await _cluster.ExecuteAsync($"alter database {db.Logins.Database} set synchronous_commit = on");
        return db;
    }

    /// <summary>Restarts it: <c>fast</c> ends every session, <c>immediate</c> is a crash with recovery.</summary>
    /// <param name="mode">The mode of pg_ctl.</param>
    public async Task RestartAsync(string mode)
    {
        var binaries = await PostgresBinaries.FindAsync("", new ClusterFolder(_cluster.Folder).Major(), null, default);
        var folder = new ClusterFolder(_cluster.Folder);
        var answer = await ServerAccount.ForServer().RunAsync(
            binaries.PgCtl, ["restart", "-D", folder.Data, "-m", mode, "-w", "-t", "60", "-l", folder.ServerLog], s_limit, default);
        Assert.True(answer.ExitCode == 0, answer.Output);
        _cluster.Administrator.Clear(); // its connections were ended
    }

    /// <summary>Runs a statement as the superuser in the maintenance database.</summary>
    /// <param name="sql">The statement.</param>
    public Task ExecuteAsync(string sql) => _cluster.ExecuteAsync(sql);
}
