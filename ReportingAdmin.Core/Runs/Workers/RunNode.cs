using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs.Workers;

/// <summary>This process as a worker: its name, what it works on, and whether it still takes work.</summary>
/// <param name="name">Its name.</param>
/// <param name="states">The queue.</param>
/// <param name="options">Lease, budget, grace.</param>
/// <param name="time">The clock of its own fuses.</param>
/// <param name="memory">Whether there is memory for large work.</param>
/// <param name="logger">Hears of lost leases.</param>
public sealed class RunNode(NodeName name, RunStates states, IOptions<RunOptions> options, TimeProvider time, MemoryPressure memory, ILogger<RunNode> logger)
{
    private readonly ConcurrentDictionary<Guid, ActiveRun> _active = new();
    private int _waitedFor;

    /// <summary>The name under which its workers hold leases.</summary>
    public string Name => name.Text;

    /// <summary>The name of leases of runs that a request of this node waits for: they do not count against its workers.</summary>
    public string InlineName => Name + "/inline";

    /// <summary>True once the node is asked to stop: nothing is claimed any more.</summary>
    public bool Draining { get; private set; }

    /// <summary>Runs in work at this moment.</summary>
    public int ActiveCount => _active.Count;

    /// <summary>How full this node's memory is.</summary>
    public MemoryReading Memory => memory.Look();

    /// <summary>True when work of so many rows is not begun here at once, because memory is short.</summary>
    /// <param name="rows">As expected.</param>
    public bool HoldsBack(long rows) => rows > options.Value.ShortMemoryMaxRows && Memory.IsShort;

    /// <summary>Takes a place for a run that a request waits for; false when all are taken, and the run is queued instead.</summary>
    public bool TryEnterInline()
    {
        if (Draining)
        {
            return false;
        }

        if (Interlocked.Increment(ref _waitedFor) <= Math.Max(4, options.Value.Workers * 2))
        {
            return true;
        }

        LeaveInline();
        return false;
    }

    /// <summary>Gives the place back.</summary>
    public void LeaveInline() => Interlocked.Decrement(ref _waitedFor);

    /// <summary>Stops a run, if it is in work here.</summary>
    /// <param name="id">The run.</param>
    public void Cancel(Guid id)
    {
        if (_active.TryGetValue(id, out var run))
        {
            run.Stop(StopReason.Cancelled);
        }
    }

    /// <summary>Claims nothing more.</summary>
    public void Drain() => Draining = true;

    /// <summary>Waits for what is in work, for the grace; then hands the rest back.</summary>
    /// <param name="ct">Ends the wait early.</param>
    public async Task StopAsync(CancellationToken ct)
    {
        Drain();
        var began = time.GetTimestamp();
        while (!_active.IsEmpty && time.GetElapsedTime(began) < options.Value.StopGrace && !ct.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, CancellationToken.None);
        }

        foreach (var run in _active.Values)
        {
            run.Stop(StopReason.HandedBack);
        }

        began = time.GetTimestamp();
        while (!_active.IsEmpty && time.GetElapsedTime(began) < TimeSpan.FromSeconds(5))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, CancellationToken.None);
        }
    }

    internal ActiveRun Begin(LeasedRun lease)
    {
        var run = new ActiveRun(lease, states, options.Value, time, logger);
        _active[lease.Id] = run;
        return run;
    }

    internal async Task EndAsync(ActiveRun run)
    {
        // Stopped first and forgotten then: who waits for the node to be idle must see every write done.
        await run.DisposeAsync();
        _active.TryRemove(KeyValuePair.Create(run.Lease.Id, run));
    }
}
