using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Runs;

namespace ReportingAdmin.Tests.Testing;

/// <summary>A database with one case, people who may run its report, and requests for it.</summary>
/// <param name="db">The database.</param>
/// <param name="folder">The folder of files.</param>
internal sealed class RunSeed(TestDatabase db, string folder)
{
    private const string Parked = "lock table escrow.agency_month in access exclusive mode";

    /// <summary>One case with one entry.</summary>
    public async Task FillAsync()
    {
        var seed = new EscrowSeed(db);
        await seed.AgencyAsync("NW");
        await seed.CaseAsync("C1", "NW", "2026-01-10");
        await seed.LedgerAsync("E1 C1 2026-10-05 deposit 100.00");
    }

    /// <summary>A person who may run every escrow report.</summary>
    /// <param name="name">The name.</param>
    public async Task<Caller> PersonAsync(string name)
    {
        var id = await db.InsertIdAsync("app.person", new { Provider = "test", Subject = name, Name = name });
        await db.ExecuteAsync("insert into app.role_grant (role_id, person_id) select r.id, $1 from app.role r join app.role_permission p on p.role_id = r.id where p.permission = 'reports.escrow.finance' limit 1", id);
        await db.ExecuteAsync("insert into app.user_scope (person_id, unrestricted) values ($1, true)", id);
        return TestEngine.Caller(RowScope.All, Permissions.EscrowFinance, Permissions.RunsOwn) with { PersonId = id };
    }

    /// <summary>A node without schedulers, on this database and folder.</summary>
    /// <param name="options">Its limits.</param>
    public TestNode Node(RunOptions? options = null) => new(db, new TestEngine(db), folder, options ?? new RunOptions(), new CsvReportWriter());

    /// <summary>A request for the balance by month.</summary>
    /// <param name="period">The months.</param>
    public static RunRequest Wanted(string period = "last-month") =>
        new(new FileRequest(TestEngine.Request("escrow/monthly-balance", ("period", period)), FileFormat.Csv, new OutputOptions()));

    /// <summary>Asks, which must be met.</summary>
    public static async Task<RequestedRun> AskAsync(TestNode node, Caller caller, bool waits = false, string period = "last-month")
    {
        var asked = await node.Requests.AskAsync(caller, Wanted(period) with { Waits = waits }, default);
        Assert.True(asked.Ok, string.Join(" ", asked.Problems));
        return asked.Value;
    }

    /// <summary>Queues a run without looking at its size, which would stand at a lock of <see cref="ParkAsync"/> too.</summary>
    public static async Task<Guid> QueueAsync(TestNode node, Caller caller)
    {
        var file = Wanted().File;
        var prepared = await node.Runner.PrepareAsync(caller, file.Report, default);
        var queued = await node.States.EnqueueAsync(ReportRuns.Wanted(prepared.Value!, file), default);
        return queued.Value!.Id;
    }

    /// <summary>Holds every run of that report at its query, for as long as the reader waits for a lock (10 s), or until disposed.</summary>
    public async Task<IAsyncDisposable> ParkAsync()
    {
        var connection = await db.Owner.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new Npgsql.NpgsqlCommand(Parked, connection, transaction);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Waits until that many statements stand at a lock, of reports unless another login is named.</summary>
    public Task ParkedAsync(long count = 1, string login = "reporting_reader") => UntilAsync(
        async () =>
        {
            // What sessions of others wait for is shown to the superuser alone.
            await using var command = db.Superuser.CreateCommand(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and usename = $1");
            command.Parameters.AddWithValue(login);
            return (long)(await command.ExecuteScalarAsync())!;
        },
        "runs at the lock",
        count,
        null);

    /// <summary>Waits until a query gives a number.</summary>
    public Task UntilAsync(string sql, long wanted, TimeSpan? within = null) => UntilAsync(() => db.ScalarAsync<long>(sql), sql, wanted, within);

    private static async Task UntilAsync(Func<Task<long>> count, string what, long wanted, TimeSpan? within)
    {
        for (var began = System.Diagnostics.Stopwatch.StartNew(); ;)
        {
            var found = await count();
            if (found == wanted)
            {
                return;
            }

            Assert.True(began.Elapsed < (within ?? TimeSpan.FromSeconds(60)), $"{what}: {found} where {wanted} was waited for.");
            await Task.Delay(20);
        }
    }
}
