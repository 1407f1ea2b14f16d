using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Tests.Reports.Engine;

public sealed class DisplayTests
{
    [Theory]
    [InlineData(1234.5, Format.Money, "USD", "1,234.50")]
    [InlineData(-1234.5, Format.Money, "USD", "−1,234.50")]
    [InlineData(1234.5, Format.Money, "JPY", "1,235")]
    [InlineData(1.2345, Format.Money, "KWD", "1.235")]
    [InlineData(-0.004, Format.Money, "USD", "0.00")]
    [InlineData(0.553, Format.Share, null, "55.3 %")]
    [InlineData(0.065, Format.Rate, null, "6.500 %")]
    [InlineData(0.37336253, Format.Return, null, "37.3363 %")]
    [InlineData(1.138614, Format.Multiple, null, "1.1386×")]
    [InlineData(2.25, Format.OneDecimal, null, "2.3")]
    public void A_number_reads_in_its_format(double number, Format format, string? currency, string expected) =>
        Assert.Equal(expected, Display.Cell((decimal)number, format, currency));

    [Theory]
    [InlineData(-0.011, Format.Share, "−1.1 points")]
    [InlineData(0.00055, Format.Rate, "+0.055 points")]
    [InlineData(-0.000001, Format.Return, "−0.0001 points")]
    [InlineData(87_800, Format.Money, "+87,800.00")]
    [InlineData(-0.5, Format.OneDecimal, "−0.5")]
    [InlineData(0.04, Format.OneDecimal, "0.0")]
    public void A_change_has_its_sign_and_of_a_share_it_is_in_points(double difference, Format format, string expected) =>
        Assert.Equal(expected, Display.Change((decimal)difference, format, "USD"));

    [Fact]
    public void Other_cells_read_as_people_write_them()
    {
        Assert.Equal("—", Display.Cell(null, Format.Plain));
        Assert.Equal("14 Nov 2026", Display.Cell(new DateOnly(2026, 11, 14), Format.Plain));
        Assert.Equal("Nov 2026", Display.Cell(new DateOnly(2026, 11, 1), Format.Month));
        Assert.Equal("Yes", Display.Cell(true, Format.Plain));
        Assert.Equal("18,412", Display.Cell(18412L, Format.Plain));
        Assert.Equal("2026", Display.Cell(2026L, Format.Code));
        var instant = new DateTimeOffset(2026, 11, 14, 6, 0, 0, TimeSpan.Zero);
        Assert.Equal("13 Nov 2026 23:00", Display.Cell(instant, Format.Plain, zone: TimeZoneInfo.FindSystemTimeZoneById("America/Boise")));
    }
}
