using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Security;

namespace ReportingAdmin.Api;

/// <summary>A run's progress as server-sent events: one now, one whenever it changes (four a second at most), the last when it ends.</summary>
internal static class RunStreaming
{
    private static readonly TimeSpan s_apart = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(5);

    public static async Task<IResult> SendAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, CallerLoader callers, RunHistory history, RunEvents events, CancellationToken ct)
    {
        var (caller, refusal) = await RunEndpoints.CallerAsync(context, user, callers);
        if (caller is null)
        {
            return refusal!;
        }

        var run = await history.GetAsync(caller, id, ct);
        return run.Ok
            ? TypedResults.ServerSentEvents(FollowAsync(user, id, callers, history, events, ct))
            : ProblemAnswers.Of(context, run.Problems);
    }

    private static async IAsyncEnumerable<SseItem<object>> FollowAsync(
        ClaimsPrincipal user, Guid id, CallerLoader callers, RunHistory history, RunEvents events, [EnumeratorCancellation] CancellationToken ct)
    {
        var changed = new SemaphoreSlim(0); // not disposed: a late notice may still release it
        using var hearing = events.Hear(told =>
        {
            if (told is null || told == id)
            {
                changed.Release();
            }
        });
        while (!ct.IsCancellationRequested)
        {
            // Rights may have been taken away since the stream began.
            var loaded = await callers.LoadAsync(user, ct);
            var run = loaded.Ok ? await history.FindAsync(loaded.Value.Caller, id, ct) : null;
            if (run is null)
            {
                yield break;
            }

            yield return new SseItem<object>(RunAnswers.Of(run), run.IsOpen ? "progress" : "ended");
            if (!run.IsOpen)
            {
                yield break;
            }

            await Task.Delay(s_apart, ct);
            await changed.WaitAsync(s_silence, ct);
            while (await changed.WaitAsync(0, ct))
            {
                // Everything told meanwhile is one change.
            }
        }
    }
}
