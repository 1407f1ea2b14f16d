using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Runs.Workers;

namespace ReportingAdmin.Core.Runs;

/// <summary>A file wanted.</summary>
/// <param name="Report">The report, its parameters, its section.</param>
/// <param name="Format">The form.</param>
/// <param name="Options">Choices of the file itself.</param>
public sealed record FileRequest(ReportRequest Report, FileFormat Format, OutputOptions Options);

/// <summary>A published file.</summary>
/// <param name="RunId">Its run.</param>
/// <param name="FileName">As offered to people.</param>
/// <param name="StoredName">In the file store.</param>
/// <param name="Format">Its form.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record PublishedFile(Guid RunId, string FileName, string StoredName, FileFormat Format, long Size, string Sha256);

/// <summary>A published file, opened.</summary>
/// <param name="File">What it is.</param>
/// <param name="Content">Its bytes; the receiver disposes it.</param>
public sealed record OpenedFile(PublishedFile File, Stream Content);

/// <summary>
/// Makes the files of reports and hands them out. Every file is a run: recorded, spooled, hashed, published by one conditional
/// update, then sent. Here the request waits for its run; permission and row scope are checked again at each download.
/// </summary>
/// <param name="runner">The door to figures.</param>
/// <param name="catalog">The reports.</param>
/// <param name="store">The runs' rows.</param>
/// <param name="files">The files' folder.</param>
/// <param name="audit">The audit trail.</param>
/// <param name="states">The states of runs.</param>
/// <param name="node">This process.</param>
/// <param name="executor">Carries a try out.</param>
/// <param name="making">Makes the file.</param>
public sealed class ReportRuns(
    ReportRunner runner,
    ReportCatalog catalog,
    RunStore store,
    RunFiles files,
    AuditLog audit,
    RunStates states,
    RunNode node,
    RunExecutor executor,
    ReportMaking making)
{
    private const string Download = "report.download";

    /// <summary>Makes a file and waits for it, however long it takes.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="ct">Cancels the run, in the database too.</param>
    public async Task<Outcome<PublishedFile>> CreateAsync(Caller caller, FileRequest request, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        var prepared = await runner.PrepareAsync(caller, request.Report, ct);
        if (!prepared.Ok)
        {
            return Outcome<PublishedFile>.From(prepared.Problems);
        }

        // Before the run is claimed: whoever leaves meanwhile leaves no run that nobody makes.
        var estimate = await runner.EstimateAsync(prepared.Value, ct);
        if (!estimate.Ok)
        {
            return Outcome<PublishedFile>.From(estimate.Problems);
        }

        var queued = await states.EnqueueAsync(Wanted(prepared.Value, request) with { ClaimedBy = node.InlineName }, ct);
        if (!queued.Ok)
        {
            return Outcome<PublishedFile>.From(queued.Problems);
        }

        var made = await MakeAsync(queued.Value.Lease, prepared.Value, request, estimate.Value.Rows, ct);
        ct.ThrowIfCancellationRequested();
        return made;
    }

    /// <summary>
    /// Opens a run's file for a caller who may have it: his own or with <c>runs.read.all</c>, still permitted to run the report,
    /// with rows within his scope, with the rights that single columns of it need, and with <c>pii.read</c> where the file shows
    /// personal data. A run he may not know of answers like one that does not exist.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="runId">The run.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<OpenedFile>> OpenAsync(Caller caller, Guid runId, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        var found = await FindAsync(caller, runId, Download, ct);
        if (!found.Ok)
        {
            return Outcome<OpenedFile>.From(found.Problems);
        }

        var run = found.Value;

        if (run.Status is RunStatus.Pending or RunStatus.Generating)
        {
            return new Problem(ProblemKind.Conflict, "The file is still being prepared. Its page shows how far it is.", null, "still_running");
        }

        if (!run.Expired && run.File is null)
        {
            return new Problem(ProblemKind.Conflict, "This run has no file. Run the report again.", null, "no_file");
        }

        if (run.Expired || run.File is not { } file || files.OpenRead(file.StoredName) is not { } content)
        {
            return new Problem(ProblemKind.Gone, "The file has expired. Run the report again with the same parameters.", null, "expired");
        }

        await audit.WriteAsync(caller, new AuditEntry(Download, AuditOutcome.Done, "report", run.ReportKey, run.Id), ct);
        return new OpenedFile(file, content);
    }

    /// <summary>A run whose figures a caller may have, whatever of it is still there; the rules are those of <see cref="OpenAsync"/>.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="runId">The run.</param>
    /// <param name="action">What he wants it for: a refusal stands in the audit trail under this word.</param>
    /// <param name="ct">Stops it.</param>
    internal async Task<Outcome<RecordedRun>> FindAsync(Caller caller, Guid runId, string action, CancellationToken ct)
    {
        var run = await store.FindAsync(runId, ct);
        if (run is null || !MayKnow(caller, run.Askers))
        {
            return new Problem(ProblemKind.NotFound, "There is no such run.", null, "unknown_run");
        }

        if (RunRights.ToFile(catalog, caller, run.ReportKey, run.Scope, run.Needs, run.Masked) is { } refusal)
        {
            await audit.WriteAsync(caller, new AuditEntry(action, AuditOutcome.Refused, "report", run.ReportKey, run.Id), ct);
            return refusal;
        }

        return run;
    }

    /// <summary>Opens a file that this process has just made for its requester.</summary>
    /// <param name="file">From <see cref="CreateAsync"/>.</param>
    public Stream OpenPublished(PublishedFile file) =>
        files.OpenRead(file.StoredName) ?? throw new FileNotFoundException("The file just made is gone.", file.StoredName);

    internal static NewRun Wanted(PreparedReport prepared, FileRequest request) =>
        new(prepared.Caller, RunKind.Report, RunLane.Interactive)
        {
            Masked = !prepared.ShowsPersonalData,
            WriteDetailAsync = (connection, id, token) => RunStore.InsertDetailAsync(connection, id, prepared, request, token),
        };

    /// <summary>Works on a run that this node claimed as it was queued.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="prepared">The permitted request.</param>
    /// <param name="request">The file wanted.</param>
    /// <param name="expected">Rows that the planner expects; null = not known.</param>
    /// <param name="leaves">Cancelled when the one who waits leaves.</param>
    internal async Task<Outcome<PublishedFile>> MakeAsync(
        LeasedRun lease, PreparedReport prepared, FileRequest request, long? expected, CancellationToken leaves)
    {
        PublishedFile? file = null;
        var problems = (IReadOnlyList<Problem>)[];
        var problem = await executor.RunAsync(
            new ClaimedRun(lease, RunKind.Report, Attempt: 1),
            async (progress, token) =>
            {
                var made = await making.MakeAsync(lease, prepared, request, expected, progress, token);
                (file, problems) = (made.Value, made.Problems);
                return made.Ok ? null : made.FirstProblem;
            },
            leaves);
        if (problem is null)
        {
            return file!;
        }

        // The answer to the last commit may have been lost on the way: what stands in the database is what counts.
        return problem.Code is "database_lost" or "lease_lost" && await store.FindAsync(lease.Id, CancellationToken.None) is { Status: RunStatus.Completed, File: { } published }
            ? published
            : Outcome<PublishedFile>.From(problems.Count > 0 ? problems : [problem]);
    }

    internal static bool MayKnow(Caller caller, IReadOnlyList<long> askers) =>
        caller.May(Permissions.RunsReadAll)
        || (caller.May(Permissions.RunsOwn) && caller.PersonId is { } person && askers.Contains(person));
}
