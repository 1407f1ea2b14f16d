using Bunit;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Features.Report.Results;

namespace ReportingAdmin.Tests.Features.Report.Results;

public sealed class LongReadingTests : BunitContext
{
    private readonly List<string> _pressed = [];

    [Fact]
    public void Before_it_is_made_the_time_is_said_with_both_ways()
    {
        var part = Part();

        Assert.Equal("Takes about 40 s on these data. It is made in the background; the figures stand here when they are ready.", part.Find("[role=status]").TextContent);
        Press(part, "Run in the background");
        Press(part, "Wait for it here");
        Assert.Equal(["make", "wait"], _pressed);
    }

    [Fact]
    public void While_it_is_made_its_place_is_told_and_it_can_be_stopped()
    {
        var run = Guid.NewGuid();
        var part = Part(step: "Next in line", run: run);

        Assert.Equal("Next in line", part.Find("[role=status]").TextContent);
        Assert.EndsWith(run.ToString("D"), part.Find("a").GetAttribute("href"), StringComparison.Ordinal);
        Press(part, "Cancel");
        Assert.Equal(["cancel"], _pressed);
    }

    [Fact]
    public void Until_its_number_is_known_there_is_nothing_to_stop() =>
        Assert.Empty(Part(step: "Asking for it").FindAll("button, a"));

    [Fact]
    public void A_failure_is_said_and_it_can_be_tried_again()
    {
        var part = Part(problem: "The disk is full.");

        Assert.Contains("The disk is full.", part.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Press(part, "Try again in the background");
        Assert.Equal(["make"], _pressed);
    }

    [Fact]
    public void What_stopping_came_to_is_said_beside_both_ways()
    {
        var part = Part(stopped: "The run had ended before.");

        Assert.Equal("The run had ended before.", part.FindAll("[role=status]")[1].TextContent);
        Press(part, "Run in the background");
        Assert.Equal(["make"], _pressed);
    }

    [Fact]
    public void A_finished_run_whose_rows_cannot_stand_here_offers_its_file_and_both_ways_again()
    {
        var run = new RunLine
        {
            Id = Guid.NewGuid(),
            Number = 7,
            Kind = RunKind.Report,
            Status = RunStatus.Completed,
            Name = "Loan tape",
            RequestedAt = default,
            Attempt = 1,
            FileName = "tape.xlsx",
            FileSize = 2_500_000,
            HasFile = true,
            Mine = true,
            Unread = false,
            Stopping = false,
        };
        var part = Part(ready: run);

        Assert.Contains("Ready: tape.xlsx, 2.5 MB.", part.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains(run.Id.ToString("D"), part.Find("a[download]").GetAttribute("href"), StringComparison.Ordinal);
        Press(part, "Run again in the background");
        Press(part, "Wait for it here");
        Assert.Equal(["make", "wait"], _pressed);
    }

    private IRenderedComponent<LongReading> Part(string? step = null, Guid? run = null, RunLine? ready = null, string? problem = null, string? stopped = null) => Render<LongReading>(parameters => parameters
        .Add(part => part.Words, "Takes about 40 s on these data.")
        .Add(part => part.Step, step)
        .Add(part => part.Run, run)
        .Add(part => part.Ready, ready)
        .Add(part => part.Problem, problem)
        .Add(part => part.Stopped, stopped)
        .Add(part => part.Make, () => _pressed.Add("make"))
        .Add(part => part.Cancel, () => _pressed.Add("cancel"))
        .Add(part => part.Wait, () => _pressed.Add("wait")));

    private static void Press(IRenderedComponent<LongReading> part, string words) =>
        part.FindAll("button").Single(button => button.TextContent == words).Click();
}
