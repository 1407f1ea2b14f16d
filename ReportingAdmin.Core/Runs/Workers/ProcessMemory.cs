namespace ReportingAdmin.Core.Runs.Workers;

/// <summary>How full the memory is that this process may use, as the runtime sees it.</summary>
internal static class ProcessMemory
{
    private const double RuntimesMark = 90;

    /// <summary>
    /// In per cent, the fuller of two: the machine's or the container's memory with everything that uses it, scaled so that the
    /// load at which the runtime holds memory to be scarce is 90; and the heap of this process against the limit set for it.
    /// </summary>
    public static int Percent()
    {
        // What the runtime knows is as old as its last collection, and a process that waits for memory makes none.
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        var info = GC.GetGCMemoryInfo(GCKind.Any);
        var machine = RuntimesMark * info.MemoryLoadBytes / Math.Max(1, info.HighMemoryLoadThresholdBytes);
        var heap = 100d * GC.GetTotalMemory(forceFullCollection: false) / Math.Max(1, info.TotalAvailableMemoryBytes);
        return (int)Math.Clamp(Math.Max(machine, heap), 0, 100);
    }
}
