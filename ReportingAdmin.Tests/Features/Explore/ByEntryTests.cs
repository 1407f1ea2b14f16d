using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Features.Explore;

namespace ReportingAdmin.Tests.Features.Explore;

public sealed class ByEntryTests
{
    private static readonly DateOnly s_today = new(2026, 5, 20);

    [Theory]
    [InlineData("2026-12-31", "2026-12-31")]
    [InlineData("31 dec", "2026-12-31")]
    [InlineData("1 mar", "2027-03-01")]
    [InlineData("1 Mar 2026", "2026-03-01")]
    [InlineData("dec 2026", "2026-12-31")]
    [InlineData("February 2028", "2028-02-29")]
    [InlineData("2026-09", "2026-09-30")]
    [InlineData("2027", "2027-12-31")]
    [InlineData("03/04/2026", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void Read_takes_days_months_and_years_to_come(string typed, string? expected) =>
        Assert.Equal(expected, ByEntry.Read(typed, s_today) is { } day ? Dates.Iso(day) : null);
}
