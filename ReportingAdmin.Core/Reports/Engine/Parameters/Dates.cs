using System.Globalization;

namespace ReportingAdmin.Core.Reports.Engine.Parameters;

/// <summary>Business-day arithmetic in one place.</summary>
public static class Dates
{
    /// <summary>The day written as <c>yyyy-MM-dd</c>.</summary>
    /// <param name="text">An ISO date.</param>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static DateOnly Iso(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day as <c>yyyy-MM-dd</c>.</summary>
    /// <param name="date">The day.</param>
    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day as people here read it: 14 Nov 2026.</summary>
    /// <param name="date">The day.</param>
    public static string InWords(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The first day of the day's month.</summary>
    /// <param name="date">Any day.</param>
    public static DateOnly MonthStart(DateOnly date) => new(date.Year, date.Month, 1);

    /// <summary>The last day of the day's month.</summary>
    /// <param name="date">Any day.</param>
    public static DateOnly MonthEnd(DateOnly date) => MonthStart(date).AddMonths(1).AddDays(-1);

    /// <summary>The period from the first day of its first month to the last day of its last one.</summary>
    /// <param name="period">Any days.</param>
    public static Period WholeMonths(Period period) => new(MonthStart(period.From), MonthEnd(period.To));

    /// <summary>The days of a month that lie in a period which touches it.</summary>
    /// <param name="month">Any day of the month.</param>
    /// <param name="period">The period.</param>
    public static Period Within(DateOnly month, Period period) => new(
        MonthStart(month) > period.From ? MonthStart(month) : period.From, MonthEnd(month) < period.To ? MonthEnd(month) : period.To);

    /// <summary>The first day of the fiscal year that the day lies in.</summary>
    /// <param name="date">Any day.</param>
    /// <param name="firstMonth">First month of the fiscal year, 1 to 12.</param>
    public static DateOnly FiscalYearStart(DateOnly date, int firstMonth) =>
        new(date.Month >= firstMonth ? date.Year : date.Year - 1, firstMonth, 1);

    /// <summary>The first day of the fiscal quarter that the day lies in.</summary>
    /// <param name="date">Any day.</param>
    /// <param name="firstMonth">First month of the fiscal year, 1 to 12.</param>
    public static DateOnly QuarterStart(DateOnly date, int firstMonth)
    {
        var monthsIntoYear = (date.Month - firstMonth + 12) % 12;
        return MonthStart(date).AddMonths(-(monthsIntoYear % 3));
    }
}
