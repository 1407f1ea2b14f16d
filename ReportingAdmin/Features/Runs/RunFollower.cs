using ReportingAdmin.Core.Runs;

namespace ReportingAdmin.Features.Runs;

/// <summary>Has a page read anew when a run changed: at once, and then four times a second at most.</summary>
internal sealed class RunFollower : IDisposable
{
    private static readonly TimeSpan s_apart = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly IDisposable _hearing;
    private int _told;

    public RunFollower(RunEvents events, Func<Guid, bool> concerns, Func<Task> refresh)
    {
        _hearing = events.Hear(id =>
        {
            if ((id is null || concerns(id.Value)) && Interlocked.Exchange(ref _told, 1) == 0)
            {
                _changed.Release();
            }
        });
        _ = FollowAsync(refresh);
    }

    public void Dispose()
    {
        _hearing.Dispose();
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task FollowAsync(Func<Task> refresh)
    {
        var stopped = _stopping.Token;
        try
        {
            while (true)
            {
                await _changed.WaitAsync(stopped);
                Interlocked.Exchange(ref _told, 0);
                await refresh();
                await Task.Delay(s_apart, stopped);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The page is gone.
        }
    }
}
