using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Report.Parameters;

namespace ReportingAdmin.Tests.Features.Report.Parameters;

public sealed class EstimateWordsTests
{
    [Theory]
    [InlineData(18_412, 6.2, null, "About 18,400 rows, 6 s for a file")]
    [InlineData(1, 0.2, null, "About 1 row, under 1 s for a file")]
    [InlineData(87, null, null, "About 87 rows")]
    [InlineData(1_249_600, 190.0, 3L, "About 1,250,000 rows, 3 min for a file. A file will be queued, about 3rd in line")]
    [InlineData(60_000, null, 1L, "About 60,000 rows. A file will be queued, next in line")]
    [InlineData(60_000, null, 12L, "About 60,000 rows. A file will be queued, about 12th in line")]
    [InlineData(null, 2.0, null, "About 2 s for a file")]
    [InlineData(null, null, null, "")]
    public void An_estimate_is_said_with_as_many_digits_as_it_is_good_for(int? rows, double? seconds, long? place, string expected) =>
        Assert.Equal(expected, EstimateWords.Of(new RunEstimate(rows, seconds is { } time ? TimeSpan.FromSeconds(time) : null, place) { Tried = true }));

    [Fact]
    public void What_only_the_planner_expects_is_said_where_it_leads_to_the_queue_and_what_is_counted_always()
    {
        Assert.Equal("", EstimateWords.Of(new RunEstimate(39_600, null, null)));
        Assert.Equal("About 1,250,000 rows. A file will be queued, about 2nd in line", EstimateWords.Of(new RunEstimate(1_249_600, null, 2)));
        Assert.Equal(
            "About 6,000 rows. A file will be queued, next in line, and begin when more memory is free",
            EstimateWords.Of(new RunEstimate(6_000, null, 1) { ForMemory = true }));
        Assert.Equal("24 rows", EstimateWords.Of(new RunEstimate(24, null, null), exact: true));
    }
}
