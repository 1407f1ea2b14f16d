using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Data.Embedded;

namespace ReportingAdmin.Tests.Testing;

/// <summary>
/// The PostgreSQL server of the tests: one per clone of the repository, in <c>/tmp</c>, nothing flushed to disk. Kept
/// between runs with its templates; several test processes share it; the last one stops it. What is cloned from the templates
/// lies in memory where there is room.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private static readonly SemaphoreSlim s_turn = new(1);
    private static TestCluster? s_running;

    private const string Memory = "memory";

    private readonly EmbeddedPostgres _postgres;
    private readonly bool _isOwn;
    private readonly Lock _turn = new();
    private Task _drops = Task.CompletedTask;
    private bool _clonesInMemory;

    private TestCluster(EmbeddedPostgres postgres, bool isOwn)
    {
        _postgres = postgres;
        _isOwn = isOwn;
        Administrator = NpgsqlDataSource.Create(postgres.Superuser("postgres"));
    }

    /// <summary>A superuser's way into the maintenance database.</summary>
    public NpgsqlDataSource Administrator { get; }

    /// <summary>The running server; started by the first test that asks.</summary>
    public static async Task<TestCluster> GetAsync()
    {
        await s_turn.WaitAsync();
        try
        {
            return s_running ??= await StartAsync();
        }
        finally
        {
            s_turn.Release();
        }
    }

    /// <summary>A server of a test's own, for what the shared one must not suffer; the test disposes it.</summary>
    /// <param name="folder">Where its cluster lies.</param>
    public static async Task<TestCluster> OwnAsync(string folder) =>
        new(await EmbeddedPostgres.StartAsync(folder, new EmbeddedStart { Durable = false }, CancellationToken.None), isOwn: true);

    /// <summary>Stops what was started; called once, after the last test.</summary>
    public static async Task StopAsync()
    {
        if (s_running is not null)
        {
            await s_running.DisposeAsync();
            s_running = null;
        }
    }

    /// <summary>The folder in which its cluster lies.</summary>
    public string Folder => _postgres.Folder;

    /// <summary>The logins of a database of this server.</summary>
    public DatabaseLogins Logins(string database) => DatabaseHost.LoginsOf(_postgres, database);

    /// <summary>How and where a clone is made: the last words of its <c>create database</c>.</summary>
    /// <param name="template">What it is cloned from.</param>
    public string PlaceOf(Template template) =>
        _clonesInMemory ? $"strategy file_copy tablespace {Memory}"
        : template == Template.Empty && !MemoryFolder.Holds(Folder) ? "strategy wal_log" // on a disk this is quicker for a small one
        : "strategy file_copy";

    /// <summary>Runs a statement in the maintenance database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = Administrator.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// Drops a database; of the shared server one after the other while tests go on, as the sessions have just been closed and the
    /// server looks only every tenth of a second whether they are gone. What fails then is told when the server is left.
    /// </summary>
    /// <param name="database">Its name; nobody uses it any more.</param>
    public Task DropAsync(string database)
    {
        if (_isOwn)
        {
            return DropAfterAsync(Task.CompletedTask, database); // its tests restart it
        }

        lock (_turn)
        {
            _drops = DropAfterAsync(_drops, database);
        }

        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _drops;
        await Administrator.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private async Task DropAfterAsync(Task before, string database)
    {
        await before;
        await ExecuteAsync($"drop database {database} with (force)");
    }

    private static async Task<TestCluster> StartAsync()
    {
        var name = "reportingadmin-tests-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ProjectFolder.Root)))[..8];
        var folder = Path.Combine(Path.GetTempPath(), name);
        var cluster = new TestCluster(await EmbeddedPostgres.StartAsync(folder, new EmbeddedStart { Durable = false }, CancellationToken.None), isOwn: false);
        await cluster.DropLeftoversAsync();
        if (MemoryFolder.Exists)
        {
            await cluster.KeepClonesAtAsync(MemoryFolder.PathOf(name));
        }

        return cluster;
    }

    // Test processes take turns. What lay in memory is gone after a start of the machine, and the tablespace is made anew.
    private async Task KeepClonesAtAsync(string folder)
    {
        await using var connection = await Administrator.OpenConnectionAsync();
        await using var turn = new NpgsqlCommand("select pg_advisory_lock(hashtext('tablespace'))", connection);
        await turn.ExecuteNonQueryAsync();
        try
        {
            await using var known = new NpgsqlCommand($"select exists (select from pg_tablespace where spcname = '{Memory}')", connection);
            if (!(bool)(await known.ExecuteScalarAsync())! || !Directory.Exists(folder))
            {
                await ExecuteAsync($"drop tablespace if exists {Memory}");
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }

                await ClusterFolder.MakePrivateAsync(folder, ServerAccount.ForServer(), CancellationToken.None);
                await ExecuteAsync($"create tablespace {Memory} location '{folder}'");
            }

            _clonesInMemory = true;
        }
        finally
        {
            await using var release = new NpgsqlCommand("select pg_advisory_unlock(hashtext('tablespace'))", connection);
            await release.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Databases of test processes that were killed.</summary>
    private async Task DropLeftoversAsync()
    {
        var left = new List<string>();
        await using (var command = Administrator.CreateCommand("select datname from pg_database where datname like 't\\_%'"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                left.Add(reader.GetString(0));
            }
        }

        var alive = Process.GetProcesses().Select(p => p.Id.ToString(CultureInfo.InvariantCulture)).ToHashSet();
        foreach (var database in left.Where(d => !alive.Contains(d.Split('_')[1])))
        {
            await ExecuteAsync($"drop database if exists {database} with (force)");
        }
    }
}
