using System.Collections.Frozen;
using Microsoft.Extensions.Logging.Abstractions;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Comparing;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Tests.Testing;
using Options = Microsoft.Extensions.Options.Options;

namespace ReportingAdmin.Tests.Runs.Comparing;

/// <summary>A database with two cases, Ann, who makes runs, and the comparison of them.</summary>
internal sealed class ComparedRuns : IAsyncDisposable
{
    private ComparedRuns(TestDatabase db, string folder)
    {
        (Db, Folder) = (db, folder);
        (Seed, Escrow) = (new RunSeed(db, folder), new EscrowSeed(db));
        Node = new TestNode(db, new TestEngine(db), folder, new RunOptions(), new CsvReportWriter());
    }

    public TestDatabase Db { get; }

    /// <summary>The folder of files.</summary>
    public string Folder { get; }

    public RunSeed Seed { get; }

    public EscrowSeed Escrow { get; }

    public TestNode Node { get; }

    /// <summary>Who asks; she may run escrow reports, and tapes after <see cref="MakeTapesAsync"/>.</summary>
    public Caller Ann { get; private set; } = null!;

    /// <summary>Makes them; each case holds some dollars since October 2026.</summary>
    public static async Task<ComparedRuns> MakeAsync()
    {
        var runs = new ComparedRuns(await TestDatabase.CloneAsync(Template.Empty), Directory.CreateTempSubdirectory("runs-").FullName);
        await runs.Seed.FillAsync();
        await runs.Escrow.CaseAsync("C2", "NW", "2026-02-01");
        await runs.Escrow.LedgerAsync("E2 C2 2026-10-01 deposit 40.00");
        runs.Ann = Holding(await runs.Seed.PersonAsync("Ann"), Permissions.EscrowFinance, Permissions.EscrowRead);
        return runs;
    }

    /// <summary>The comparison, on a node.</summary>
    /// <param name="node">The node; null = that of the runs.</param>
    public RunComparisons Comparisons(TestNode? node = null) => new(
        Node.Runs,
        new RunHistory(Db.Database, Options.Create(new RunOptions()), Node.Store, TestEngine.Catalog),
        Node.Store,
        Node.Files,
        TestEngine.Catalog,
        (node ?? Node).Node,
        new AuditLog(Db.Database),
        NullLogger<RunComparisons>.Instance);

    /// <summary>From now on Ann runs lending reports; writes their rows.</summary>
    public async Task<LendingSeed> MakeTapesAsync()
    {
        Ann = Holding(Ann, Permissions.LendingLoan, Permissions.LendingRead);
        await Db.ExecuteAsync(
            "insert into app.role_grant (role_id, person_id) select p.role_id, $1 from app.role_permission p where p.permission = 'reports.lending.loan' on conflict do nothing",
            Ann.PersonId);
        return new LendingSeed(Db);
    }

    /// <summary>Makes a tape of September and one of October 2026 of the same loans, all of portfolio PX.</summary>
    /// <param name="september">A line of <see cref="LendingSeed.MonthAsync"/> for each loan.</param>
    /// <param name="october">As above.</param>
    /// <param name="inEuros">Loans that are not in dollars.</param>
    public async Task<(Guid September, Guid October)> AskTapesAsync(string[] september, string[] october, params string[] inEuros)
    {
        var lending = await MakeTapesAsync();
        await lending.PortfolioAsync("PX");
        foreach (var loan in september.Select(line => line.Split(' ')[0]))
        {
            await lending.LoanAsync(loan, "PX", currency: inEuros.Contains(loan) ? "EUR" : "USD");
        }

        await lending.MonthAsync("2026-09-30", september);
        await lending.MonthAsync("2026-10-31", october);
        return (await AskAsync("lending/loan-tape", ("asOf", "2026-09-30")), await AskAsync("lending/loan-tape", ("asOf", "2026-10-31")));
    }

    /// <summary>Makes a run, to its end.</summary>
    /// <param name="key">The report.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    public async Task<Guid> AskAsync(string key, params (string Name, string Value)[] parameters)
    {
        var file = new FileRequest(TestEngine.Request(key, parameters), FileFormat.Csv, new OutputOptions());
        var asked = await Node.Requests.AskAsync(Ann, new RunRequest(file) { Waits = true }, default);
        Assert.True(asked.Ok, string.Join(' ', asked.Problems));
        return asked.Value.RunId;
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static Caller Holding(Caller caller, params string[] permissions) =>
        caller with { Permissions = permissions.Append(Permissions.RunsOwn).ToFrozenSet(StringComparer.Ordinal) };
}
