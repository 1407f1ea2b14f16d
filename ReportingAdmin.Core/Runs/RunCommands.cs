using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs;

/// <summary>What people do to runs: stop them, and have them made again.</summary>
/// <param name="history">Which runs a caller may know of.</param>
/// <param name="states">The states of runs.</param>
/// <param name="store">What a run was asked to make.</param>
/// <param name="requests">Where files are asked for.</param>
public sealed class RunCommands(RunHistory history, RunStates states, RunStore store, ReportRequests requests)
{
    /// <summary>
    /// Leaves one's run, which stops when nobody else waits for it. Somebody else's run is stopped by those who hold
    /// <c>system.manage</c>.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The run.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The run as it stands then.</returns>
    public async Task<Outcome<RunLine>> CancelAsync(Caller caller, Guid id, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        var run = await history.FindAsync(caller, id, ct);
        if (run is null)
        {
            return Unknown();
        }

        if (!run.Mine && !caller.May(Permissions.SystemManage))
        {
            return new Problem(ProblemKind.Forbidden, "You may stop your own runs. Those of others need the right system.manage.", null, "forbidden");
        }

        return await states.CancelAsync(caller, id, forAll: !run.Mine, ct)
            ? await history.FindAsync(caller, id, ct) ?? run
            : new Problem(ProblemKind.Conflict, "The run had ended before.", null, "ended");
    }

    /// <summary>Takes the same file that was finished a moment ago instead of a run that waits; the caller leaves the waiting one.</summary>
    /// <param name="caller">Who asks; the waiting run is his.</param>
    /// <param name="id">The run that waits.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The finished run.</returns>
    public async Task<Outcome<RecentRun>> TakeRecentAsync(Caller caller, Guid id, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        var run = await history.FindAsync(caller, id, ct);
        if (run is not { Mine: true })
        {
            return Outcome<RecentRun>.From(Unknown().Problems);
        }

        if (await store.FindRecentAsync(id, ct) is not { } recent)
        {
            return new Problem(ProblemKind.Gone, "No file of the last five minutes is the same any more. Your run goes on.", null, "none_recent");
        }

        await store.ShareAsync(caller, recent.RunId, ct);
        await states.CancelAsync(caller, id, forAll: false, ct);
        return recent;
    }

    /// <summary>Asks for the same file again: the parameters as they came to then, with the caller's own rights. The old run stays as it is.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The run that ended.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<RequestedRun>> RetryAsync(Caller caller, Guid id, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        var run = await history.FindAsync(caller, id, ct);
        if (run is null || await store.FindRequestAsync(id, ct) is not { } recorded)
        {
            return run is null ? Outcome<RequestedRun>.From(Unknown().Problems) : new Problem(ProblemKind.Invalid, "Only reports can be made again here.", null, "not_a_report");
        }

        if (run.IsOpen)
        {
            return new Problem(ProblemKind.Conflict, "The run has not ended yet.", null, "still_running");
        }

        // What a run that was not finished had of a default, a tape configuration may still set.
        var given = run.Status == RunStatus.Completed ? null : recorded.Given;
        return await requests.AskAsync(caller, new RunRequest(recorded.Request) { ParentRunId = id, Given = given }, ct);
    }

    private static Outcome<RunLine> Unknown() => new Problem(ProblemKind.NotFound, "There is no such run.", null, "unknown_run");
}
