namespace ReportingAdmin.Core.Runs;

/// <summary>How far a run is: written by the one who works on it, read by the one who tells.</summary>
public sealed class RunProgress
{
    private volatile string _phase = "starting";
    private long _rows;

    /// <summary>What it is doing, in a word: starting, reading, checking, publishing, loading.</summary>
    public string Phase => _phase;

    /// <summary>Rows so far.</summary>
    public long Rows => Volatile.Read(ref _rows);

    /// <summary>A new phase begins.</summary>
    /// <param name="phase">A word.</param>
    public void Enter(string phase) => _phase = phase;

    /// <summary>One row more.</summary>
    public void Row() => _rows++;

    /// <summary>So many rows by now.</summary>
    /// <param name="rows">In all.</param>
    public void Reach(long rows) => Volatile.Write(ref _rows, rows);
}
