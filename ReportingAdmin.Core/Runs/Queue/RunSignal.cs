namespace ReportingAdmin.Core.Runs.Queue;

/// <summary>Says within this process that a run waits. Nobody listens where there are no workers (the command line).</summary>
public sealed class RunSignal
{
    /// <summary>A run of that lane waits.</summary>
    public event Action<RunLane>? Woken;

    /// <summary>Wakes the workers of a lane; called after the run was committed.</summary>
    /// <param name="lane">Which lane.</param>
    public void Wake(RunLane lane) => Woken?.Invoke(lane);
}
