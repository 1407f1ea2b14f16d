using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs.Workers;

/// <summary>
/// The workers of this node: threads of the scheduler <c>runs</c>, woken after an enqueue, by a notice from another node, and
/// by a poll. Waking too often costs one look that finds nothing.
/// </summary>
/// <param name="schedulers">The scheduler <c>runs</c>.</param>
/// <param name="states">The queue.</param>
/// <param name="node">This process.</param>
/// <param name="executor">Carries a try out.</param>
/// <param name="works">One per kind.</param>
/// <param name="options">How many.</param>
/// <param name="logger">Hears of a database that is away.</param>
public sealed partial class RunWorkers(
    [FromKeyedServices(RunWorkers.SchedulerName)] ISchedulerFactory schedulers,
    RunStates states,
    RunNode node,
    RunExecutor executor,
    IEnumerable<IRunWork> works,
    IOptions<RunOptions> options,
    ILogger<RunWorkers> logger) : IDisposable
{
    /// <summary>The scheduler in memory, one per node.</summary>
    public const string SchedulerName = "runs";

    private readonly Dictionary<RunKind, IRunWork> _works = works.ToDictionary(work => work.Kind);
    private readonly SemaphoreSlim _claiming = new(1);
    private readonly int[] _waking = new int[Enum.GetValues<RunLane>().Length];
    private IScheduler? _scheduler;
    private readonly ConcurrentDictionary<Guid, long> _held = new();
    private long _looked;
    private int _wasAway;
    private int _saidShort;

    /// <summary>One requester leaves one worker to the others.</summary>
    private int MostOfOne => Math.Max(1, options.Value.Workers - 1);

    /// <inheritdoc />
    public void Dispose() => _claiming.Dispose();

    /// <summary>Starts taking runs.</summary>
    /// <param name="ct">Stops the start.</param>
    public async Task StartAsync(CancellationToken ct)
    {
        if (options.Value.Workers == 0)
        {
            return;
        }

        _scheduler = await schedulers.GetScheduler(ct);
        foreach (var lane in Enum.GetValues<RunLane>())
        {
            var word = SnakeCaseWords<RunLane>.Write(lane);
            var job = JobBuilder.Create<ClaimJob>().WithIdentity(word).StoreDurably().Build();
            var poll = TriggerBuilder.Create().WithIdentity(word).ForJob(job).WithExecutionGroup(word)
                .StartNow()
                .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(options.Value.PollEvery).RepeatForever())
                .Build();
            await _scheduler.ScheduleJob(job, poll, cancellationToken: ct);
        }

        await _scheduler.Start(ct);
    }

    /// <summary>Stops the scheduler, once nothing is in work.</summary>
    /// <param name="ct">Stops the wait.</param>
    public async Task StopAsync(CancellationToken ct)
    {
        if (_scheduler is not null)
        {
            await _scheduler.Shutdown(true, ct);
        }
    }

    /// <summary>Has a worker look for runs of a lane, if one is free; called from any thread.</summary>
    /// <param name="lane">The lane.</param>
    public void Wake(RunLane lane)
    {
        // As many as there are workers may be on their way; more would find what these find.
        if (_scheduler is not { } scheduler || node.Draining || Interlocked.Increment(ref _waking[(int)lane]) > options.Value.Workers)
        {
            Interlocked.Exchange(ref _waking[(int)lane], Math.Min(Volatile.Read(ref _waking[(int)lane]), options.Value.Workers));
            return;
        }

        _ = WakeAsync(scheduler, lane);
    }

    internal async Task WorkAsync(RunLane lane, CancellationToken ct)
    {
        Interlocked.Exchange(ref _waking[(int)lane], 0);
        try
        {
            while (!node.Draining && !ct.IsCancellationRequested && await HasMemoryAsync(lane, ct) && await ClaimAsync(lane, ct) is { } run)
            {
                try
                {
                    var problem = await executor.RunAsync(run, (progress, token) => WorkOf(run).DoAsync(run, progress, token), CancellationToken.None);
                    if (problem?.Code is "lease_lost" or "database_lost")
                    {
                        Interlocked.Exchange(ref _wasAway, 1);
                    }
                }
                finally
                {
                    _held.TryRemove(KeyValuePair.Create(run.Lease.Id, run.Lease.Epoch)); // this node may hold it anew under a later epoch
                }
            }

            await RescueAsync(ct);
        }
        catch (Exception exception) when (exception is NpgsqlException || RunFailures.MayPass(exception))
        {
            // The poll looks again. An answer may have been lost on the way, so what stands under this node's name is looked at first.
            Interlocked.Exchange(ref _wasAway, 1);
            LogAway(logger, exception);
        }
    }

    // Large runs are left to nodes with more memory, or wait for it; each says so as long as it does. The poll looks again.
    private async Task<bool> HasMemoryAsync(RunLane lane, CancellationToken ct)
    {
        if (lane != RunLane.Heavy)
        {
            return true;
        }

        var isShort = node.Memory.IsShort;
        if (isShort || Volatile.Read(ref _saidShort) == 1)
        {
            await states.NoteMemoryAsync(isShort, ct);
            Volatile.Write(ref _saidShort, isShort ? 1 : 0);
        }

        return !isShort;
    }

    // The clustered scheduler rescues too; but the node that was about to do so may be the one that is gone, and its trigger
    // is then taken over only after some missed check-ins.
    private async Task RescueAsync(CancellationToken ct)
    {
        var last = Volatile.Read(ref _looked);
        var due = last == 0 || Stopwatch.GetElapsedTime(last) >= options.Value.PollEvery / 2;
        if (due && !node.Draining && Interlocked.CompareExchange(ref _looked, Stopwatch.GetTimestamp(), last) == last)
        {
            await states.RescueAsync(ct);
        }
    }

    private IRunWork WorkOf(ClaimedRun run) =>
        _works.TryGetValue(run.Kind, out var work) ? work : throw new InvalidOperationException($"This version does not know runs of kind {run.Kind}.");

    private async Task WakeAsync(IScheduler scheduler, RunLane lane)
    {
        try
        {
            var word = SnakeCaseWords<RunLane>.Write(lane);
            var trigger = TriggerBuilder.Create().WithIdentity(Guid.NewGuid().ToString("N")).ForJob(new JobKey(word)).WithExecutionGroup(word).StartNow().Build();
            await scheduler.ScheduleJob(trigger);
        }
        catch (SchedulerException exception)
        {
            // It is being shut down; the poll of another node finds the run.
            LogNotWoken(logger, exception);
        }
    }

    // One at a time on a node: the limits per requester are counted without a race, and there is no crowd at the head of the queue.
    private async Task<ClaimedRun?> ClaimAsync(RunLane lane, CancellationToken ct)
    {
        await _claiming.WaitAsync(ct);
        try
        {
            if (Volatile.Read(ref _wasAway) == 1)
            {
                await states.ReturnAsync(node.Name, [.. _held.Keys], [node.InlineName], ct);
                Volatile.Write(ref _wasAway, 0);
            }

            var run = node.Draining ? null : await states.ClaimAsync(lane, node.Name, MostOfOne, ct);
            if (run is not null)
            {
                _held[run.Lease.Id] = run.Lease.Epoch;
            }

            return run;
        }
        finally
        {
            _claiming.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue could not be read; looking again soon")]
    private static partial void LogAway(ILogger logger, Exception cause);

    [LoggerMessage(Level = LogLevel.Debug, Message = "No worker was woken")]
    private static partial void LogNotWoken(ILogger logger, Exception cause);
}
