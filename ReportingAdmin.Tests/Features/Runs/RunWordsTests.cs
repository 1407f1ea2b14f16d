using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Features.Runs;

namespace ReportingAdmin.Tests.Features.Runs;

public sealed class RunWordsTests
{
    [Theory]
    [InlineData(0, 1L, null, "Waiting for a worker, next in line")]
    [InlineData(0, 23L, null, "Waiting for a worker, about 23rd in line")]
    [InlineData(0, 1_112L, null, "Waiting for a worker, about 1,112th in line")]
    [InlineData(0, 2L, "memory", "Waiting until more memory is free, about 2nd in line")]
    [InlineData(1, null, "writing", "Waiting for try 2")]
    public void A_run_that_waits_says_for_what_and_where_it_stands(int attempt, long? place, string? phase, string expected) =>
        Assert.Equal(expected, RunWords.Progress(Waiting with { Attempt = attempt, Place = place, Phase = phase }));

    [Fact]
    public void A_place_says_about_when_it_begins_where_that_is_known()
    {
        Assert.Equal("Next in line", RunWords.Place(new QueuePlace(0, null)));
        Assert.Equal("About 5th in line, begins in about 2 min", RunWords.Place(new QueuePlace(4, TimeSpan.FromSeconds(100))));
        Assert.Equal(
            "Next in line. Memory is short: it begins by itself when there is more", RunWords.Place(new QueuePlace(0, null) { ForMemory = true }));
    }

    [Fact]
    public void Where_the_time_went_is_said_in_the_order_in_which_it_passed()
    {
        var timings = new Dictionary<string, long> { ["publishing"] = 18, ["reading"] = 1_260, ["writing"] = 95_400, ["starting"] = 0, ["checking"] = 999 };

        Assert.Equal("query 1.3 s, rows 95.4 s, checks 999 ms, file 18 ms", RunWords.Timings(RunKind.Report, timings));
        Assert.Equal("reading 2.0 s, loading 3.5 s", RunWords.Timings(RunKind.Import, new Dictionary<string, long> { ["loading"] = 3_500, ["reading"] = 2_000 }));
        Assert.Equal("", RunWords.Timings(RunKind.Report, new Dictionary<string, long>()));
    }

    private static RunLine Waiting => new()
    {
        Id = Guid.Empty,
        Number = 1,
        Kind = RunKind.Report,
        Status = RunStatus.Pending,
        Name = "Report",
        RequestedAt = DateTimeOffset.UnixEpoch,
        Attempt = 0,
        HasFile = false,
        Mine = true,
        Unread = false,
        Stopping = false,
    };

    [Theory]
    [InlineData(0, "1 kB")]
    [InlineData(99_999, "99 kB")]
    [InlineData(1_204_330, "1.2 MB")]
    [InlineData(21_982_000_000, "22.0 GB")]
    [InlineData(1_500_000_000_000, "1,500.0 GB")]
    public void A_size_is_told_in_the_unit_that_suits_it(long bytes, string expected) => Assert.Equal(expected, RunWords.Size(bytes));
}
