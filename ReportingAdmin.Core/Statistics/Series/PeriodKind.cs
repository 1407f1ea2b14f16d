namespace ReportingAdmin.Core.Statistics.Series;

/// <summary>How far apart the points of a series are.</summary>
public enum PeriodKind
{
    /// <summary>One point a day.</summary>
    Day,

    /// <summary>One point a week.</summary>
    Week,

    /// <summary>One point a month.</summary>
    Month,

    /// <summary>One point a quarter.</summary>
    Quarter,

    /// <summary>One point a year.</summary>
    Year,
}
