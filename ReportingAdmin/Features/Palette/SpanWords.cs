using System.Globalization;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Features.Report.Parameters;

namespace ReportingAdmin.Features.Palette;

/// <summary>Reads days, months, quarters and years as people say them: <c>oct 2026</c>, <c>q3</c>, <c>2025</c>, <c>1 oct to 15 oct</c>.</summary>
internal static class SpanWords
{
    private static readonly string[] s_months = ["MMM yyyy", "MMMM yyyy", "yyyy-MM", "MMM-yyyy"];
    private static readonly string[] s_monthsAlone = ["MMM", "MMMM"];

    /// <summary>The word of a list that is meant, by itself or by its label; null for none.</summary>
    /// <param name="words">Such as <see cref="DateTokens.Periods"/>.</param>
    /// <param name="phrase">As typed, in lower case.</param>
    public static string? Token(IReadOnlyList<Choice> words, string phrase)
    {
        var wanted = phrase.Replace('-', ' ');
        return wanted == "ytd" ? words.FirstOrDefault(word => word.Value == "year-to-date")?.Value
            : words.FirstOrDefault(word => word.Value.Replace('-', ' ') == wanted || string.Equals(word.Label.Replace('-', ' '), wanted, StringComparison.OrdinalIgnoreCase))?.Value;
    }

    /// <summary>The days meant; null when the phrase is no span of time.</summary>
    /// <param name="phrase">As typed, in lower case.</param>
    /// <param name="calendar">What "october" without a year is relative to, and when a fiscal year begins.</param>
    public static Period? Read(string phrase, BusinessCalendar calendar) =>
        Range(phrase, calendar) ?? Month(phrase, calendar.Today) ?? Quarter(phrase, calendar) ?? Year(phrase) ?? Day(phrase, calendar.Today);

    private static Period? Range(string phrase, BusinessCalendar calendar)
    {
        foreach (var between in new[] { "..", " to ", " – ", " - " })
        {
            var at = phrase.IndexOf(between, StringComparison.Ordinal);
            if (at > 0
                && Read(phrase[..at].Trim(), calendar) is { } first
                && Read(phrase[(at + between.Length)..].Trim(), calendar) is { } last
                && first.From <= last.To)
            {
                return new Period(first.From, last.To);
            }
        }

        return null;
    }

    // Without a year: the last such month that has begun.
    private static Period? Month(string phrase, DateOnly today)
    {
        if (DateOnly.TryParseExact(phrase, s_months, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && Known(month.Year))
        {
            return new Period(month, Dates.MonthEnd(month));
        }

        if (!DateOnly.TryParseExact(phrase, s_monthsAlone, CultureInfo.InvariantCulture, DateTimeStyles.None, out month))
        {
            return null;
        }

        var begun = new DateOnly(today.Year, month.Month, 1) is var thisYear && thisYear <= today ? thisYear : thisYear.AddYears(-1);
        return new Period(begun, Dates.MonthEnd(begun));
    }

    // Of the fiscal year that begins in the year said; without one, the last such quarter that has begun.
    private static Period? Quarter(string phrase, BusinessCalendar calendar)
    {
        var words = phrase.Split(' ');
        if (words is not [['q', >= '1' and <= '4'], ..] || words.Length > 2)
        {
            return null;
        }

        var months = (words[0][1] - '1') * 3;
        DateOnly first;
        if (words.Length == 2)
        {
            if (!TryYear(words[1], out var year))
            {
                return null;
            }

            first = new DateOnly(year, calendar.FiscalYearStart, 1).AddMonths(months);
        }
        else
        {
            first = Dates.FiscalYearStart(calendar.Today, calendar.FiscalYearStart).AddMonths(months);
            first = first <= calendar.Today ? first : first.AddYears(-1);
        }

        return new Period(first, first.AddMonths(3).AddDays(-1));
    }

    private static Period? Year(string phrase) =>
        TryYear(phrase, out var year) ? new Period(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)) : null;

    private static Period? Day(string phrase, DateOnly today) => DateEntry.Read(phrase, today) is { } day ? new Period(day, day) : null;

    private static bool TryYear(string text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && text.Length == 4 && Known(year);

    private static bool Known(int year) => year is >= 1990 and <= 2199;
}
