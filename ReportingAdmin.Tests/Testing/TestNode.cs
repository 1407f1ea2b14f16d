using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Kept;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Runs.Workers;

namespace ReportingAdmin.Tests.Testing;

/// <summary>A node of the queue without schedulers: a test claims and works by hand. Two of them on one database are two processes to it.</summary>
internal sealed class TestNode
{
    public TestNode(TestDatabase db, TestEngine engine, string folder, RunOptions options, params IReportWriter[] writers)
        : this(db.Database, engine, folder, options, writers)
    {
    }

    public TestNode(ReportingDatabase database, TestEngine engine, string folder, RunOptions options, params IReportWriter[] writers)
    {
        var settings = Options.Create(options);
        var audit = new AuditLog(database);
        Runner = engine.Runner;
        Files = new RunFiles(folder);
        States = new RunStates(database, settings, Signal);
        Store = new RunStore(database);
        var memory = new MemoryPressure(() => Memory, settings, TimeProvider.System, NullLogger<MemoryPressure>.Instance);
        Node = new RunNode(new NodeName(), States, settings, TimeProvider.System, memory, NullLogger<RunNode>.Instance);
        Executor = new RunExecutor(Node, States, settings, TimeProvider.System, NullLogger<RunExecutor>.Instance);
        var making = new ReportMaking(engine.Runner, Store, Files, writers, Options.Create(new FilesOptions()), settings);
        var kept = new KeptMaking(Store, Files, making, new CompanyOptions());
        Work = new ReportWork(TestEngine.Catalog, Store, new CallerLoader(database), engine.Runner, making, kept);
        Runs = new ReportRuns(engine.Runner, TestEngine.Catalog, Store, Files, audit, States, Node, Executor, making);
        Kept = new KeptReports(Runs, Store, engine.Runner, States, Node, Executor, kept, settings);
        Estimates = new RunEstimates(engine.Runner, database, new RunPace(database), Node, settings);
        var identity = new RunIdentity(database, new CompanyCalendar(TimeProvider.System, new CompanyOptions(), database), new CompanyOptions(), new ConventionOptions());
        Previews = new ReportPreviews(engine.Runner, identity, Store, Files, settings, NullLogger<ReportPreviews>.Instance);
        Requests = new ReportRequests(
            engine.Runner, Runs, Store, States, identity, new RunPace(database), Node, Events, settings, TimeProvider.System, NullLogger<ReportRequests>.Instance);
    }

    public ReportRunner Runner { get; }

    /// <summary>How full memory is said to be, in per cent; looked at once a second.</summary>
    public int Memory { get; set; } = 10;

    public RunSignal Signal { get; } = new();

    public RunEvents Events { get; } = new();

    public RunFiles Files { get; }

    public RunStates States { get; }

    public RunStore Store { get; }

    public RunNode Node { get; }

    public RunExecutor Executor { get; }

    public ReportWork Work { get; }

    public ReportRuns Runs { get; }

    public ReportRequests Requests { get; }

    public KeptReports Kept { get; }

    public RunEstimates Estimates { get; }

    public ReportPreviews Previews { get; }

    /// <summary>Claims the next run of a lane.</summary>
    public Task<ClaimedRun?> ClaimAsync(RunLane lane = RunLane.Interactive, int mostOfOne = 10) => States.ClaimAsync(lane, Node.Name, mostOfOne, default);

    /// <summary>Claims the next run of a lane and works on it as a worker does.</summary>
    public async Task<Problem?> WorkAsync(RunLane lane = RunLane.Interactive)
    {
        var run = await ClaimAsync(lane);
        Assert.NotNull(run);
        return await Executor.RunAsync(run, (progress, ct) => Work.DoAsync(run, progress, ct));
    }
}
