using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Security;

namespace ReportingAdmin.Components.Notices;

/// <summary>
/// Follows the runs of the person at an open window, one per circuit: how many are unread, which ended just now. Looks when a
/// run changed, at most every few seconds, and reads nothing but the person's own.
/// </summary>
/// <param name="caller">Whose.</param>
/// <param name="history">Reads runs.</param>
/// <param name="events">Tells that a run changed.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears what went wrong where nobody waits.</param>
public sealed partial class NoticeCenter(SignedInCaller caller, RunHistory history, RunEvents events, TimeProvider time, ILogger<NoticeCenter> logger) : IDisposable
{
    private const int Looked = 20;

    private static readonly TimeSpan s_apart = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(250);

    // Good news go by themselves, as the bell keeps them; failures stay until they are closed.
    private static readonly TimeSpan s_inSight = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly NoticeBook _book = new();
    private IDisposable? _hearing;
    private Window? _window;
    private int _told;

    /// <summary>How many of the person's runs ended and were not looked at.</summary>
    public long Unread { get; private set; }

    /// <summary>The person's latest runs that ended.</summary>
    public IReadOnlyList<RunLine> Latest { get; private set; } = [];

    /// <summary>The notices in sight.</summary>
    public IReadOnlyList<Notice> InSight => _book.InSight;

    /// <summary>What a screen reader is to say.</summary>
    public string Spoken { get; private set; } = "";

    /// <summary>Begins to follow; once, by the frame of the page.</summary>
    /// <param name="window">What the frame does.</param>
    public async Task OpenAsync(Window window)
    {
        _window = window;
        if (_hearing is not null)
        {
            return; // another frame of the same window
        }

        await ReadAsync(runs => _book.Open(runs));
        _hearing = events.Hear(_ =>
        {
            if (Interlocked.Exchange(ref _told, 1) == 0)
            {
                _changed.Release();
            }
        });
        _ = FollowAsync();
    }

    /// <summary>A run was begun from this window: its end is told at once, and its file saved.</summary>
    /// <param name="run">The run.</param>
    /// <param name="name">What it makes, such as "Monthly balance XLSX".</param>
    public void Started(Guid run, string name)
    {
        _book.Start(run, name);
        _changed.Release();
        _window?.Show();
    }

    /// <summary>Takes a notice out of sight.</summary>
    /// <param name="run">Its run.</param>
    public void Close(Guid run) => _book.Close(run);

    /// <summary>The person has looked at what ended.</summary>
    /// <param name="run">At this run; null = at all.</param>
    public async Task SeenAsync(Guid? run)
    {
        if (await caller.FindAsync(_stopping.Token) is { } person)
        {
            await history.SeenAsync(person, run, _stopping.Token);
            await ReadAsync(_ => { });
            _window?.Show();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _hearing?.Dispose();
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task FollowAsync()
    {
        var stopped = _stopping.Token;
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                await _changed.WaitAsync(_book.HasMoreToSay || _book.Waits ? NoticeBook.Apart : Timeout.InfiniteTimeSpan, stopped);
                Interlocked.Exchange(ref _told, 0);
                if (_book.Waits)
                {
                    await Task.Delay(s_soon, time, stopped);
                    await _window!.Dispatch(() => LookAsync(onlyStarted: true));
                }

                // A page that waits for a run itself has marked it as seen by then.
                await Task.Delay(s_apart, time, stopped);
                await _window!.Dispatch(() => LookAsync(onlyStarted: false));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return; // the window is gone
            }
            catch (Exception exception)
            {
                // The database was away, perhaps: the next change is looked at again.
                LogFailed(logger, exception);
            }
        }
    }

    private async Task LookAsync(bool onlyStarted)
    {
        IReadOnlyList<RunLine> ended = [];
        await ReadAsync(runs => ended = _book.Take(runs, onlyStarted));
        Spoken = _book.Speak(time.GetUtcNow()) ?? Spoken;
        _window!.Show();
        foreach (var run in ended.Where(run => run.Status == RunStatus.Completed))
        {
            _ = CloseLaterAsync(run.Id);
        }

        foreach (var run in ended.Where(run => _book.IsStarted(run.Id)))
        {
            _book.Finish(run.Id);
            if (run.CanDownload)
            {
                await _window.Save(run);
                await SeenAsync(run.Id);
            }
        }
    }

    private async Task CloseLaterAsync(Guid run)
    {
        try
        {
            await Task.Delay(s_inSight, time, _stopping.Token);
            await _window!.Dispatch(() =>
            {
                _book.Close(run);
                _window.Show();
                return Task.CompletedTask;
            });
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The window is gone.
        }
    }

    private async Task ReadAsync(Action<IReadOnlyList<RunLine>> take)
    {
        if (await caller.FindAsync(_stopping.Token) is not { } person)
        {
            return;
        }

        var page = await history.ListAsync(person, new RunFilter(All: false), 0, Looked, _stopping.Token);
        Unread = await history.UnreadAsync(person, _stopping.Token);
        Latest = [.. page.Runs.Where(run => !run.IsOpen).Take(6)];
        take(page.Runs);
    }

    /// <summary>What the frame of the page does for the notices.</summary>
    /// <param name="Dispatch">Does work on the circuit's own thread.</param>
    /// <param name="Show">Renders anew.</param>
    /// <param name="Save">Saves the file of a run that was begun from this window.</param>
    public sealed record Window(Func<Func<Task>, Task> Dispatch, Action Show, Func<RunLine, Task> Save);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for notices failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
