using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Home;

/// <summary>The days of a headline figure, and those before, as parameters and in words.</summary>
/// <param name="Now">Parameters, as in the report's address.</param>
/// <param name="Before">Those of the span before.</param>
/// <param name="NowInWords">"Jun 2025" or "30 Jun 2025".</param>
/// <param name="BeforeInWords">Likewise.</param>
public sealed record HeadlineSpans(
    IReadOnlyDictionary<string, string> Now, IReadOnlyDictionary<string, string> Before, string NowInWords, string BeforeInWords)
{
    /// <summary>The spans on a day.</summary>
    /// <param name="span">Which.</param>
    /// <param name="today">Today in the company's zone.</param>
    public static HeadlineSpans Of(HeadlineSpan span, DateOnly today)
    {
        var end = Dates.MonthStart(today).AddDays(-1);
        var endBefore = Dates.MonthStart(end).AddDays(-1);
        return span == HeadlineSpan.Month
            ? new HeadlineSpans(Month(end), Month(endBefore), Display.Month(end), Display.Month(endBefore))
            : Of(end);
    }

    /// <summary>A month-end and the one before.</summary>
    /// <param name="end">The month-end.</param>
    public static HeadlineSpans Of(DateOnly end)
    {
        var before = Dates.MonthStart(end).AddDays(-1);
        return new HeadlineSpans(AsOf(end), AsOf(before), Dates.InWords(end), Dates.InWords(before));
    }

    private static Dictionary<string, string> Month(DateOnly end) =>
        new(StringComparer.Ordinal) { ["from"] = Dates.Iso(Dates.MonthStart(end)), ["to"] = Dates.Iso(end) };

    private static Dictionary<string, string> AsOf(DateOnly end) => new(StringComparer.Ordinal) { ["asOf"] = Dates.Iso(end) };
}
