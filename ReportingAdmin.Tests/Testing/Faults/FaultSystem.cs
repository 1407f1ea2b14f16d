using System.Diagnostics;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Data.Connections;

namespace ReportingAdmin.Tests.Testing.Faults;

/// <summary>Nodes, a database, a folder of files and a proxy between them; runs are asked for here, and their history is checked at the end.</summary>
internal sealed partial class FaultSystem : IAsyncDisposable
{
    /// <summary>The lease of the nodes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    private static readonly (string Key, string Value)[] s_short =
    [
        ("Runs:Lease", "00:00:02"), ("Runs:RenewEvery", "00:00:00.5"), ("Runs:PollEvery", "00:00:00.5"), ("Runs:StopGrace", "00:00:01"),
        ("Runs:RetryAfter", "00:00:00.3"), ("Runs:RetryAtMost", "00:00:02"), ("Runs:TimeBudget", "00:10:00"),
    ];

    private readonly List<Guid> _accepted = [];
    private readonly List<NodeProcess> _nodes = [];
    private readonly bool _ownFolder;
    private TestNode _asking = null!;

    private FaultSystem(FaultServer server, TestDatabase db, string? folder, FaultProxy proxy)
    {
        _ownFolder = folder is null;
        (Server, Db, Folder, Proxy) = (server, db, folder ?? Directory.CreateTempSubdirectory("faults-").FullName, proxy);
        Steps = new Breakpoints(db);
    }

    public FaultServer Server { get; }

    public TestDatabase Db { get; }

    public string Folder { get; }

    public FaultProxy Proxy { get; }

    public Breakpoints Steps { get; }

    /// <summary>Someone who may run the report and queue as much as he likes.</summary>
    public Caller Ann { get; private set; } = null!;

    /// <summary>What was accepted so far.</summary>
    public IReadOnlyList<Guid> Accepted => _accepted;

    /// <summary>The nodes that run, in the order they were started.</summary>
    public IReadOnlyList<NodeProcess> Nodes => _nodes;

    /// <summary>A database with one report of some thousand rows and a person who may run it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="files">The folder of files; null = one of its own.</param>
    public static async Task<FaultSystem> MakeAsync(FaultServer server, string? files = null)
    {
        var db = await server.DatabaseAsync();
        var at = new NpgsqlConnectionStringBuilder(db.Logins.App);
        var system = new FaultSystem(server, db, files, new FaultProxy(at.Host!, at.Port));
        var seed = new RunSeed(db, system.Folder);
        await seed.FillAsync();
        await db.ExecuteAsync(
            """
            insert into escrow.escrow_case (case_number, case_type, agency_id, opened_on, currency, status)
            select 'D' || n, 'surrogacy', a.id, '2026-01-01', 'USD', 'open' from escrow.agency a cross join generate_series(1, 400) n
            """);
        await db.ExecuteAsync(
            """
            insert into escrow.ledger_entry (entry_number, case_id, posted_on, kind, amount)
            select c.case_number || '-' || m, c.id, '2026-01-05'::date + m * interval '1 month', 'deposit', 10 + m
            from escrow.escrow_case c cross join generate_series(0, 9) m where c.case_number like 'D%'
            """);
        await system.Steps.MakeAsync();
        system.Ann = await seed.PersonAsync("Ann");
        system._asking = seed.Node(s_asking);
        return system;
    }

    /// <summary>Starts nodes; their connections go through the proxy.</summary>
    /// <param name="count">How many.</param>
    /// <param name="settings">Settings beside the short leases; connection strings among them go past the proxy.</param>
    public async Task StartAsync(int count, params (string Key, string Value)[] settings)
    {
        foreach (var node in await Task.WhenAll(Enumerable.Range(0, count).Select(_ => NodeAsync(settings))))
        {
            _nodes.Add(node);
        }
    }

