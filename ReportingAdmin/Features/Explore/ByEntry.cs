using System.Globalization;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Features.Report.Parameters;

namespace ReportingAdmin.Features.Explore;

/// <summary>A day to come, as people type it: any of <see cref="DateEntry"/>, and a month or a year for its last day.</summary>
public static class ByEntry
{
    private static readonly string[] s_months = ["MMM yyyy", "MMMM yyyy", "yyyy-MM"];

    /// <summary>The day; null when it cannot be read. Without a year it is the next such day.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="today">Today in the company's zone.</param>
    public static DateOnly? Read(string text, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = string.Join(' ', text.Replace(',', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (DateOnly.TryParseExact(plain, s_months, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            return Dates.MonthEnd(month);
        }

        if (plain.Length == 4 && int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2999)
        {
            return new DateOnly(year, 12, 31);
        }

        var hasYear = plain.Count(char.IsAsciiDigit) > 2 || plain.StartsWith('-');
        return DateEntry.Read(plain, today) is not { } day ? null : day < today && !hasYear ? day.AddYears(1) : day;
    }
}
