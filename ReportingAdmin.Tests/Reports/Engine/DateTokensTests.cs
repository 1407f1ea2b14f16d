using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Tests.Reports.Engine;

public sealed class DateTokensTests
{
    private static readonly BusinessCalendar s_calendar = new(new DateOnly(2026, 3, 1), FiscalYearStart: 1, LastClosedMonth: new DateOnly(2025, 12, 31));

    [Theory]
    [InlineData("last-month", "2026-02-01", "2026-02-28")]
    [InlineData("this-month", "2026-03-01", "2026-03-31")]
    [InlineData("last-quarter", "2025-10-01", "2025-12-31")]
    [InlineData("this-quarter", "2026-01-01", "2026-03-31")]
    [InlineData("year-to-date", "2026-01-01", "2026-03-01")]
    [InlineData("last-year", "2025-01-01", "2025-12-31")]
    [InlineData("last-12-months", "2025-03-01", "2026-02-28")]
    [InlineData("last-32-days", "2026-01-29", "2026-03-01")]
    [InlineData("last-closed-month", "2025-12-01", "2025-12-31")]
    public void A_period_word_resolves_on_the_first_of_a_month(string token, string from, string to) =>
        Assert.Equal(Period.Of(from, to), DateTokens.ResolvePeriod(token, s_calendar));

    [Theory]
    [InlineData("last-quarter", "2025-11-01", "2026-01-31")]
    [InlineData("this-quarter", "2026-02-01", "2026-04-30")]
    [InlineData("year-to-date", "2025-11-01", "2026-03-01")]
    [InlineData("last-year", "2024-11-01", "2025-10-31")]
    public void Years_and_quarters_follow_a_fiscal_year_from_November(string token, string from, string to) =>
        Assert.Equal(Period.Of(from, to), DateTokens.ResolvePeriod(token, s_calendar with { FiscalYearStart = 11 }));

    [Theory]
    [InlineData("2024-02-29", "last-year", "2023-01-01", "2023-12-31")]
    [InlineData("2024-02-29", "last-12-months", "2023-02-01", "2024-01-31")]
    [InlineData("2024-03-31", "last-month", "2024-02-01", "2024-02-29")]
    [InlineData("2025-12-31", "this-quarter", "2025-10-01", "2025-12-31")]
    public void Leap_days_and_year_ends_resolve(string today, string token, string from, string to) =>
        Assert.Equal(Period.Of(from, to), DateTokens.ResolvePeriod(token, s_calendar with { Today = Dates.Iso(today) }));

    [Theory]
    [InlineData("today", "2026-03-01")]
    [InlineData("yesterday", "2026-02-28")]
    [InlineData("last-month-end", "2026-02-28")]
    [InlineData("last-quarter-end", "2025-12-31")]
    public void A_day_word_resolves(string token, string day) =>
        Assert.Equal(Dates.Iso(day), DateTokens.ResolveDay(token, s_calendar));

    [Fact]
    public void No_closed_month_gives_no_period() =>
        Assert.Null(DateTokens.ResolvePeriod("last-closed-month", s_calendar with { LastClosedMonth = null }));

    [Fact]
    public void Every_offered_word_resolves()
    {
        Assert.All(DateTokens.Periods, choice => Assert.NotNull(DateTokens.ResolvePeriod(choice.Value, s_calendar)));
        Assert.All(DateTokens.Days, choice => Assert.NotNull(DateTokens.ResolveDay(choice.Value, s_calendar)));
    }
}
