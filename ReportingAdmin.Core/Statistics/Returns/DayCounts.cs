using System.ComponentModel;

namespace ReportingAdmin.Core.Statistics.Returns;

/// <summary>How the days of an interest period, and those of its year, are counted.</summary>
public enum DayCountRule
{
    /// <summary>Months of 30 days, a year of 360.</summary>
    [Description("30/360")]
    Thirty360,

    /// <summary>Calendar days, a year of 365.</summary>
    [Description("Actual/365")]
    Act365,

    /// <summary>Calendar days, a year of 360.</summary>
    [Description("Actual/360")]
    Act360,
}

/// <summary>Interest days and interest by the note's day count (Bond Market Association, Standard Formulas, chapter SF §E).</summary>
public static class DayCounts
{
    private const int MonthDays = 30;

    /// <summary>Days of interest from one day to another; negative when the second is earlier.</summary>
    /// <param name="rule">The note's convention.</param>
    /// <param name="from">The day on which interest begins.</param>
    /// <param name="to">The day up to which it runs, itself not counted.</param>
    public static int Days(DayCountRule rule, DateOnly from, DateOnly to)
    {
        if (rule != DayCountRule.Thirty360)
        {
            return to.DayNumber - from.DayNumber;
        }

        // The 31st counts as the 30th; as an end only where the period began on the 30th or 31st.
        var last = to.Day > MonthDays && from.Day >= MonthDays ? MonthDays : to.Day;
        return (360 * (to.Year - from.Year)) + (MonthDays * (to.Month - from.Month)) + last - Math.Min(from.Day, MonthDays);
    }

    /// <summary>The days of the convention's year.</summary>
    /// <param name="rule">The convention.</param>
    public static int DaysInYear(DayCountRule rule) => rule == DayCountRule.Act365 ? 365 : 360;

    /// <summary>Simple interest of the period, to the cent, halves away from zero.</summary>
    /// <param name="principal">What is owed through the period.</param>
    /// <param name="rate">The yearly rate as a fraction: 0.073 is 7.3 %.</param>
    /// <param name="rule">The note's convention.</param>
    /// <param name="from">The day on which interest begins.</param>
    /// <param name="to">The day up to which it runs.</param>
    /// <exception cref="OverflowException">The product does not fit a decimal.</exception>
    public static decimal Interest(decimal principal, decimal rate, DayCountRule rule, DateOnly from, DateOnly to) =>
        Math.Round(principal * rate * Days(rule, from, to) / DaysInYear(rule), 2, MidpointRounding.AwayFromZero);
}
