using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Reading;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>Numbers, dates and words as they stand in a cell; nothing is guessed and nothing rounded.</summary>
public sealed class CellReaderTests
{
    private static readonly ImportColumn s_amount = new("amount", ColumnType.Amount, "");

    [Theory]
    [InlineData("1234.56", "1234.56")]
    [InlineData("-0.01", "-0.01")]
    [InlineData("-0", "0")]
    [InlineData("1.500", "1.500")]
    [InlineData("0007", "7")]
    [InlineData("9999999999999999.99", "9999999999999999.99")]
    [InlineData("10000000000000000", null)]
    [InlineData("0.005", null)]
    [InlineData("1,234.56", null)]
    [InlineData("1.234,56", null)]
    [InlineData("(123.45)", null)]
    [InlineData("123-", null)]
    [InlineData("+1", null)]
    [InlineData("1.", null)]
    [InlineData(".5", null)]
    [InlineData("1e3", null)]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    [InlineData("$5", null)]
    [InlineData("1 000", null)]
    [InlineData("１２", null)]
    [InlineData("٣", null)]
    public void An_amount_is_digits_and_a_point(string text, string? expected) => Assert.Equal(expected, Amount(new FileShape(), text));

    [Theory]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1234,56", "1234.56")]
    [InlineData("-1.234.567", "-1234567")]
    [InlineData("12.34", null)]
    [InlineData("1.2345", null)]
    [InlineData("1234.567", null)]
    [InlineData(".234", null)]
    [InlineData("1,234.5", null)]
    [InlineData("1,", null)]
    public void Declared_marks_are_held_to_their_places(string text, string? expected) =>
        Assert.Equal(expected, Amount(new FileShape { Decimal = ",", Thousands = "." }, text));

    [Theory]
    [InlineData("2026-02-28", null, true)]
    [InlineData("2026-02-29", null, false)]
    [InlineData("03/04/2026", null, false)]
    [InlineData("31/04/2026", "dd/MM/yyyy", false)]
    [InlineData("03/04/2026", "dd/MM/yyyy", true)]
    [InlineData("infinity", null, false)]
    [InlineData("now", null, false)]
    [InlineData("0001-01-01", null, false)]
    public void A_date_is_ISO_or_as_declared(string text, string? format, bool isGood) =>
        Assert.Equal(isGood, Read(new FileShape(), new ImportColumn("d", ColumnType.Date, ""), text, format, out _) is null);

    [Theory]
    [InlineData("2026-11-21T09:30:00-08:00", null, "2026-11-21 17:30:00")]
    [InlineData("2026-11-21 09:30:00Z", null, "2026-11-21 09:30:00")]
    [InlineData("2026-11-21T09:30", null, null)]
    [InlineData("2026-11-21T09:30", "America/Los_Angeles", "2026-11-21 17:30:00")]
    [InlineData("2026-03-08 02:30:00", "America/Los_Angeles", null)]
    [InlineData("2026-11-01 01:30:00", "America/Los_Angeles", null)]
    public void A_moment_has_an_offset_or_the_declared_zone(string text, string? zone, string? expected)
    {
        var reason = Read(new FileShape { TimeZone = zone }, new ImportColumn("at", ColumnType.Instant, ""), text, null, out var value);

        Assert.Equal(expected, reason is null ? value.Instant.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    [Theory]
    [InlineData("USD", true)]
    [InlineData("usd", false)]
    [InlineData("US", false)]
    public void A_currency_is_three_capitals(string text, bool isGood) =>
        Assert.Equal(isGood, Read(new FileShape(), new ImportColumn("c", ColumnType.Currency, ""), text, null, out _) is null);

    [Fact]
    public void A_text_with_NUL_and_a_whole_number_with_decimals_are_refused()
    {
        Assert.Contains("cannot be stored", Read(new FileShape(), new ImportColumn("t", ColumnType.Text, ""), "a\0b", null, out _), StringComparison.Ordinal);
        Assert.Equal("A whole number is wanted.", Read(new FileShape(), new ImportColumn("n", ColumnType.Integer, ""), "1.5", null, out _));
    }

    private static string? Amount(FileShape shape, string text) =>
        Read(shape, s_amount, text, null, out var value) is null ? value.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    private static string? Read(FileShape shape, ImportColumn column, string text, string? format, out Value value) =>
        new CellReader(shape).Read(column, Cell.Of(text), format, out value);
}
