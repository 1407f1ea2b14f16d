namespace ReportingAdmin.Core.Reports.Engine.Parameters;

/// <summary>What relative dates are relative to.</summary>
/// <param name="Today">Today in the company's zone.</param>
/// <param name="FiscalYearStart">First month of the fiscal year, 1 to 12.</param>
/// <param name="LastClosedMonth">The last day of the last closed month; null when no month has been closed.</param>
public sealed record BusinessCalendar(DateOnly Today, int FiscalYearStart, DateOnly? LastClosedMonth);

/// <summary>The words that stand for dates and ranges, and what they resolve to.</summary>
public static class DateTokens
{
    /// <summary>Words for a period, in the order a person is offered them.</summary>
    public static IReadOnlyList<Choice> Periods { get; } =
    [
        new("last-month", "Last month"),
        new("this-month", "This month"),
        new("last-quarter", "Last quarter"),
        new("this-quarter", "This quarter"),
        new("year-to-date", "Year to date"),
        new("last-year", "Last year"),
        new("last-12-months", "Last 12 months"),
        new("last-32-days", "Last 32 days"),
        new("last-closed-month", "Last closed month"),
    ];

    /// <summary>Words for a day.</summary>
    public static IReadOnlyList<Choice> Days { get; } =
    [
        new("today", "Today"),
        new("yesterday", "Yesterday"),
        new("last-month-end", "Last month-end"),
        new("last-quarter-end", "Last quarter-end"),
    ];

    /// <summary>
    /// The days of a period word; null for an unknown word, or for <c>last-closed-month</c> where none is closed.
    /// Years and quarters are fiscal; <c>last-12-months</c> are the twelve whole months before the current one;
    /// <c>last-32-days</c> are 32 dates ending today.
    /// </summary>
    /// <param name="token">One of <see cref="Periods"/>.</param>
    /// <param name="calendar">What it is relative to.</param>
    public static Period? ResolvePeriod(string token, BusinessCalendar calendar)
    {
        var today = calendar.Today;
        var month = Dates.MonthStart(today);
        var quarter = Dates.QuarterStart(today, calendar.FiscalYearStart);
        var year = Dates.FiscalYearStart(today, calendar.FiscalYearStart);
        return token switch
        {
            "last-month" => new Period(month.AddMonths(-1), month.AddDays(-1)),
            "this-month" => new Period(month, Dates.MonthEnd(today)),
            "last-quarter" => new Period(quarter.AddMonths(-3), quarter.AddDays(-1)),
            "this-quarter" => new Period(quarter, quarter.AddMonths(3).AddDays(-1)),
            "year-to-date" => new Period(year, today),
            "last-year" => new Period(year.AddYears(-1), year.AddDays(-1)),
            "last-12-months" => new Period(month.AddMonths(-12), month.AddDays(-1)),
            "last-32-days" => new Period(today.AddDays(-31), today),
            "last-closed-month" when calendar.LastClosedMonth is { } closed => new Period(Dates.MonthStart(closed), closed),
            _ => null,
        };
    }

    /// <summary>The day of a word; null for an unknown one.</summary>
    /// <param name="token">One of <see cref="Days"/>.</param>
    /// <param name="calendar">What it is relative to.</param>
    public static DateOnly? ResolveDay(string token, BusinessCalendar calendar) => token switch
    {
        "today" => calendar.Today,
        "yesterday" => calendar.Today.AddDays(-1),
        "last-month-end" => Dates.MonthStart(calendar.Today).AddDays(-1),
        "last-quarter-end" => Dates.QuarterStart(calendar.Today, calendar.FiscalYearStart).AddDays(-1),
        _ => null,
    };
}
