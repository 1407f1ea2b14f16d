using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Features.Report.Parameters;

namespace ReportingAdmin.Tests.Features.Report.Parameters;

public sealed class DateEntryTests
{
    private static readonly DateOnly s_today = new(2026, 3, 15);

    [Theory]
    [InlineData("2026-10-01", "2026-10-01")]
    [InlineData(" 2026-10-01 ", "2026-10-01")]
    [InlineData("1 oct", "2025-10-01")] // the last one that is not after today
    [InlineData("1 mar", "2026-03-01")]
    [InlineData("Oct 1, 2026", "2026-10-01")]
    [InlineData("1 October 2026", "2026-10-01")]
    [InlineData("29 feb", null)] // neither this year nor last year has one
    [InlineData("-30d", "2026-02-13")]
    [InlineData("-0d", "2026-03-15")]
    [InlineData("20261001", "2026-10-01")]
    [InlineData("03/04/2026", null)] // March or April
    [InlineData("2026-02-30", null)]
    [InlineData("infinity", null)]
    [InlineData("", null)]
    public void Read_never_guesses(string typed, string? expected) =>
        Assert.Equal(expected, DateEntry.Read(typed, s_today) is { } day ? Dates.Iso(day) : null);

    [Fact]
    public void ToAddress_keeps_what_it_cannot_read_so_that_the_refusal_quotes_it() =>
        Assert.Equal("03/04/2026", DateEntry.ToAddress(" 03/04/2026 ", s_today));
}
