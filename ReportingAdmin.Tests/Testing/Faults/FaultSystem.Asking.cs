using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Syncs.Importing;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Tests.Testing.Faults;

/// <summary>What is asked for: runs, as careful clients ask for them, and work done by hand.</summary>
internal sealed partial class FaultSystem
{
    private static readonly RunOptions s_asking = new() { PerUserOpen = 100_000 };

    /// <summary>
    /// Queues a run of a report of some thousand rows, as a careful client does: where no answer came it asks again with the same
    /// key, and only what was answered counts as accepted.
    /// </summary>
    /// <param name="through">The database as the client reaches it; null = past the proxy.</param>
    public async Task<Guid> AskAsync(ReportingDatabase? through = null)
    {
        var file = new FileRequest(
            TestEngine.Request("escrow/case-monthly-balance", ("period", "2026-01-01..2026-10-31")), FileFormat.Csv, new OutputOptions());
        var states = through is null ? _asking.States : new RunStates(through, Options.Create(s_asking), new RunSignal());
        var key = Guid.NewGuid().ToString("N");
        for (var began = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                var prepared = await _asking.Runner.PrepareAsync(Ann, file.Report, default);
                Assert.True(prepared.Ok, string.Join(' ', prepared.Problems));
                var queued = await states.EnqueueAsync(ReportRuns.Wanted(prepared.Value, file) with { IdempotencyKey = key }, default);
                Assert.True(queued.Ok, string.Join(' ', queued.Problems));
                _accepted.Add(queued.Value.Id);
                return queued.Value.Id;
            }
            catch (NpgsqlException) when (began.Elapsed < TimeSpan.FromMinutes(1))
            {
                // The database is being restarted, or the answer was lost.
            }
        }
    }

    /// <summary>Queues a run of kind custom; the node does what its key says (<see cref="FaultWork"/>).</summary>
    /// <param name="key">What it does.</param>
    public async Task<Guid> AskCustomAsync(string key)
    {
        var queued = await _asking.States.EnqueueAsync(
            new NewRun(Ann, RunKind.Custom, RunLane.Interactive) { IdempotencyKey = key, WriteDetailAsync = (_, _, _) => Task.CompletedTask }, default);
        return queued.Value!.Id;
    }

    /// <summary>Queues the load of so many agencies, the one in the middle called LOAD.</summary>
    /// <param name="rows">How many.</param>
    public async Task<Guid> AskImportAsync(int rows)
    {
        var lines = Enumerable.Range(1, rows).Select(row => row == rows / 2 ? "LOAD,In the middle" : string.Create(CultureInfo.InvariantCulture, $"L{row},Agency {row}"));
        var text = "code,name\n" + string.Join('\n', lines) + "\n";
        var upload = new UploadedFile(new MemoryStream(Encoding.UTF8.GetBytes(text)), "agency.csv", DocumentedFile.Of(ImportTables.Find("escrow.agency")!));
        var queued = await new ImportRuns(_asking.States, new RunFiles(Folder)).EnqueueAsync(TestEngine.Everyone, upload, default);
        Assert.True(queued.Ok, string.Join(' ', queued.Problems));
        return queued.Value.Id;
    }

    /// <summary>The first statement of a cancel, as a pattern of <c>like</c>.</summary>
    public const string CancelStatement = "%from app.run r where r.id = $1 for update";

    /// <summary>Asks to stop a run.</summary>
    /// <param name="run">The run.</param>
    public Task<bool> CancelAsync(Guid run) => _asking.States.CancelAsync(Ann, run, forAll: true, default);

    /// <summary>Waits until a cancel has been answered, or somebody stands at a lock: the cancel at the run that is published, or who publishes it at the cancel.</summary>
    /// <param name="cancelling">The cancel.</param>
    public Task CancelCameAsync(Task cancelling) => UntilAsync(async () => cancelling.IsCompleted || await Db.WaitsSinceAsync("%") is not null, "the cancel");

    /// <summary>A node without schedulers, for a test to work by hand.</summary>
    /// <param name="through">The database as it reaches it; null = past the proxy.</param>
    public TestNode Hand(ReportingDatabase? through = null) => new(
        through ?? Db.Database,
        new TestEngine(Db, through: through),
        Folder,
        new RunOptions { Lease = Lease, RenewEvery = TimeSpan.FromMilliseconds(300), PerUserOpen = 100_000 },
        new CsvReportWriter());

    /// <summary>Has a node worked by hand do a run, the only one that waits.</summary>
    /// <param name="node">The node.</param>
    /// <param name="run">The run.</param>
    public static async Task WorkAsync(TestNode node, Guid run)
    {
        var claimed = await node.ClaimAsync();
        Assert.Equal(run, claimed?.Lease.Id);
        await node.Executor.RunAsync(claimed!, (progress, ct) => node.Work.DoAsync(claimed!, progress, ct));
    }
}
