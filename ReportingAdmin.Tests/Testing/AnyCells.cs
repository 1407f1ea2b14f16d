using FsCheck;
using FsCheck.Fluent;

namespace ReportingAdmin.Tests.Testing;

/// <summary>Any cells: hostile text, decimals of every scale, dates and instants over their whole range.</summary>
/// <param name="Text">Text or no value.</param>
/// <param name="Integer">A whole number.</param>
/// <param name="Number">A decimal.</param>
/// <param name="Date">A date.</param>
/// <param name="Instant">An instant, UTC, to the microsecond as PostgreSQL keeps it.</param>
/// <param name="Flag">Yes or no.</param>
internal sealed record AnyCells(string? Text, long Integer, decimal Number, DateOnly Date, DateTimeOffset Instant, bool Flag)
{
    private const string Dangerous = "=+-@\t\r\n\0＝＋－＠'\" ,;<>&_x0041_|{}\\/•é😀\uFFFE\u200F\u202E";

    private static readonly Gen<string?> s_text = Gen.OneOf(
        Gen.Constant<string?>(null),
        Gen.Constant<string?>(""),
        Gen.ArrayOf(Gen.Elements(Dangerous.ToCharArray())).Select(letters => (string?)Whole(letters)),
        ArbMap.Default.GeneratorFor<char[]>().Select(letters => (string?)Whole(letters)));

    private static readonly Gen<decimal> s_number =
        from low in ArbMap.Default.GeneratorFor<int>()
        from mid in Gen.OneOf(Gen.Constant(0), ArbMap.Default.GeneratorFor<int>())
        from high in Gen.OneOf(Gen.Constant(0), ArbMap.Default.GeneratorFor<int>())
        from negative in ArbMap.Default.GeneratorFor<bool>()
        from scale in Gen.Choose(0, 28)
        select new decimal(low * 7919, mid * 104_729, high, negative, (byte)scale);

    /// <summary>Any rows.</summary>
    public static Arbitrary<AnyCells[]> Rows => Arb.From(Gen.ArrayOf(
        from text in s_text
        from integer in ArbMap.Default.GeneratorFor<long>()
        from factor in Gen.Elements(1L, 1_000_003L, 922_337_203_685L)
        from number in s_number
        from day in Gen.Choose(0, DateOnly.MaxValue.DayNumber)
        from micros in Gen.Choose(0, int.MaxValue)
        from instant in Gen.Choose(1, 3_000_000)
        from flag in ArbMap.Default.GeneratorFor<bool>()
        select new AnyCells(
            text,
            unchecked(integer * factor),
            number,
            DateOnly.FromDayNumber(day),
            new DateTimeOffset(TimeSpan.TicksPerDay * instant, TimeSpan.Zero).AddTicks(micros % 86_400 * TimeSpan.TicksPerSecond + (micros % 1_000_000 * 10)),
            flag)));

    /// <summary>The cells as a cursor gives them.</summary>
    public object?[] Row => [Text, Integer, Number, Date, Instant, Flag];

    // A lone surrogate is no text: the database cannot hold one.
    private static string Whole(char[] letters) => string.Concat(new string(letters).EnumerateRunes());
}
