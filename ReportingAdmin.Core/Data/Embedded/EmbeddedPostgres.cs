using System.Globalization;
using Npgsql;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Data.Embedded;

/// <summary>
/// A private PostgreSQL cluster beside the program, for a start without configuration and for the tests. Processes share
/// it: the first starts it, others attach, the last one stops it. One that died leaves it running; the next takes it over.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(2);

    private readonly ClusterFolder _folder;
    private readonly ServerAccount _account;
    private readonly PostgresBinaries _binaries;
    private readonly PostmasterFile _server;
    private readonly IDisposable _user;
    private bool _disposed;

    private EmbeddedPostgres(
        ClusterFolder folder, ServerAccount account, PostgresBinaries binaries, ClusterPasswords passwords, PostmasterFile server, IDisposable user, bool startedHere)
    {
        _folder = folder;
        _account = account;
        _binaries = binaries;
        _server = server;
        _user = user;
        Passwords = passwords;
        StartedHere = startedHere;
    }

    /// <summary>The logins' passwords.</summary>
    public ClusterPasswords Passwords { get; }

    /// <summary>True when this object started the server, false when it attached to a running one.</summary>
    public bool StartedHere { get; }

    /// <summary>The folder in which the cluster lies.</summary>
    public string Folder => _folder.Path;

    /// <summary>The server's process, for tests that end it.</summary>
    internal int ServerProcessId => _server.ProcessId;

    /// <summary>The superuser's connection string.</summary>
    /// <param name="database">A database of the cluster.</param>
    public string Superuser(string database) => ConnectionString("postgres", Passwords.Superuser, database);

    /// <summary>A connection string to this cluster.</summary>
    /// <param name="login">The login.</param>
    /// <param name="password">Its password.</param>
    /// <param name="database">A database of the cluster.</param>
    public string ConnectionString(string login, string password, string database) =>
        Describe(_server, login, password, database).ConnectionString;

    /// <summary>Starts the cluster or attaches to it.</summary>
    /// <param name="dataDirectory">The folder it lies in; see <see cref="EmbeddedOptions.DataDirectory"/>.</param>
    /// <param name="start">What is allowed and how.</param>
    /// <param name="ct">Gives up; a cluster half made is made anew by the next start.</param>
    /// <exception cref="StartException">There are no server programs, no cluster to attach to, or the server does not start.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(string dataDirectory, EmbeddedStart start, CancellationToken ct)
    {
        var account = ServerAccount.ForServer();
        var wanted = ProjectFolder.Resolve(dataDirectory);
        if (!start.CreateIfMissing && !Directory.Exists(wanted))
        {
            throw Missing(wanted);
        }

        var folder = await ClusterFolder.LocateAsync(wanted, account, start.Say, ct);
        using (await ClusterLock.StartingAsync(folder, start.Time, ct))
        {
            if (folder.Major() is null && !start.CreateIfMissing)
            {
                throw Missing(folder.Path);
            }

            var binaries = await PostgresBinaries.FindAsync(start.BinDirectory, folder.Major(), null, ct);
            if (folder.Major() is null)
            {
                start.Say($"Making the embedded PostgreSQL {binaries.Major} cluster in {folder.Path} …");
                await ClusterCreation.CreateAsync(folder, account, binaries, ct);
            }

            var passwords = await ClusterPasswords.ReadAsync(folder.Passwords, ct);
            var running = await RunningAsync(folder, passwords, start.Time, ct);
            var server = running ?? await LaunchAsync(folder, account, binaries, start.Durable, ct);
            var user = await ClusterLock.UsingAsync(folder, start.Time, ct);
            return new EmbeddedPostgres(folder, account, binaries, passwords, server, user, startedHere: running is null);
        }
    }

    /// <summary>Leaves the cluster, and stops it when nobody else uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        using (await ClusterLock.StartingAsync(_folder, TimeProvider.System, CancellationToken.None))
        {
            _user.Dispose();
            using var last = ClusterLock.TryLast(_folder);
            if (last is not null)
            {
                var current = PostmasterFile.Read(_folder) ?? _server; // started anew by another process, if ours was killed

                // Fast: sessions are ended, nothing is lost. A server that is gone already is no error.
                await _account.RunAsync(
                    _binaries.PgCtl, ["stop", "-D", _folder.Data, "-m", "fast", "-w", "-t", "60"], s_startLimit, CancellationToken.None);
                DeleteSocketFolder(current);
            }
        }
    }

    /// <summary>The running server, if there is one that answers; waits for one that is just starting or recovering.</summary>
    private static async Task<PostmasterFile?> RunningAsync(ClusterFolder folder, ClusterPasswords passwords, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        while (PostmasterFile.Exists(folder))
        {
            var server = PostmasterFile.Read(folder);
            if (server is not null && !server.IsAlive(folder))
            {
                await PostmasterFile.DisownAsync(folder, ct); // the server was killed; its number may be another program's now
                DeleteSocketFolder(server);
                return null;
            }

            if (server is not null && await AnswersAsync(server, passwords, ct))
            {
                return server;
            }

            if (time.GetElapsedTime(began) > s_startLimit)
            {
                throw new StartException($"The PostgreSQL server of {folder.Data} runs but does not answer; see {folder.ServerLog}, or stop it with pg_ctl.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time, ct);
        }

        return null;
    }

    private static async Task<bool> AnswersAsync(PostmasterFile server, ClusterPasswords passwords, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(Describe(server, "postgres", passwords.Superuser, "postgres").ConnectionString + ";Pooling=false;Timeout=5");
            await connection.OpenAsync(ct);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new StartException("The embedded cluster refuses the password in its passwords.json; put the right file back, or move the folder away to begin anew.", e);
        }
        catch (NpgsqlException)
        {
            return false; // starting, stopping, or recovering
        }
    }

    private static async Task<PostmasterFile> LaunchAsync(
        ClusterFolder folder, ServerAccount account, PostgresBinaries binaries, bool durable, CancellationToken ct)
    {
        string? sockets = null;
        if (!OperatingSystem.IsWindows())
        {
            // Short (a socket's path holds 107 characters) and of a name nobody can guess and take beforehand.
            sockets = await ClusterFolder.MakePrivateAsync($"/tmp/ra-{Guid.NewGuid().ToString("N")[..12]}", account, ct);
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Data, ClusterSettings.FileName), ClusterSettings.Text(sockets, durable), ct);
        await account.TakeOverAsync(Path.Combine(folder.Data, ClusterSettings.FileName), ct);
        if (File.Exists(folder.ServerLog))
        {
            File.Move(folder.ServerLog, folder.ServerLog + ".1", overwrite: true); // one start back is kept
        }

        var seconds = s_startLimit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        for (var attempt = 1; ; attempt++)
        {
            var answer = await account.RunAsync(
                binaries.PgCtl, ["start", "-D", folder.Data, "-w", "-t", seconds, "-l", folder.ServerLog], s_startLimit + s_startLimit, ct);
            if (answer.ExitCode == 0 && PostmasterFile.Read(folder) is { } server)
            {
                return server;
            }

            var reason = Reason(folder, answer);
            if (attempt == 10 || !reason.Contains("shared memory", StringComparison.Ordinal))
            {
                throw new StartException($"The PostgreSQL server of {folder.Data} did not start: {reason} (the whole log: {folder.ServerLog})");
            }

            await Task.Delay(TimeSpan.FromSeconds(2), ct); // sessions of a killed server are still finishing
        }
    }

    private static string Reason(ClusterFolder folder, ProgramResult answer)
    {
        var lines = File.Exists(folder.ServerLog) ? File.ReadAllLines(folder.ServerLog) : answer.Output.Split('\n');
        return lines.LastOrDefault(l => l.Contains("FATAL", StringComparison.Ordinal)) ?? lines.LastOrDefault(l => l.Length > 0) ?? answer.Output;
    }

    private static NpgsqlConnectionStringBuilder Describe(PostmasterFile server, string login, string password, string database) => new()
    {
        Host = server.SocketFolder.Length > 0 ? server.SocketFolder : "127.0.0.1",
        Port = server.Port,
        Username = login,
        Password = password,
        Database = database,
    };

    private static void DeleteSocketFolder(PostmasterFile server)
    {
        // Only what this class made; a folder that cannot be deleted (another start was quicker) does no harm.
        if (server.SocketFolder.StartsWith("/tmp/ra-", StringComparison.Ordinal) && Directory.Exists(server.SocketFolder))
        {
            Directory.Delete(server.SocketFolder, recursive: true);
        }
    }

    private static StartException Missing(string where) => new(
        $"There is no database yet in {where}: `migrate` makes an empty one, `demo-data` one with demo data, `import` one with your files; "
        + "or set ConnectionStrings:Reporting and ConnectionStrings:Reader.");
}
