using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output.Xlsx;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

/// <summary>A database in which the planner finds nothing small, and a page's reading of one report there.</summary>
public abstract class LongReadingsTest : IAsyncLifetime
{
    protected static ReportRequest Wanted { get; } = TestEngine.Request("escrow/monthly-balance", ("period", "2026-09-01..2026-10-31"));

    protected string Folder { get; } = Directory.CreateTempSubdirectory("runs-").FullName;
    private protected TestDatabase Db { get; private set; } = null!;
    private protected Caller Ann { get; private set; } = null!;
    private protected TestNode Node { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new RunSeed(Db, Folder);
        await seed.FillAsync();
        Ann = await seed.PersonAsync("Ann");

        // Every row is dear here, so that the planner finds nothing small.
        await Db.SetAsync("cpu_tuple_cost", "1000000");
        Node = NodeOf(new RunOptions { PreviewMaxTime = TimeSpan.FromSeconds(30) });
    }

    public async Task DisposeAsync()
    {
        await Db.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private protected async Task RunAsync()
    {
        await Node.Requests.AskAsync(Ann, new RunRequest(ReportPreviews.FileOf(Wanted)), default);
        var lane = await Db.ScalarAsync<string>("select lane from app.run where status = 'pending'");
        Assert.Null(await Node.WorkAsync(lane == "heavy" ? RunLane.Heavy : RunLane.Interactive));
    }

    private protected TestNode NodeOf(RunOptions options) => new(Db, new TestEngine(Db), Folder, options, new XlsxReportWriter());

    private protected Task<Outcome<ReportPreview>> ReadAsync() => Node.Previews.ReadAsync(Ann, Wanted, new PreviewRequest(), waits: false, default);

    // The planner's cost is what it is; how long it took is said by the test.
    private protected async Task ReadOnceAsync(int seconds)
    {
        Assert.True((await Node.Previews.ReadAsync(Ann, Wanted, new PreviewRequest(), waits: true, default)).Ok);
        await Db.ExecuteAsync("update app.reading_time set seconds = $1", (double)seconds);
    }

    private protected Task<long> ReadingsAsync() => Db.ScalarAsync<long>("select count(*) from app.reading_time where report_key = 'escrow/monthly-balance' and section = 'months' and ended");
}
