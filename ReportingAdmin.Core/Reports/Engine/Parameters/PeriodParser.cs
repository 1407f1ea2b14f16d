using System.Globalization;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Reports.Engine.Parameters;

/// <summary>Reads periods and days, by word or by date.</summary>
internal static class PeriodParser
{
    private static readonly DateOnly s_first = new(1900, 1, 1);
    private static readonly DateOnly s_last = new(2199, 12, 31);

    /// <summary>A period by one word, or <c>2026-10-01..2026-10-31</c>.</summary>
    public static Parsed Word(Parameter parameter, string text, BusinessCalendar calendar)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots >= 0)
        {
            return FromTo(parameter, text[..dots].Trim(), text[(dots + 2)..].Trim(), calendar);
        }

        if (DateTokens.ResolvePeriod(text, calendar) is { } period)
        {
            return Parsed.Of(period);
        }

        return text == "last-closed-month"
            ? Parsed.Problem(ProblemKind.Invalid, parameter, "No month has been closed yet. Choose two dates.", "no_closed_month")
            : Parsed.Problem(
                ProblemKind.Invalid, parameter, $"Not a period. Use one of {Words(DateTokens.Periods)}, or two dates.", "not_a_period");
    }

    /// <summary>A period by its two days; one missing takes the other end from the default.</summary>
    public static Parsed FromTo(Parameter parameter, string? from, string? to, BusinessCalendar calendar)
    {
        var fallback = parameter.Spec.Default is { } word ? DateTokens.ResolvePeriod(word, calendar) : null;
        var first = Day(parameter, from, fallback?.From, calendar, "from");
        var last = Day(parameter, to, fallback?.To, calendar, "to");
        if (first.Problems.Count + last.Problems.Count > 0)
        {
            return new Parsed(null, [.. first.Problems, .. last.Problems]);
        }

        var period = new Period((DateOnly)first.Value!, (DateOnly)last.Value!);
        if (period.From > period.To)
        {
            return Parsed.Problem(ProblemKind.Invalid, parameter, "Start must be on or before end.", "start_after_end", "from");
        }

        return period.To >= period.From.AddYears(parameter.Spec.MaxYears)
            ? Parsed.Problem(ProblemKind.Invalid, parameter, $"At most {parameter.Spec.MaxYears} years. Choose a shorter period.", "too_long", "to")
            : Parsed.Of(period);
    }

    /// <summary>A day by word or ISO date.</summary>
    public static Parsed Day(Parameter parameter, string text, BusinessCalendar calendar, string? field = null)
    {
        if (DateTokens.ResolveDay(text, calendar) is { } token)
        {
            return Parsed.Of(token);
        }

        if (!LooksLikeIso(text))
        {
            return Parsed.Problem(
                ProblemKind.Malformed, parameter, $"Not a calendar date. Use YYYY-MM-DD, or one of {Words(DateTokens.Days)}.", "not_a_date", field);
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return Parsed.Problem(
                ProblemKind.Malformed, parameter, $"{text} is not a calendar date. Check the month and the day.", "not_a_date", field);
        }

        return date < s_first || date > s_last
            ? Parsed.Problem(ProblemKind.Invalid, parameter, "Use a date from 1900 to 2199.", "out_of_range", field)
            : Parsed.Of(date);
    }

    private static Parsed Day(Parameter parameter, string? text, DateOnly? fallback, BusinessCalendar calendar, string field) =>
        text is not null ? Day(parameter, text, calendar, field)
        : fallback is { } day ? Parsed.Of(day)
        : Parsed.Problem(ProblemKind.Invalid, parameter, "Both ends of the period are needed.", "required", field);

    private static bool LooksLikeIso(string text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-'
        && text.Where((_, i) => i is not (4 or 7)).All(char.IsAsciiDigit);

    private static string Words(IReadOnlyList<Choice> choices) => string.Join(", ", choices.Select(choice => choice.Value));
}
