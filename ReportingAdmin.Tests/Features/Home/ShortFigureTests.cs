using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Features.Home;

namespace ReportingAdmin.Tests.Features.Home;

public sealed class ShortFigureTests
{
    [Theory]
    [InlineData("0", "0.00")]
    [InlineData("9999.99", "9,999.99")]
    [InlineData("10000", "10.0 k")]
    [InlineData("12345.67", "12.3 k")]
    [InlineData("108049.5", "108 k")]
    [InlineData("999499.99", "999 k")]
    [InlineData("999996", "1.00 M")]
    [InlineData("1240311.2", "1.24 M")]
    [InlineData("-1240311.2", "−1.24 M")]
    [InlineData("9995000", "10.0 M")]
    [InlineData("226112202.22", "226 M")]
    [InlineData("1500000000", "1.50 B")]
    [InlineData("2000000000000", "2.00 T")]
    public void Amounts_have_three_figures(string value, string expected) =>
        Assert.Equal(expected, ShortFigure.Of(decimal.Parse(value, CultureInfo.InvariantCulture), Format.Money, "USD"));

    [Fact]
    public void Counts_are_whole_shares_are_never_shortened_and_nothing_is_a_dash()
    {
        Assert.Equal("4,321", ShortFigure.Of(4321, Format.Plain, null));
        Assert.Equal("54.3 k", ShortFigure.Of(54321, Format.Plain, null));
        Assert.Equal("2.8 %", ShortFigure.Of(0.0281m, Format.Share, "USD"));
        Assert.Equal("—", ShortFigure.Of(null, Format.Money, "USD"));
    }
}
