using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Runs.Workers;

namespace ReportingAdmin.Core.Runs;

/// <summary>How a file is asked for.</summary>
/// <param name="File">The file.</param>
public sealed record RunRequest(FileRequest File)
{
    /// <summary>The requester would rather wait, where the run is small; otherwise it is queued whatever its size.</summary>
    public bool Waits { get; init; }

    /// <summary>How long to wait then; null = <c>Runs:InlineTimeout</c>. Zero = not at all: the run is made at once all the same.</summary>
    public TimeSpan? WaitAtMost { get; init; }

    /// <summary>The requester takes a file of the last five minutes that is the same to the last digit, where there is one.</summary>
    public bool TakesRecent { get; init; }

    /// <summary>As the client sent it; the same one again gives the same run.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The run it repeats.</summary>
    public Guid? ParentRunId { get; init; }

    /// <summary>What was given for each parameter, where those of the file stand resolved; null = they are as given.</summary>
    public IReadOnlyDictionary<string, string>? Given { get; init; }
}

/// <summary>A run that was asked for.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Number">Its number for people.</param>
/// <param name="How">New, joined or repeated.</param>
/// <param name="File">The file, when it was made while the requester waited; otherwise it comes later.</param>
public sealed record RequestedRun(Guid RunId, long Number, QueuedHow How, PublishedFile? File)
{
    /// <summary>The same file, finished a moment ago: offered, never handed out in its place.</summary>
    public RecentRun? Recent { get; init; }

    /// <summary>About how long it will take once it begins, where it was queued; null or zero = not known, or short.</summary>
    public TimeSpan? Takes { get; init; }
}

