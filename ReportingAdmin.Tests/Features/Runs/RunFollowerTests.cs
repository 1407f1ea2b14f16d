using Microsoft.Extensions.Logging.Abstractions;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Runs;

namespace ReportingAdmin.Tests.Features.Runs;

public sealed class RunFollowerTests
{
    [Fact]
    public async Task A_page_that_failed_to_show_a_change_tries_again()
    {
        var events = new RunEvents();
        using var stopping = new CancellationTokenSource();
        var shown = new TaskCompletionSource();
        var tries = 0;
        var following = RunFollower.FollowAsync(events, _ => true, Show, NullLogger.Instance, stopping.Token);

        events.Tell(Guid.NewGuid());
        await Task.WhenAny(following, shown.Task).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(shown.Task.IsCompleted);
        await stopping.CancelAsync();
        await following;

        Task Show()
        {
            if (tries++ == 0)
            {
                throw new InvalidOperationException("A defect of the page.");
            }

            shown.SetResult();
            return Task.CompletedTask;
        }
    }
}
