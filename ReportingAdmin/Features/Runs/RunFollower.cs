using ReportingAdmin.Components;
using ReportingAdmin.Core.Runs;

namespace ReportingAdmin.Features.Runs;

/// <summary>Has a page read anew when a run changed: at once, and then four times a second at most.</summary>
internal static partial class RunFollower
{
    private static readonly TimeSpan s_apart = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_afterFailure = TimeSpan.FromSeconds(2);

    /// <summary>Follows until the page goes.</summary>
    /// <param name="events">What tells of changes.</param>
    /// <param name="concerns">Whether a run's change is to be seen on the page.</param>
    /// <param name="refresh">Reads the page anew.</param>
    /// <param name="logger">Where a failure to read is told; the page keeps what it shows, and it is tried again.</param>
    /// <param name="stopped">Cancelled when the page goes.</param>
    public static async Task FollowAsync(RunEvents events, Func<Guid, bool> concerns, Func<Task> refresh, ILogger logger, CancellationToken stopped)
    {
        var changed = new SemaphoreSlim(0);
        var told = 0;
        using var hearing = events.Hear(id =>
        {
            if ((id is null || concerns(id.Value)) && Interlocked.Exchange(ref told, 1) == 0)
            {
                changed.Release();
            }
        });
        Exception? failure = null;
        while (true)
        {
            try
            {
                await changed.WaitAsync(failure is not null ? s_afterFailure : Timeout.InfiniteTimeSpan, stopped);
                Interlocked.Exchange(ref told, 0);
                await refresh();
                failure = null;
                await Task.Delay(s_apart, stopped);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return; // the page is gone
            }
            catch (Exception exception)
            {
                // Nobody waits for this task who would hear of it, and a page that stands still would say nothing.
                Tell(logger, exception, failure);
                failure = exception;
            }
        }
    }

    // What fails again in the same way, every two seconds and in every window, is told once until it is mended or another.
    private static void Tell(ILogger logger, Exception exception, Exception? before)
    {
        if (exception.GetType() == before?.GetType() && exception.Message == before.Message)
        {
            return;
        }

        if (Fault.Is(exception))
        {
            LogFailed(logger, exception);
        }
        else
        {
            LogDefect(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A page could not read what changed; it tries again")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A page failed to show what changed; it tries again")]
    private static partial void LogDefect(ILogger logger, Exception exception);
}
