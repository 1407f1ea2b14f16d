using ReportingAdmin.Core.Data.Embedded;

namespace ReportingAdmin.Tests.Testing;

/// <summary>A folder for a cluster of a test's own, deleted at the end; for what the shared server must not suffer.</summary>
/// <param name="parent">In which folder; null = in memory where there is room, else in that for temporary files.</param>
internal sealed class OwnCluster(string? parent = null) : IAsyncDisposable
{
    private readonly DirectoryInfo _parent = MakeParent(parent);

    /// <summary>Where the cluster lies or will lie.</summary>
    public string Folder => Path.Combine(_parent.FullName, "postgres");

    /// <summary>PostgreSQL's own folder in it.</summary>
    public string Data => Path.Combine(Folder, "cluster");

    /// <summary>Starts or attaches.</summary>
    public Task<EmbeddedPostgres> StartAsync() =>
        EmbeddedPostgres.StartAsync(Folder, new EmbeddedStart { Durable = false }, CancellationToken.None);

    /// <summary>Stops what a test left running, then deletes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await (await StartAsync()).DisposeAsync();
        }

        _parent.Delete(recursive: true);
    }

    private static DirectoryInfo MakeParent(string? folder)
    {
        var parent = folder is null ? MemoryFolder.MakeSubdirectory("ra-test-") : Directory.CreateDirectory(Path.Combine(folder, "ra-test"));
        if (!OperatingSystem.IsWindows())
        {
            parent.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute; // the server's user enters it
        }

        return parent;
    }
}
