using System.Diagnostics;

namespace ReportingAdmin.Core.Runs;

/// <summary>How far a run is and where its time goes: written by the one who works on it, read by the one who tells.</summary>
public sealed class RunProgress
{
    private readonly Dictionary<string, long> _spent = new(StringComparer.Ordinal);
    private volatile string _phase = "starting";
    private long _since = Stopwatch.GetTimestamp();
    private long _rows;

    /// <summary>What it is doing, in a word: starting, reading, writing, checking, publishing, loading.</summary>
    public string Phase => _phase;

    /// <summary>Rows so far.</summary>
    public long Rows => Volatile.Read(ref _rows);

    /// <summary>A new phase begins; one that was left may be entered again.</summary>
    /// <param name="phase">A word.</param>
    public void Enter(string phase)
    {
        if (phase != _phase)
        {
            Close();
            _phase = phase;
        }
    }

    /// <summary>One row more.</summary>
    public void Row() => _rows++;

    /// <summary>So many rows by now.</summary>
    /// <param name="rows">In all.</param>
    public void Reach(long rows) => Volatile.Write(ref _rows, rows);

    /// <summary>The time spent in each phase until now, in milliseconds; called by the one who works.</summary>
    public IReadOnlyDictionary<string, long> Timings()
    {
        Close();
        return _spent.ToDictionary(phase => phase.Key, phase => (long)Stopwatch.GetElapsedTime(0, phase.Value).TotalMilliseconds, StringComparer.Ordinal);
    }

    private void Close()
    {
        var now = Stopwatch.GetTimestamp();
        _spent[_phase] = _spent.GetValueOrDefault(_phase) + now - _since;
        _since = now;
    }
}
