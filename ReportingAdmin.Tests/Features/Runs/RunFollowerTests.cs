using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Runs;

public sealed class RunFollowerTests
{
    private const string Defect = "Error: A page failed to show what changed; it tries again";

    private readonly RunEvents _events = new();
    private readonly KeptLog<RunFollowerTests> _told = new();

    [Fact]
    public async Task A_page_that_failed_to_show_a_change_tries_again()
    {
        Assert.Equal(2, await FollowAsync("A defect of the page."));
        Assert.Equal([Defect], _told.Lines);
    }

    [Fact]
    public async Task What_fails_again_in_the_same_way_is_told_once_until_it_is_another_or_was_mended()
    {
        Assert.Equal(6, await FollowAsync("One.", "One.", "Another.", null, "Another."));
        Assert.Equal([Defect, Defect, Defect], _told.Lines);
    }

    [Fact]
    public async Task A_fault_of_the_database_is_a_warning()
    {
        Assert.Equal(3, await FollowAsync("database", "database"));
        Assert.Equal(["Warning: A page could not read what changed; it tries again"], _told.Lines);
    }

    // Follows until what is shown has failed in these ways (null = was shown), and then once not at all.
    private async Task<int> FollowAsync(params string?[] failures)
    {
        using var stopping = new CancellationTokenSource();
        var shown = new TaskCompletionSource();
        var tries = 0;
        var following = RunFollower.FollowAsync(_events, _ => true, Show, _told, stopping.Token);

        _events.Tell(Guid.NewGuid());
        await Task.WhenAny(following, shown.Task).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(shown.Task.IsCompleted);
        await stopping.CancelAsync();
        await following;
        return tries;

        Task Show()
        {
            var failure = tries < failures.Length ? failures[tries] : null;
            tries++;
            if (failure is not null)
            {
                throw failure == "database" ? new TimeoutException(failure) : new InvalidOperationException(failure);
            }

            if (tries > failures.Length)
            {
                shown.SetResult();
            }
            else
            {
                _events.Tell(Guid.NewGuid()); // shown, and changed again
            }

            return Task.CompletedTask;
        }
    }
}
