using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ReportingAdmin.Core.Runs.Workers;

/// <summary>How full memory is, and what follows.</summary>
/// <param name="Percent">In use.</param>
/// <param name="Mark">From here on it is short; 100 = never.</param>
/// <param name="IsShort">True until it has fallen a little below the mark again.</param>
public sealed record MemoryReading(int Percent, int Mark, bool IsShort);

/// <summary>
/// Whether this node has memory for large work. While it is short no run of the heavy lane is begun here, and what a request would
/// wait for is queued from a smaller size on; runs in work go on. Said in the log once when it begins and once when it ends.
/// </summary>
/// <param name="read">How full memory is, in per cent.</param>
/// <param name="options">From where on it is short.</param>
/// <param name="time">The clock of looks.</param>
/// <param name="logger">Hears of changes.</param>
public sealed partial class MemoryPressure(Func<int> read, IOptions<RunOptions> options, TimeProvider time, ILogger<MemoryPressure> logger)
{
    /// <summary>So many points below the mark it ends, so that a load at the mark does not come and go.</summary>
    public const int Slack = 5;

    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_collectEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _looking = new();
    private MemoryReading? _last;
    private long _lookedAt;
    private long? _collectedAt;

    /// <summary>How it stands, not older than a second.</summary>
    public MemoryReading Look()
    {
        lock (_looking)
        {
            if (_last is null || time.GetElapsedTime(_lookedAt) >= s_fresh)
            {
                _last = Measure(_last?.IsShort ?? false);
                _lookedAt = time.GetTimestamp();
            }

            return _last;
        }
    }

    private MemoryReading Measure(bool wasShort)
    {
        var (percent, mark) = (read(), options.Value.MemoryMark);
        var isShort = mark < 100 && percent >= (wasShort ? mark - Slack : mark);
        if (isShort && !wasShort)
        {
            LogShort(logger, percent, mark);
        }
        else if (wasShort && !isShort)
        {
            LogEnough(logger, percent);
        }

        if (isShort)
        {
            GiveBack();
        }

        return new MemoryReading(percent, mark, isShort);
    }

    // What is left over from a large run goes with a full collection, which an idle process would not make; it holds nobody up.
    private void GiveBack()
    {
        if (_collectedAt is null || time.GetElapsedTime(_collectedAt.Value) >= s_collectEvery)
        {
            _collectedAt = time.GetTimestamp();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Memory is short, {Percent} % in use (Runs:MemoryMark = {Mark}): this node begins no large run until there is more")]
    private static partial void LogShort(ILogger logger, int percent, int mark);

    [LoggerMessage(Level = LogLevel.Information, Message = "Memory is free again, {Percent} % in use: this node begins large runs")]
    private static partial void LogEnough(ILogger logger, int percent);
}
