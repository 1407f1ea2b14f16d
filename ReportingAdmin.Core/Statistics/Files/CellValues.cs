using System.Globalization;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>What a cell says: numbers with a decimal point, days and instants as in ISO 8601.</summary>
internal static class CellValues
{
    private static readonly string[] s_days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd"];

    private static readonly string[] s_instants =
    [
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>A finite number, or what is wrong with the text.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="value">The number.</param>
    public static string? Number(string text, out double value)
    {
        value = 0;
        if (text.Length == 0)
        {
            return "a number is missing";
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return $"\"{CsvTable.Shortened(text)}\" is not a number; write it as 1234.56, with no thousands separator";
        }

        return double.IsFinite(value) ? null : $"\"{CsvTable.Shortened(text)}\" is not a finite number";
    }

    /// <summary>A day, a time of day left aside, or what is wrong with the text.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="day">The day.</param>
    public static string? Day(string text, out DateOnly day)
    {
        if (text.Length == 0)
        {
            day = default;
            return "a date is missing";
        }

        if (DateOnly.TryParseExact(text, s_days, CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return null;
        }

        if (text.Length > 10 && Instant(text, out var instant))
        {
            day = DateOnly.FromDateTime(instant.DateTime);
            return null;
        }

        return $"\"{CsvTable.Shortened(text)}\" is not a date; write it as 2026-01-31";
    }

    /// <summary>A day or an instant; without an offset it counts as UTC.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="instant">The instant; of a day its beginning.</param>
    public static bool Instant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, s_days, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant)
        || DateTimeOffset.TryParseExact(text, s_instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);

    /// <summary>A text as a cell: in quotes where it holds a comma, a quote or a line break.</summary>
    /// <param name="text">Any text.</param>
    public static string Quoted(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