/// <summary>
/// Where pages and API ask for files: a small one is made while the request waits, up to a limit; a large one is queued. Either
/// way it is the same kind of run, and it goes on when the requester is cut off.
/// </summary>
/// <param name="runner">The door to figures.</param>
/// <param name="runs">Makes files.</param>
/// <param name="store">The runs' rows.</param>
/// <param name="states">The states of runs.</param>
/// <param name="identity">Tells identical requests.</param>
/// <param name="paces">The pace of finished runs.</param>
/// <param name="node">This process.</param>
/// <param name="events">Tells when a run ended.</param>
/// <param name="options">Limits.</param>
/// <param name="time">The clock of waits.</param>
/// <param name="logger">Hears of what nobody waits for any more.</param>
public sealed partial class ReportRequests(
    ReportRunner runner,
    ReportRuns runs,
    RunStore store,
    RunStates states,
    RunIdentity identity,
    RunPace paces,
    RunNode node,
    RunEvents events,
    IOptions<RunOptions> options,
    TimeProvider time,
    ILogger<ReportRequests> logger)
{
    /// <summary>Asks for a file.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for, and how.</param>
    /// <param name="ct">Ends the wait, not the run.</param>
    /// <returns>The run, with its file where it was made at once; or why there is none.</returns>
    public async Task<Outcome<RequestedRun>> AskAsync(Caller caller, RunRequest request, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        var prepared = request.Given is { } given
            ? await runner.PrepareAgainAsync(caller, request.File.Report, given, ct)
            : await runner.PrepareAsync(caller, request.File.Report, ct);
        if (!prepared.Ok)
        {
            return Outcome<RequestedRun>.From(prepared.Problems);
        }

        var estimate = await runner.EstimateAsync(prepared.Value, ct);
        if (!estimate.Ok)
        {
            return Outcome<RequestedRun>.From(estimate.Problems);
        }

        var key = await identity.OfAsync(prepared.Value, request.File, ct);
        var recent = request.Waits ? null : await store.FindRecentAsync(key, ct);
        if (recent is not null && request.TakesRecent)
        {
            await store.ShareAsync(caller, recent.RunId, ct);
            return new RequestedRun(recent.RunId, recent.Number, QueuedHow.Shared, (await store.FindAsync(recent.RunId, ct))?.File);
        }

        var expected = (await paces.OfAsync(prepared.Value.Report.Meta.Key, estimate.Value, ct)).Takes ?? estimate.Value.Reading;
        var isSmall = estimate.Value.Rows <= options.Value.InlineMaxRows && expected <= options.Value.InlineMaxTime && !node.HoldsBack(estimate.Value.Rows);
        var waits = request.Waits && isSmall && node.TryEnterInline();
        var leave = waits;
        var wait = request.WaitAtMost ?? options.Value.InlineTimeout;
        try
        {
            var wanted = ReportRuns.Wanted(prepared.Value, request.File) with
            {
                Lane = isSmall ? RunLane.Interactive : RunLane.Heavy,
                RowsExpected = estimate.Value.Rows,
                IdentityKey = key,
                IdempotencyKey = request.IdempotencyKey,
                ParentRunId = request.ParentRunId,
                ClaimedBy = waits ? node.InlineName : null,
            };
            var queued = await states.EnqueueAsync(wanted, ct);
            if (!queued.Ok)
            {
                return Outcome<RequestedRun>.From(queued.Problems);
            }

            if (queued.Value.How == QueuedHow.Repeated)
            {
                return await RepeatedAsync(queued.Value, request.File, prepared.Value, ct);
            }

            if (queued.Value.How == QueuedHow.Claimed)
            {
                leave = false;
                var making = MakeAndLeaveAsync(queued.Value.Lease, prepared.Value, request.File, estimate.Value.Rows);
                return await WaitAsync(queued.Value, making, wait, ct);
            }

            return request.Waits && isSmall ? await WaitAsync(queued.Value, wait, ct) : Asked(queued.Value, null) with { Recent = recent, Takes = expected };
        }
        finally
        {
            if (leave)
            {
                node.LeaveInline();
            }
        }
    }

    private static RequestedRun Asked(QueuedRun queued, PublishedFile? file) => new(queued.Id, queued.Lease.Number, queued.How, file);

    private async Task<Outcome<PublishedFile>> MakeAndLeaveAsync(LeasedRun lease, PreparedReport prepared, FileRequest request, long? expected)
    {
        try
        {
            return await runs.MakeAsync(lease, prepared, request, expected, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Perhaps nobody waits any more who would hear of it.
            LogLost(logger, exception, lease.Id);
            throw;
        }
        finally
        {
            node.LeaveInline();
        }
    }

    private async Task<Outcome<RequestedRun>> WaitAsync(QueuedRun queued, Task<Outcome<PublishedFile>> making, TimeSpan wait, CancellationToken ct)
    {
        try
        {
            var made = await making.WaitAsync(wait, time, ct);
            if (made.Ok)
            {
                return Asked(queued, made.Value);
            }

            // A cause that may pass: it waits for its next try, which a worker makes.
            var now = await store.FindAsync(queued.Id, ct);
            return now?.Status is RunStatus.Pending or RunStatus.Generating ? Asked(queued, null) : Outcome<RequestedRun>.From(made.Problems);
        }
        catch (TimeoutException)
        {
            return Asked(queued, null);
        }
    }

    // Somebody else's run, perhaps on another node.
    private async Task<Outcome<RequestedRun>> WaitAsync(QueuedRun queued, TimeSpan wait, CancellationToken ct)
    {
        var changed = new SemaphoreSlim(0); // not disposed: a late notice may still release it
        using var hearing = events.Hear(id =>
        {
            if (id is null || id == queued.Id)
            {
                changed.Release();
            }
        });
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < wait;)
        {
            var run = await store.FindAsync(queued.Id, ct);
            if (run?.Status is not (RunStatus.Pending or RunStatus.Generating))
            {
                return Asked(queued, run?.File);
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(1), ct);
        }

        return Asked(queued, null);
    }

    private async Task<Outcome<RequestedRun>> RepeatedAsync(QueuedRun queued, FileRequest file, PreparedReport prepared, CancellationToken ct)
    {
        var before = await store.FindRequestAsync(queued.Id, ct);
        var same = before is not null
            && before.Request.Report.Key == prepared.Report.Meta.Key
            && before.Request.Report.Section == file.Report.Section
            && before.Request.Format == file.Format
            && before.Request.Options == file.Options
            && before.Request.Report.Layout == file.Report.Layout
            && before.Given.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .SequenceEqual(RunStore.Given(prepared).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        return same
            ? Asked(queued, (await store.FindAsync(queued.Id, ct))?.File)
            : QueuedRun.KeyReused;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} was left in an unexpected way")]
    private static partial void LogLost(ILogger logger, Exception exception, Guid run);
}
