using ReportingAdmin.Components.Shared;

namespace ReportingAdmin.Tests.Components.Shared;

public sealed class LatestOnlyTests
{
    private readonly LatestOnly _work = new();

    [Fact]
    public async Task Beginning_anew_cancels_what_was_under_way()
    {
        using var first = await _work.BeginAsync(default);
        using var second = await _work.BeginAsync(default);

        Assert.Equal((true, false), (first.Token.IsCancellationRequested, first.IsLatest));
        Assert.Equal((false, true), (second.Token.IsCancellationRequested, second.IsLatest));
    }

    // Cancelling a statement is a request to the server, and may take its time.
    [Fact]
    public async Task Of_two_begun_while_the_one_before_is_being_cancelled_the_last_one_stays()
    {
        using var first = await _work.BeginAsync(default);
        using var cancelled = new ManualResetEventSlim();
        first.Token.Register(() => cancelled.Wait(TimeSpan.FromSeconds(60)));

        var begins = _work.BeginAsync(default);
        using var third = await _work.BeginAsync(default);
        cancelled.Set();
        using var second = await begins;

        Assert.Equal((true, false), (second.Token.IsCancellationRequested, second.IsLatest));
        Assert.Equal((false, true), (third.Token.IsCancellationRequested, third.IsLatest));
    }

    [Fact]
    public async Task What_has_ended_is_not_cancelled_later_and_what_goes_with_its_page_is()
    {
        using var page = new CancellationTokenSource();
        var first = await _work.BeginAsync(page.Token);
        first.Dispose();

        using var second = await _work.BeginAsync(page.Token);
        await page.CancelAsync();

        Assert.False(first.IsLatest);
        Assert.Equal((true, true), (second.Token.IsCancellationRequested, second.IsLatest));
    }
}
