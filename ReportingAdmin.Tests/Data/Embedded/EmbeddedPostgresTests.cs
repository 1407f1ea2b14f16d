using System.Diagnostics;
using Npgsql;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Embedded;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Data.Embedded;

public sealed class EmbeddedPostgresTests
{
    [Fact]
    public async Task StartAsync_makes_a_cluster_once_and_keeps_its_data()
    {
        await using var own = new OwnCluster();
        await using (var first = await own.StartAsync())
        {
            Assert.True(first.StartedHere);
            await ExecuteAsync(first, "create table kept (id int)");
        }

        Assert.False(File.Exists(Path.Combine(own.Data, "postmaster.pid")));
        await using var second = await own.StartAsync();
        Assert.True(second.StartedHere);
        Assert.Equal("kept", await ScalarAsync(second, "select relname::text from pg_class where relname = 'kept'"));
    }

    [Fact]
    public async Task StartAsync_for_reading_makes_nothing_and_names_the_verbs_that_do()
    {
        await using var own = new OwnCluster();

        var e = await Assert.ThrowsAsync<StartException>(() =>
            EmbeddedPostgres.StartAsync(own.Folder, new EmbeddedStart { CreateIfMissing = false }, CancellationToken.None));

        Assert.Contains("`migrate`", e.Message, StringComparison.Ordinal);
        Assert.Contains("`demo-data`", e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(own.Folder));
    }

    [Fact]
    public async Task A_second_process_attaches_and_the_last_one_stops_the_server()
    {
        await using var own = new OwnCluster();
        await using var first = await ChildProcess.HoldAsync(own.Folder);
        await using var second = await ChildProcess.HoldAsync(own.Folder);
        Assert.True(first.StartedHere);
        Assert.False(second.StartedHere);
        Assert.Equal(first.ServerId, second.ServerId);

        await first.LeaveAsync();
        Assert.True(IsAlive(second.ServerId));

        await second.LeaveAsync();
        Assert.False(IsAlive(second.ServerId));
    }

    [Fact]
    public async Task A_cluster_left_by_a_killed_process_is_taken_over_and_then_stopped()
    {
        await using var own = new OwnCluster();
        await using var killed = await ChildProcess.HoldAsync(own.Folder);
        await killed.KillAsync();
        Assert.True(IsAlive(killed.ServerId));

        var next = await own.StartAsync();
        Assert.False(next.StartedHere);
        Assert.Equal(killed.ServerId, next.ServerProcessId);

        await next.DisposeAsync();
        Assert.False(IsAlive(killed.ServerId));
    }

    [Fact]
    public async Task A_killed_server_is_recovered_with_everything_that_was_committed()
    {
        await using var own = new OwnCluster();
        await using var first = await EmbeddedPostgres.StartAsync(own.Folder, new EmbeddedStart(), CancellationToken.None);
        await ExecuteAsync(first, "create table kept as select 7 as id");
        await KillAsync(first.ServerProcessId);
        Assert.True(File.Exists(Path.Combine(own.Data, "postmaster.pid")));

        await using var second = await own.StartAsync();

        Assert.True(second.StartedHere);
        Assert.Equal(7, await ScalarAsync(second, "select id from kept"));
    }

    [Fact]
    public async Task A_note_that_names_another_running_program_does_not_stop_the_start()
    {
        await using var own = new OwnCluster();
        var first = await own.StartAsync();
        await KillAsync(first.ServerProcessId);
        var note = Path.Combine(own.Data, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(note);
        lines[0] = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(note, lines);

        await using var second = await own.StartAsync();

        Assert.True(second.StartedHere);
        await first.DisposeAsync();
        Assert.True(IsAlive(second.ServerProcessId));
    }

    [Fact]
    public async Task Many_first_starts_at_once_make_one_cluster()
    {
        await using var own = new OwnCluster();

        var clusters = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(own.StartAsync)));

