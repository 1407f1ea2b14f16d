using ReportingAdmin.Components;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Runs;

/// <summary>Follows a run to its end for a page that shows how far it is.</summary>
internal static class RunFollowing
{
    // Notices may be lost on the way, and may come faster than anybody reads.
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until a run has ended.</summary>
    /// <param name="caller">Who follows it.</param>
    /// <param name="history">Reads it.</param>
    /// <param name="events">Tells that it changed.</param>
    /// <param name="id">The run.</param>
    /// <param name="step">Given the place in the queue or the progress, whenever it changed.</param>
    /// <param name="ct">Ends the following, not the run.</param>
    /// <returns>The run as it ended; null where the caller may not know of it.</returns>
    public static async Task<RunLine?> ToEndAsync(SignedInCaller caller, RunHistory history, RunEvents events, Guid id, Action<string> step, CancellationToken ct)
    {
        var changed = new SemaphoreSlim(0); // not disposed: a late notice may still release it
        using var hearing = events.Hear(told =>
        {
            if (told is null || told == id)
            {
                changed.Release();
            }
        });
        while (true)
        {
            try
            {
                var known = await caller.LoadAsync(ct);
                var run = known.Ok ? await history.FindAsync(known.Value, id, ct) : null;
                if (run is null || !run.IsOpen)
                {
                    return run;
                }

                step(run.Status == RunStatus.Pending && await history.PlaceAsync(id, ct) is { } place ? RunWords.Place(place) : RunWords.Progress(run));
            }
            catch (Exception exception) when (Fault.Is(exception))
            {
                step("The database does not answer now; looking again"); // the run goes on, or is taken up by another node
            }

            await changed.WaitAsync(s_lookEvery, ct);
            await Task.Delay(s_pause, ct);
        }
    }
}
