using Microsoft.Extensions.Logging;
using Npgsql;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs.Workers;

/// <summary>Why a running run is to stop.</summary>
internal enum StopReason
{
    /// <summary>Nobody asked.</summary>
    None,

    /// <summary>A person stopped it.</summary>
    Cancelled,

    /// <summary>The lease could not be renewed in time, or somebody else has it.</summary>
    LeaseLost,

    /// <summary>It took longer than a run may.</summary>
    TimeBudget,

    /// <summary>This node is asked to stop.</summary>
    HandedBack,
}

/// <summary>
/// A run in work: renews its lease, tells its progress, and stops itself in time when neither can be done. The fuse burns by
/// this process's own clock, from the last renewal that the database confirmed.
/// </summary>
internal sealed partial class ActiveRun : IAsyncDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(250);

    private readonly RunStates _states;
    private readonly RunOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _done = new();
    private readonly ITimer _fuse;
    private readonly ITimer _budget;
    private readonly Task _keeping;
    private int _reason;

    public ActiveRun(LeasedRun lease, RunStates states, RunOptions options, TimeProvider time, ILogger logger)
    {
        (Lease, _states, _options, _time, _logger) = (lease, states, options, time, logger);
        _fuse = time.CreateTimer(_ => Stop(StopReason.LeaseLost), null, Fuse, Timeout.InfiniteTimeSpan);
        _budget = time.CreateTimer(_ => Stop(StopReason.TimeBudget), null, options.TimeBudget, Timeout.InfiniteTimeSpan);
        _keeping = KeepAsync();
    }

    /// <summary>The lease.</summary>
    public LeasedRun Lease { get; }

    /// <summary>How far it is.</summary>
    public RunProgress Progress { get; } = new();

    /// <summary>Cancelled when the work is to stop, in the database too.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Why; the first reason holds.</summary>
    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    private TimeSpan Fuse => _options.Lease * 2 / 3;

    /// <summary>Stops the work.</summary>
    public void Stop(StopReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, (int)StopReason.None) == (int)StopReason.None)
        {
            // Callbacks of a cancellation (Npgsql's cancel request) must not hold up the one who asks.
            _ = _stop.CancelAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _keeping;
        await _fuse.DisposeAsync();
        await _budget.DisposeAsync();
        _done.Dispose();
    }

    private async Task KeepAsync()
    {
        using var ticks = new PeriodicTimer(s_tick, _time);
        var (renewed, told) = (_time.GetTimestamp(), ("", 0L));
        try
        {
            while (await ticks.WaitForNextTickAsync(_done.Token))
            {
                var step = (Progress.Phase, Progress.Rows);
                if (step != told)
                {
                    told = await TryAsync(() => _states.ReportAsync([new RunStep(Lease, step.Phase, step.Rows)], _done.Token)) ? step : told;
                }

                if (_time.GetElapsedTime(renewed) >= _options.RenewEvery)
                {
                    var asked = _time.GetTimestamp();
                    renewed = await TryAsync(RenewAsync) ? asked : renewed;
                }
            }
        }
        catch (OperationCanceledException) when (_done.IsCancellationRequested)
        {
            // The work is over.
        }
    }

    private async Task RenewAsync()
    {
        var kept = await _states.RenewAsync([Lease], _done.Token);
        if (!kept.TryGetValue(Lease.Id, out var cancelled))
        {
            Stop(StopReason.LeaseLost);
        }
        else
        {
            _fuse.Change(Fuse, Timeout.InfiniteTimeSpan);
            if (cancelled)
            {
                Stop(StopReason.Cancelled);
            }
        }
    }

    private async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException || RunFailures.MayPass(exception))
        {
            // The next tick tries again; the fuse ends it in time.
            LogNotKept(_logger, Lease.Id, exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of run {Run} could not be renewed; trying again")]
    private static partial void LogNotKept(ILogger logger, Guid run, Exception cause);
}
