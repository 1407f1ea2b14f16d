using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ReportingAdmin.Core.Syncs.Importing.Reading;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Mapping;

/// <summary>Makes the value of a column from a cell, or says why it cannot be.</summary>
/// <param name="shape">How the file is written.</param>
internal sealed class CellReader(FileShape shape)
{
    private const int MostCharacters = 10_000;

    private static readonly SearchValues<char> s_mantissa = SearchValues.Create("0123456789.,");
    private static readonly DateOnly s_firstCertain = new(1900, 3, 1);
    private static readonly string[] s_instantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK",
    ];

    private readonly NumberFormat _numbers = new(shape.Decimal[0], shape.Thousands?[0]);
    private readonly TimeZoneInfo? _zone = shape.TimeZone is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : null;

    /// <summary>Reads a number, as expressions need one.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="number">The number.</param>
    /// <returns>Why it is none; null when it is.</returns>
    public string? Number(in Cell cell, out decimal number)
    {
        number = cell.Number;
        return cell.Kind == CellKind.Number || (cell.Kind == CellKind.Text && _numbers.TryRead(cell.Text, out number))
            ? null
            : $"Not a number as declared: digits 0-9{(shape.Thousands is { } mark ? $", \"{mark}\" between thousands" : "")}, \"{shape.Decimal}\" as the decimal mark, a minus in front.";
    }

    /// <summary>Reads a day, as expressions need one.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="format">The format declared for the column; null = the file's, or ISO.</param>
    /// <param name="day">The day.</param>
    /// <returns>Why it is none; null when it is.</returns>
    public string? Day(in Cell cell, string? format, out DateOnly day)
    {
        day = default;
        switch (cell.Kind)
        {
            case CellKind.Date:
                day = DateOnly.FromDateTime(cell.Date);
                return cell.Date.TimeOfDay != TimeSpan.Zero ? "A day is wanted, without a time of day."
                    : day < s_firstCertain ? "A workbook's dates before 1 March 1900 are ambiguous; write it as text, such as 1900-02-28."
                    : null;
            case CellKind.Number:
                return "A number stands where a date is wanted; format the cell as a date.";
            default:
                format ??= shape.DateFormat ?? "yyyy-MM-dd";
                return DateOnly.TryParseExact(cell.Text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
                    ? null
                    : $"Not a calendar date written as {format}.";
        }
    }

    /// <summary>Makes the value.</summary>
    /// <param name="column">What is wanted.</param>
    /// <param name="cell">What is there.</param>
    /// <param name="dateFormat">The format declared for the column.</param>
    /// <param name="value">The value.</param>
    /// <returns>Why there is none; null when there is.</returns>
    public string? Read(ImportColumn column, in Cell cell, string? dateFormat, out Value value)
    {
        value = Value.None;
        if (cell.Kind == CellKind.Empty)
        {
            return null;
        }

        switch (column.Type)
        {
            case ColumnType.Integer:
            case ColumnType.Amount:
            case ColumnType.Rate:
            case ColumnType.Number:
                var notNumber = Number(cell, out var number) ?? NumberLimits(column, number);
                value = new Value(true, Number: number);
                return notNumber;
            case ColumnType.Date:
                var notDay = Day(cell, dateFormat, out var day) ?? DayLimits(column, day);
                value = new Value(true, Date: day);
                return notDay;
            case ColumnType.Instant:
                return Instant(cell, out value);
            case ColumnType.Flag:
                return Flag(cell, out value);
            default:
                return Text(column, cell, out value);
        }
    }

    private static string? NumberLimits(ImportColumn column, decimal number)
    {
        var (digits, decimals) = column.Type switch
        {
            ColumnType.Integer => (9, 0),
            ColumnType.Amount => (16, 2),
            ColumnType.Rate => (3, 9),
            _ => (28, 28),
        };
        if (column.Type == ColumnType.Integer && number != decimal.Truncate(number))
        {
            return "A whole number is wanted.";
        }

        if (decimals < 28 && (Math.Abs(number) >= Power(digits) || number != decimal.Round(number, decimals)))
        {
            return string.Create(CultureInfo.InvariantCulture, $"At most {digits} digits before and {decimals} after the decimal mark; nothing is rounded.");
        }

        return column switch
        {
            { OnlyAboveZero: true } when number <= 0 => "Must be above 0.",
            { Least: { } least } when number < least => string.Create(CultureInfo.InvariantCulture, $"Must be {least} or more."),
            { Most: { } most } when number > most => string.Create(CultureInfo.InvariantCulture, $"Must be {most} or less."),
            _ => null,
        };
    }

    private static decimal Power(int digits)
    {
        var power = 1m;
        for (var i = 0; i < digits; i++)
        {
            power *= 10;
        }

        return power;
    }

    private static string? DayLimits(ImportColumn column, DateOnly day) => column switch
    {
        _ when day.Year is < 1900 or > 2199 => "The year is not between 1900 and 2199.",
        { IsMonthEnd: true } when day.AddDays(1).Day != 1 => "Must be the last day of a month.",
        { IsMonthStart: true } when day.Day != 1 => "Must be the first day of a month.",
        _ => null,
    };

    private string? Instant(in Cell cell, out Value value)
    {
        value = Value.None;
        DateTime local;
        if (cell.Kind == CellKind.Date)
        {
            local = DateTime.SpecifyKind(cell.Date, DateTimeKind.Unspecified);
        }
        else if (cell.Kind == CellKind.Text && DateTime.TryParseExact(cell.Text, s_instantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out local))
        {
            if (local.Kind == DateTimeKind.Utc)
            {
                value = new Value(true, Instant: local);
                return null;
            }
        }
        else
        {
            return "Not a moment such as 2026-11-21T09:30:00-08:00.";
        }

        if (_zone is null)
        {
            return "The moment has no offset from UTC, and the mapping declares no time zone (file.timeZone).";
        }

        if (_zone.IsInvalidTime(local))
        {
            return $"That time does not exist in {_zone.Id}: the clock is set forward then.";
        }

        if (_zone.IsAmbiguousTime(local))
        {
            return $"That time occurs twice in {_zone.Id}: write it with its offset.";
        }

        value = new Value(true, Instant: TimeZoneInfo.ConvertTimeToUtc(local, _zone));
        return null;
    }

    private static string? Flag(in Cell cell, out Value value)
    {
        var flag = cell.Text.ToLowerInvariant() is "true" or "1" or "yes";
        value = new Value(true, Flag: flag);
        return flag || cell.Text.ToLowerInvariant() is "false" or "0" or "no" ? null : "Use true or false.";
    }

    private static string? Text(ImportColumn column, in Cell cell, out Value value)
    {
        var text = cell.Text;
        value = new Value(true, Text: text);
        if (text.Length > MostCharacters)
        {
            return string.Create(CultureInfo.InvariantCulture, $"At most {MostCharacters} characters; it has {text.Length}.");
        }

        if (text.Contains('\0'))
        {
            return "Contains a character that cannot be stored (NUL).";
        }

        return column switch
        {
            _ when cell.Kind == CellKind.Number && Math.Abs(cell.Number) >= 1e15m => "A number of 16 digits or more has lost digits in the workbook; format the cells as text.",
            { Words.Count: > 0 } when !column.Words.Contains(text) => $"Use one of {string.Join(", ", column.Words)}.",
            { Type: ColumnType.Currency } when text.Length != 3 || !text.All(char.IsAsciiLetterUpper) => "Not a currency: three capital letters, such as USD.",
            { Digits: { } digits } when text.Length != digits || !text.All(char.IsAsciiDigit) => string.Create(CultureInfo.InvariantCulture, $"Must be {digits} digits."),
            { NoComma: true } when text.Contains(',') => "Must not have a comma.",
            { Type: ColumnType.Json } when !IsJson(text) => "Not a JSON value.",
            { Type: ColumnType.Text, Words.Count: 0 } when IsScientific(text) => "A spreadsheet wrote the number in powers of ten and lost digits; format its cells as text.",
            _ => null,
        };
    }

    /// <summary>As 1.23457E+15: digits, E, a sign, digits. <c>1E5</c> without a sign may be a code.</summary>
    private static bool IsScientific(string text)
    {
        var e = text.IndexOf("E+", StringComparison.Ordinal);
        return e > 0 && e + 2 < text.Length
            && char.IsAsciiDigit(text[0]) && !text.AsSpan(0, e).ContainsAnyExcept(s_mantissa)
            && !text.AsSpan(e + 2).ContainsAnyExceptInRange('0', '9');
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
