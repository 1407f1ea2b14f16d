namespace ReportingAdmin.Core.Statistics.Series;

/// <summary>Periods as dates: weeks begin on Monday (ISO 8601), months, quarters and years on their first day.</summary>
public static class PeriodCalendar
{
    /// <summary>The first day of the period that a date lies in.</summary>
    /// <param name="kind">Which period.</param>
    /// <param name="date">The date.</param>
    public static DateOnly Start(PeriodKind kind, DateOnly date) => kind switch
    {
        PeriodKind.Week => date.DayNumber < 7 ? date : date.AddDays(-(((int)date.DayOfWeek + 6) % 7)),
        PeriodKind.Month => new DateOnly(date.Year, date.Month, 1),
        PeriodKind.Quarter => new DateOnly(date.Year, (3 * ((date.Month - 1) / 3)) + 1, 1),
        PeriodKind.Year => new DateOnly(date.Year, 1, 1),
        _ => date,
    };

    /// <summary>The date so many periods later; the 31st becomes the last day of a shorter month. Ends at the calendar's last day.</summary>
    /// <param name="kind">Which period.</param>
    /// <param name="date">From when.</param>
    /// <param name="periods">How many.</param>
    public static DateOnly Add(PeriodKind kind, DateOnly date, int periods)
    {
        var months = kind switch
        {
            PeriodKind.Month => 1,
            PeriodKind.Quarter => 3,
            PeriodKind.Year => 12,
            _ => 0,
        };
        if (months > 0)
        {
            var reach = (12L * date.Year) + date.Month - 1 + ((long)months * periods);
            return reach >= 12L * 10000 ? DateOnly.MaxValue : reach < 12 ? DateOnly.MinValue : date.AddMonths(months * periods);
        }

        var day = date.DayNumber + ((kind == PeriodKind.Week ? 7L : 1) * periods);
        return DateOnly.FromDayNumber((int)Math.Clamp(day, 0, DateOnly.MaxValue.DayNumber));
    }

    /// <summary>Whole periods from the one that a date lies in to that of another; negative when it is earlier.</summary>
    /// <param name="kind">Which period.</param>
    /// <param name="from">From.</param>
    /// <param name="to">To.</param>
    public static int PeriodsBetween(PeriodKind kind, DateOnly from, DateOnly to) => kind switch
    {
        PeriodKind.Day => to.DayNumber - from.DayNumber,
        PeriodKind.Week => (Start(kind, to).DayNumber - Start(kind, from).DayNumber) / 7,
        PeriodKind.Month => Months(from, to),
        PeriodKind.Quarter => Months(Start(kind, from), Start(kind, to)) / 3,
        _ => to.Year - from.Year,
    };

    private static int Months(DateOnly from, DateOnly to) => (12 * (to.Year - from.Year)) + to.Month - from.Month;
}
