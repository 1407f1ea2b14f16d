namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>What Excel's numbers, which are doubles shown to 15 digits, can hold.</summary>
internal static class XlsxNumber
{
    private const long Limit = 1_000_000_000_000_000;
    private const long UnitsPerDay = 10_000_000_000;

    /// <summary>1 March 1900: before it Excel counts a 29 February that never was.</summary>
    private static readonly DateOnly s_firstDate = new(1900, 3, 1);

    private static readonly int s_dayZero = new DateOnly(1899, 12, 30).DayNumber;

    /// <summary>Whether a decimal has at most 15 significant digits.</summary>
    /// <param name="value">The number.</param>
    public static bool Fits(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var low = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        return (parts[2] == 0 && low < Limit) || Significant(new UInt128((uint)parts[2], low)) < Limit;
    }

    /// <summary>Whether a whole number has at most 15 significant digits.</summary>
    /// <param name="value">The number.</param>
    public static bool Fits(long value) => (value is < Limit and > -Limit) || Significant((UInt128)Int128.Abs(value)) < Limit;

    /// <summary>Whether a date exists in Excel's calendar.</summary>
    /// <param name="value">The date.</param>
    public static bool Fits(DateOnly value) => value >= s_firstDate;

    /// <summary>A computed mean, to the 15 digits that a cell holds.</summary>
    /// <param name="value">The mean.</param>
    public static decimal Round(decimal value)
    {
        for (var decimals = 14; decimals >= 0 && !Fits(value); decimals--)
        {
            value = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        }

        return value;
    }

    /// <summary>The serial number of a day.</summary>
    /// <param name="value">The date.</param>
    public static int Serial(DateOnly value) => value.DayNumber - s_dayZero;

    /// <summary>Appends the serial number of a moment, to 10 decimals of a day (9 µs).</summary>
    /// <param name="to">Where to.</param>
    /// <param name="value">Date and time of the wall clock.</param>
    public static void Serial(Utf8Buffer to, DateTime value)
    {
        // 10^-10 of a day is 86.4 ticks.
        var day = (long)Serial(DateOnly.FromDateTime(value));
        var units = ((value.TimeOfDay.Ticks * 10) + 432) / 864;
        var serial = (day * UnitsPerDay) + units;
        to.Number(new decimal((int)serial, (int)(serial >> 32), 0, isNegative: false, scale: 10));
    }

    private static UInt128 Significant(UInt128 mantissa)
    {
        while (mantissa != 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
        }

        return mantissa;
    }
}