    /// <summary>Starts a node that the caller ends.</summary>
    /// <param name="settings">Settings beside the short leases; connection strings among them go past the proxy.</param>
    public Task<NodeProcess> NodeAsync(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Reporting"] = Through(Db.Logins.App),
            ["ConnectionStrings:Reader"] = Through(Db.Logins.Reader),
            ["Files:Directory"] = Folder,
        };
        foreach (var (key, value) in s_short.Concat(settings))
        {
            all[key] = value;
        }

        return NodeProcess.StartAsync(all.Select(pair => (pair.Key, pair.Value)));
    }

    /// <summary>The database as a client behind the proxy reaches it; the caller disposes it.</summary>
    public ReportingDatabase Proxied() => new DatabaseLogins(Through(Db.Logins.App), Through(Db.Logins.Reader), null).Open();

    /// <summary>Forgets connections that a restarted server has ended.</summary>
    public void ForgetConnections()
    {
        Db.Owner.Clear();
        Db.Superuser.Clear();
        Db.Database.ForgetConnections();
    }

    /// <summary>The node that holds a run at this moment.</summary>
    /// <param name="run">The run.</param>
    public async Task<NodeProcess> OwnerAsync(Guid run)
    {
        var owner = await Db.ScalarAsync<string>("select a.owner from app.run_attempt a where a.run_id = $1 order by a.epoch desc limit 1", run);
        return _nodes.Single(node => owner!.StartsWith(node.OwnerPrefix, StringComparison.Ordinal));
    }

    /// <summary>The state of a run and its attempts' outcomes, in a line.</summary>
    /// <param name="run">The run.</param>
    public Task<string?> StoryAsync(Guid run) => Db.ScalarAsync<string>(
        "select r.status || ': ' || coalesce((select string_agg(coalesce(a.outcome, 'running'), ' ' order by a.epoch) from app.run_attempt a where a.run_id = r.id), '') from app.run r where r.id = $1", run);

    /// <summary>Fails, with the story of each that is not, unless so many runs are completed.</summary>
    /// <param name="count">How many.</param>
    public async Task CompletedAsync(long count)
    {
        var others = await Db.ScalarAsync<string>(
            """
            select string_agg(concat_ws(' ', r.status, r.error_code, (select string_agg(concat_ws('/', a.outcome, a.error_code), ' ' order by a.epoch) from app.run_attempt a where a.run_id = r.id)), E'\n')
            from app.run r where r.status <> 'completed'
            """);
        var done = await Db.ScalarAsync<long>("select count(*) from app.run where status = 'completed'");
        Assert.True(done == count, $"{done} of {count} runs are completed; others:\n{others}\n{string.Join('\n', _nodes.Select(node => node.Said))}");
    }

    /// <summary>Waits until nothing waits or runs.</summary>
    /// <param name="within">How long at most; null = a minute.</param>
    public Task SettledAsync(TimeSpan? within = null) => UntilAsync(
        async () => await Db.ScalarAsync<long>("select count(*) from app.run where status in ('pending', 'generating')") == 0, "the end of every run", within);

    /// <summary>Waits for something.</summary>
    /// <param name="holds">Asked every 25 ms; a database that is away does not hold.</param>
    /// <param name="what">For the message.</param>
    /// <param name="within">How long at most; null = a minute.</param>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what, TimeSpan? within = null)
    {
        for (var began = Stopwatch.StartNew(); ; await Task.Delay(25))
        {
            try
            {
                if (await holds())
                {
                    return;
                }
            }
            catch (NpgsqlException) when (began.Elapsed < (within ?? TimeSpan.FromMinutes(1)))
            {
                // It is being restarted.
            }

            Assert.True(began.Elapsed < (within ?? TimeSpan.FromMinutes(1)), $"Waited {began.Elapsed} for {what}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Proxy.DisposeAsync();
        await Db.DisposeAsync();
        if (_ownFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private string Through(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { Host = "127.0.0.1", Port = Proxy.Port, SslMode = SslMode.Disable, Timeout = 5 }.ConnectionString;
}
