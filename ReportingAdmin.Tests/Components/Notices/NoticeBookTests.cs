using ReportingAdmin.Components.Notices;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;

namespace ReportingAdmin.Tests.Components.Notices;

public sealed class NoticeBookTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly NoticeBook _book = new();

    [Fact]
    public void What_ended_before_the_window_opened_is_not_told()
    {
        var old = Run("Old", RunStatus.Completed);
        _book.Open([old]);

        Assert.Empty(_book.Take([old], onlyStarted: false));
        Assert.Null(_book.Speak(s_noon));
    }

    [Fact]
    public void Each_end_is_told_once()
    {
        var run = Run("Trial balance", RunStatus.Completed);

        Assert.Single(_book.Take([run], onlyStarted: false));
        Assert.Empty(_book.Take([run], onlyStarted: false));
        Assert.Equal("Trial balance CSV is ready.", Assert.Single(_book.InSight).Text);
    }

    [Fact]
    public void A_run_that_its_page_has_marked_as_seen_is_not_told() =>
        Assert.Empty(_book.Take([Run("Sales", RunStatus.Completed) with { Unread = false }], onlyStarted: false));

    [Fact]
    public void A_run_begun_here_is_told_at_once_and_takes_the_place_of_its_first_notice()
    {
        var run = Run("Sales", RunStatus.Generating);
        _book.Start(run.Id, "Sales CSV");
        Assert.Equal("Making Sales CSV…", Assert.Single(_book.InSight).Text);

        Assert.Empty(_book.Take([run], onlyStarted: true));
        Assert.Single(_book.Take([run with { Status = RunStatus.Completed, FinishedAt = s_noon }, Run("Other", RunStatus.Completed)], onlyStarted: true));

        Assert.Equal("Sales CSV is ready.", Assert.Single(_book.InSight).Text);
        Assert.True(_book.IsStarted(run.Id));
        _book.Finish(run.Id);
        Assert.False(_book.Waits);
    }

    [Fact]
    public void A_failure_says_why()
    {
        _book.Take([Run("Sales", RunStatus.Failed) with { ErrorMessage = "The disk is full." }], onlyStarted: false);

        Assert.Equal((NoticeTone.Bad, "Sales CSV failed. The disk is full."), (_book.InSight[0].Tone, _book.InSight[0].Text));
    }

    [Fact]
    public void Several_ends_are_one_sentence_and_sentences_are_five_seconds_apart()
    {
        _book.Take([Run("A", RunStatus.Completed)], onlyStarted: false);
        Assert.Equal("A CSV is ready.", _book.Speak(s_noon));
        _book.Take([Run("B", RunStatus.Completed), Run("C", RunStatus.Completed), Run("D", RunStatus.Failed)], onlyStarted: false);

        Assert.Null(_book.Speak(s_noon.AddSeconds(4.9)));
        Assert.Equal("2 runs are ready. 1 run is not made.", _book.Speak(s_noon.AddSeconds(5)));
        Assert.False(_book.HasMoreToSay);
    }

    [Fact]
    public void At_most_three_notices_are_in_sight_the_oldest_goes_first()
    {
        _book.Take([.. "ABCD".Select((letter, i) => Run(letter.ToString(), RunStatus.Completed) with { FinishedAt = s_noon.AddSeconds(i) })], onlyStarted: false);

        Assert.Equal(["B CSV is ready.", "C CSV is ready.", "D CSV is ready."], _book.InSight.Select(notice => notice.Text));
    }

    private static RunLine Run(string name, RunStatus status) => new()
    {
        Id = Guid.NewGuid(),
        Number = 1,
        Kind = RunKind.Report,
        Status = status,
        Name = name,
        Format = "csv",
        RequestedAt = s_noon,
        FinishedAt = status is RunStatus.Pending or RunStatus.Generating ? null : s_noon,
        Attempt = 1,
        HasFile = status == RunStatus.Completed,
        Mine = true,
        Unread = true,
        Stopping = false,
    };
}
