using System.Globalization;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Features.Report.Parameters;

/// <summary>Reads a day as people type it: <c>2026-10-01</c>, <c>1 oct</c>, <c>oct 1 2026</c>, <c>-30d</c>.</summary>
public static class DateEntry
{
    private static readonly string[] s_withYear = ["yyyy-MM-dd", "d MMM yyyy", "MMM d yyyy", "d MMMM yyyy", "MMMM d yyyy", "yyyyMMdd"];
    private static readonly string[] s_withoutYear = ["d MMM", "MMM d", "d MMMM", "MMMM d"];

    /// <summary>
    /// The day; null when it cannot be read without guessing (03/04/2026 is not guessed). Without a year it is the last such
    /// day that is not after today.
    /// </summary>
    /// <param name="text">As typed.</param>
    /// <param name="today">Today in the company's zone.</param>
    public static DateOnly? Read(string text, DateOnly today)
    {
        var plain = string.Join(' ', text.Replace(',', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (plain.Length > 2 && plain[0] == '-' && plain[^1] is 'd' or 'D'
            && int.TryParse(plain.AsSpan(1, plain.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 36_600)
        {
            return today.AddDays(-days);
        }

        if (DateOnly.TryParseExact(plain, s_withYear, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        foreach (var year in new[] { today.Year, today.Year - 1 })
        {
            var whole = $"{plain} {year.ToString(CultureInfo.InvariantCulture)}";
            if (DateOnly.TryParseExact(whole, [.. s_withoutYear.Select(form => form + " yyyy")], CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day <= today)
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>The text for the address: an ISO date where it could be read, else as typed, so that the refusal quotes it.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="today">Today in the company's zone.</param>
    public static string ToAddress(string text, DateOnly today) => Read(text, today) is { } day ? Dates.Iso(day) : text.Trim();
}