        Assert.Single(clusters, c => c.StartedHere);
        Assert.Single(clusters.Select(c => c.ServerProcessId).Distinct());
        foreach (var cluster in clusters)
        {
            await cluster.DisposeAsync();
        }

        Assert.False(IsAlive(clusters[0].ServerProcessId));
    }

    [Fact]
    public async Task A_cluster_half_made_by_a_killed_start_is_made_anew()
    {
        await using var own = new OwnCluster();
        Directory.CreateDirectory(Path.Combine(own.Folder, "cluster.making", "base"));
        await File.WriteAllTextAsync(Path.Combine(own.Folder, "cluster.making", "PG_VERSION"), "15\n");

        await using var cluster = await own.StartAsync();

        Assert.True(cluster.StartedHere);
        Assert.False(Directory.Exists(Path.Combine(own.Folder, "cluster.making")));
    }

    [Fact]
    public async Task A_folder_the_servers_user_cannot_enter_is_replaced_by_one_it_can()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return; // only root hands the server to another user
        }

        var closed = Directory.CreateTempSubdirectory("ra-test-"); // 0700
        var wanted = Path.Combine(closed.FullName, "postgres");
        var said = new List<string>();
        string at;
        await using (var cluster = await EmbeddedPostgres.StartAsync(wanted, new EmbeddedStart { Durable = false, Say = said.Add }, CancellationToken.None))
        {
            at = cluster.Folder;
            Assert.StartsWith("/var/lib/reportingadmin/", at, StringComparison.Ordinal);
            Assert.Equal(at, (await File.ReadAllTextAsync(Path.Combine(wanted, "location"))).Trim());
            Assert.Contains(said, line => line.Contains(at, StringComparison.Ordinal));
        }

        await using (var again = await EmbeddedPostgres.StartAsync(wanted, new EmbeddedStart { CreateIfMissing = false }, CancellationToken.None))
        {
            Assert.Equal(at, again.Folder);
        }

        closed.Delete(recursive: true);
        Directory.Delete(at, recursive: true);
    }

    [Fact]
    public async Task Nobody_signs_in_without_a_password_that_only_its_user_can_read()
    {
        await using var own = new OwnCluster();
        await using var cluster = await own.StartAsync();

        var e = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(cluster.ConnectionString("postgres", "wrong", "postgres"), "select 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, e.SqlState);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(own.Folder, "passwords.json")));
            var sockets = new NpgsqlConnectionStringBuilder(cluster.Superuser("postgres")).Host!;
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(sockets));
            Assert.True(sockets.Length < 40, "a socket's path holds 107 characters");
        }
    }

    [Fact]
    public async Task Text_sorts_by_code_point_on_every_machine()
    {
        await using var own = new OwnCluster();
        await using var cluster = await own.StartAsync();

        Assert.Equal("B,Z,_,a,b,ä", await ScalarAsync(cluster, "select string_agg(t, ',' order by t) from unnest(array['ä', 'b', '_', 'a', 'Z', 'B']) as t"));
        Assert.Equal("Ä", await ScalarAsync(cluster, "select upper('ä')"));
    }

    [Fact]
    public async Task A_lost_password_file_is_named()
    {
        await using var own = new OwnCluster();
        await (await own.StartAsync()).DisposeAsync();
        File.Delete(Path.Combine(own.Folder, "passwords.json"));

        var e = await Assert.ThrowsAsync<StartException>(own.StartAsync);

        Assert.Contains("passwords.json", e.Message, StringComparison.Ordinal);
    }

    private static bool IsAlive(int processId) => PostmasterFile.IsServer(processId);

    private static async Task KillAsync(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
        for (var i = 0; i < 200 && IsAlive(processId); i++)
        {
            await Task.Delay(50);
        }
    }

    private static Task ExecuteAsync(EmbeddedPostgres cluster, string sql) => ExecuteAsync(cluster.Superuser("postgres"), sql);

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(EmbeddedPostgres cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.Superuser("postgres"));
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
