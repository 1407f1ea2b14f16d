using System.Globalization;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore;

/// <summary>Periods as people name them.</summary>
public static class PeriodWords
{
    /// <summary>A period on an axis or in a table: 14 Nov 2026, Nov 2026, Q4 2026, 2026; a week by its Monday.</summary>
    /// <param name="kind">Which period.</param>
    /// <param name="start">Its first day.</param>
    public static string Label(PeriodKind kind, DateOnly start) => kind switch
    {
        PeriodKind.Month => start.ToString("MMM yyyy", CultureInfo.InvariantCulture),
        PeriodKind.Quarter => string.Create(CultureInfo.InvariantCulture, $"Q{((start.Month - 1) / 3) + 1} {start.Year}"),
        PeriodKind.Year => start.Year.ToString(CultureInfo.InvariantCulture),
        _ => Dates.InWords(start),
    };

    /// <summary>A period in a sentence.</summary>
    /// <param name="kind">Which period.</param>
    /// <param name="start">Its first day.</param>
    public static string In(PeriodKind kind, DateOnly start) => (kind == PeriodKind.Week ? "the week of " : "") + Label(kind, start);

    /// <summary>When something is, in a sentence: in Oct 2026, on 14 Nov 2026.</summary>
    /// <param name="kind">Which period.</param>
    /// <param name="start">Its first day.</param>
    public static string When(PeriodKind kind, DateOnly start) => (kind == PeriodKind.Day ? "on " : "in ") + In(kind, start);

    /// <summary>So many periods: 12 months, 1 day.</summary>
    /// <param name="kind">Which period.</param>
    /// <param name="count">How many.</param>
    public static string Count(PeriodKind kind, int count) => string.Create(CultureInfo.InvariantCulture, $"{count:#,##0} {Noun(kind)}{(count == 1 ? "" : "s")}");

    /// <summary>day, week, month, quarter or year.</summary>
    /// <param name="kind">Which period.</param>
    public static string Noun(PeriodKind kind) => kind switch
    {
        PeriodKind.Day => "day",
        PeriodKind.Week => "week",
        PeriodKind.Month => "month",
        PeriodKind.Quarter => "quarter",
        _ => "year",
    };

    /// <summary>With a capital.</summary>
    /// <param name="text">At least one letter.</param>
    public static string Capital(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>Periods in a year.</summary>
    /// <param name="kind">Which period.</param>
    public static int InYear(PeriodKind kind) => kind switch
    {
        PeriodKind.Day => 365,
        PeriodKind.Week => 52,
        PeriodKind.Month => 12,
        PeriodKind.Quarter => 4,
        _ => 1,
    };
}
