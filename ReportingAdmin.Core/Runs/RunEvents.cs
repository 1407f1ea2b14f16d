using System.Collections.Concurrent;

namespace ReportingAdmin.Core.Runs;

/// <summary>
/// Tells, within this process, that a run's state or progress changed, whichever node changed it. Only the id is told: who hears
/// it reads what he may see.
/// </summary>
public sealed class RunEvents
{
    private readonly ConcurrentDictionary<long, Action<Guid?>> _hearers = new();
    private long _last;

    /// <summary>Hears of changes until disposed. Null means that changes may have been missed: look at all.</summary>
    /// <param name="hear">Called on another thread; quick, and it throws nothing.</param>
    public IDisposable Hear(Action<Guid?> hear)
    {
        var key = Interlocked.Increment(ref _last);
        _hearers[key] = hear;
        return new Hearing(() => _hearers.TryRemove(key, out _));
    }

    /// <summary>Tells of a change.</summary>
    /// <param name="run">The run; null = unknown ones.</param>
    public void Tell(Guid? run)
    {
        foreach (var hear in _hearers.Values)
        {
            hear(run);
        }
    }

    private sealed class Hearing(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
