using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs.Workers;

/// <summary>Carries out one try of a run and sees to it that it ends in one state, whatever happens.</summary>
/// <param name="node">Holds the lease meanwhile.</param>
/// <param name="states">The states.</param>
/// <param name="options">How long an ending is tried to be written.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where failures are told with their run.</param>
public sealed partial class RunExecutor(RunNode node, RunStates states, IOptions<RunOptions> options, TimeProvider time, ILogger<RunExecutor> logger)
{
    /// <summary>Works on a run that this node holds.</summary>
    /// <param name="run">The run.</param>
    /// <param name="work">Does it and publishes the result itself; gives what stands against it.</param>
    /// <param name="leaves">Cancelled when the one who waits leaves, where he alone is waited for.</param>
    /// <returns>Null when it was published; otherwise why not.</returns>
    public async Task<Problem?> RunAsync(
        ClaimedRun run, Func<RunProgress, CancellationToken, Task<Problem?>> work, CancellationToken leaves = default)
    {
        var active = node.Begin(run.Lease);
        await using var leaving = leaves.Register(() => active.Stop(StopReason.Cancelled));
        try
        {
            return await WorkAsync(run, active, work);
        }
        finally
        {
            await node.EndAsync(active);
        }
    }

    private async Task<Problem?> WorkAsync(ClaimedRun run, ActiveRun active, Func<RunProgress, CancellationToken, Task<Problem?>> work)
    {
        try
        {
            // A worker with nothing to wait for must not run on the one who woke it.
            var problem = await Task.Run(() => work(active.Progress, active.Token));
            if (problem is not null)
            {
                await WriteAsync(run, () => states.FailAsync(run.Lease, cancelled: false, CauseOf(problem), CancellationToken.None));
            }

            return problem;
        }
        catch (LeaseLostException)
        {
            // Published by another, or asked to stop at the very end: the second is written, the first refuses it.
            await WriteAsync(run, () => states.FailAsync(run.Lease, cancelled: true, RunCause.Cancelled, CancellationToken.None));
            return new Problem(ProblemKind.Failed, "Another process took this run over, or it was stopped. Look at it in My runs.", null, "lease_lost");
        }
        catch (Exception exception)
        {
            return await EndAsync(run, active.Reason, exception);
        }
    }

    private async Task<Problem> EndAsync(ClaimedRun run, StopReason reason, Exception exception)
    {
        var problem = RunFailures.Explain(exception, run.Lease);
        switch (reason)
        {
            case StopReason.Cancelled:
                await WriteAsync(run, () => states.FailAsync(run.Lease, cancelled: true, RunCause.Cancelled, CancellationToken.None));
                return new Problem(ProblemKind.Conflict, "The run was stopped.", null, "cancelled");
            case StopReason.HandedBack:
                await WriteAsync(run, () => states.HandBackAsync(run.Lease, CancellationToken.None));
                return new Problem(ProblemKind.Failed, "This node is stopping; the run goes on elsewhere. Look at it in My runs.", null, "handed_back");
            case StopReason.LeaseLost:
                LogLeaseLost(logger, run.Lease.Id, run.Lease.Epoch);
                return new Problem(ProblemKind.Failed, "This node lost the run; another goes on with it. Look at it in My runs.", null, "lease_lost");
            case StopReason.TimeBudget:
                problem = RunFailures.Explain(new OperationCanceledException(), run.Lease);
                await WriteAsync(run, () => states.FailAsync(run.Lease, cancelled: false, CauseOf(problem), CancellationToken.None));
                return problem;
        }

        if (exception is ReportDefectException { Logged: { } why })
        {
            LogDefect(logger, run.Lease.Id, run.Attempt, why); // the amounts stand with the run
        }
        else
        {
            LogFailed(logger, exception, run.Lease.Id, run.Attempt);
        }

        await WriteAsync(run, () => RunFailures.MayPass(exception)
            ? states.RetryLaterAsync(run.Lease, run.Attempt, CauseOf(problem), CancellationToken.None)
            : states.FailAsync(run.Lease, cancelled: false, CauseOf(problem), CancellationToken.None));
        return problem;
    }

    // The database may be away at this very moment. While the lease can still be ours the ending is tried again; after that
    // the rescue decides.
    private async Task WriteAsync(ClaimedRun run, Func<Task<bool>> write)
    {
        for (var began = time.GetTimestamp(); ;)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException || RunFailures.MayPass(exception))
            {
                if (node.Draining || time.GetElapsedTime(began) > options.Value.Lease)
                {
                    LogNotEnded(logger, exception, run.Lease.Id);
                    return;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), time, CancellationToken.None);
        }
    }

    private static RunCause CauseOf(Problem problem) => new(problem.Code ?? "failed", problem.Message);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} failed at try {Attempt}")]
    private static partial void LogFailed(ILogger logger, Exception exception, Guid run, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} failed at try {Attempt}: {Why}")]
    private static partial void LogDefect(ILogger logger, Guid run, int attempt, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} was stopped: the lease of epoch {Epoch} could not be kept")]
    private static partial void LogLeaseLost(ILogger logger, Guid run, long epoch);

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of run {Run} could not be written; its lease will run out")]
    private static partial void LogNotEnded(ILogger logger, Exception exception, Guid run);
}
