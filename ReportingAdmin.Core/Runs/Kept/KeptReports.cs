using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Runs.Workers;

namespace ReportingAdmin.Core.Runs.Kept;

/// <summary>
/// Where a finished run is asked for in another form: the same figures of the same moment, made from its kept rows. The new file
/// is a run of its own.
/// </summary>
/// <param name="runs">Whose figures a caller may have.</param>
/// <param name="store">The runs' rows.</param>
/// <param name="runner">Permission and parameters.</param>
/// <param name="states">The queue.</param>
/// <param name="node">This process.</param>
/// <param name="executor">Carries a try out.</param>
/// <param name="making">Makes the file.</param>
/// <param name="options">How many rows are kept.</param>
public sealed class KeptReports(
    ReportRuns runs, RunStore store, ReportRunner runner, RunStates states, RunNode node, RunExecutor executor, KeptMaking making, IOptions<RunOptions> options)
{
    /// <summary>Asks for a further format, and waits for it where this node has a place.</summary>
    /// <param name="caller">Who asks: needs what a download needs.</param>
    /// <param name="runId">The finished run.</param>
    /// <param name="format">The form wanted.</param>
    /// <param name="ct">Ends the wait, not the run.</param>
    /// <returns>The new run; a conflict <c>rows_not_kept</c> where the report must be run again.</returns>
    public async Task<Outcome<RequestedRun>> AskAsync(Caller caller, Guid runId, FileFormat format, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        var source = await runs.FindAsync(caller, runId, "report.run", ct);
        if (!source.Ok)
        {
            return Outcome<RequestedRun>.From(source.Problems);
        }

        if (await store.FindRequestAsync(runId, ct) is not { } recorded || await store.FindKeptAsync(runId, ct) is not { } kept || source.Value.Expired)
        {
            return NotKept($"Its rows are not kept: it has more than {options.Value.KeepRows:N0}, or its files had their time.");
        }

        // The rows stay what they are: those of that run's scope and mask, whoever asks for another form of them.
        var asOfThen = caller with { Scope = recorded.Scope };
        var prepared = await runner.PrepareAgainAsync(asOfThen, recorded.Request.Report, recorded.Given, ct);
        if (!prepared.Ok)
        {
            return Outcome<RequestedRun>.From(prepared.Problems);
        }

        return prepared.Value.Version == kept.Version
            ? await QueueAsync(prepared.Value, recorded with { Request = recorded.Request with { Format = format }, KeptFrom = kept.RunId }, runId, kept.Rows.Values.Sum(), ct)
            : NotKept("The report has changed since.");
    }

    private async Task<Outcome<RequestedRun>> QueueAsync(PreparedReport prepared, RecordedRequest recorded, Guid parent, long rows, CancellationToken ct)
    {
        var isHeldBack = node.HoldsBack(rows);
        var waits = !isHeldBack && node.TryEnterInline();
        try
        {
            var queued = await states.EnqueueAsync(
                new NewRun(prepared.Caller, RunKind.Report, isHeldBack ? RunLane.Heavy : RunLane.Interactive)
                {
                    Masked = recorded.Masked,
                    ParentRunId = parent,
                    RowsExpected = recorded.RowsExpected,
                    ClaimedBy = waits ? node.InlineName : null,
                    WriteDetailAsync = (connection, id, token) => RunStore.InsertDetailAsync(connection, id, prepared, recorded.Request, token, recorded.KeptFrom),
                },
                ct);
            if (!queued.Ok)
            {
                return Outcome<RequestedRun>.From(queued.Problems);
            }

            return waits
                ? await MakeAsync(queued.Value, prepared, recorded)
                : new RequestedRun(queued.Value.Id, queued.Value.Lease.Number, queued.Value.How, null);
        }
        finally
        {
            if (waits)
            {
                node.LeaveInline();
            }
        }
    }

    private async Task<Outcome<RequestedRun>> MakeAsync(QueuedRun queued, PreparedReport prepared, RecordedRequest recorded)
    {
        PublishedFile? file = null;
        var problem = await executor.RunAsync(
            new ClaimedRun(queued.Lease, RunKind.Report, Attempt: 1),
            async (progress, token) =>
            {
                var made = await making.MakeAsync(queued.Lease, prepared, recorded, progress, token);
                file = made.Value;
                return made.Ok ? null : made.FirstProblem;
            });
        return problem is null ? new RequestedRun(queued.Id, queued.Lease.Number, queued.How, file) : problem;
    }

    private static Problem NotKept(string why) => new(
        ProblemKind.Conflict, $"{why} A new run in that format reads the figures as they are now.", null, "rows_not_kept");
}
