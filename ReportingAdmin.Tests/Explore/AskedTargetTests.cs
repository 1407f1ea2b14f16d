using ReportingAdmin.Core.Explore;

namespace ReportingAdmin.Tests.Explore;

public sealed class AskedTargetTests
{
    private static readonly Measure s_money = new("partners_crm", "donation", "USD", "daily", [], new DateOnly(2026, 5, 19));
    private static readonly Measure s_share = new("partners_crm", "retention", "share", "monthly", [], new DateOnly(2026, 4, 30));
    private static readonly Measure s_less = new("notifications", "bounced", "messages", "daily", [], new DateOnly(2026, 5, 19));

    [Theory]
    [InlineData("50000", 50000, false)]
    [InlineData(" 50,000 ", 50000, false)]
    [InlineData("1 200 000.50", 1200000.5, false)]
    [InlineData("1.2m", 1200000, false)]
    [InlineData("50K", 50000, false)]
    [InlineData("USD 50,000", 50000, false)]
    [InlineData("$50,000", 50000, false)]
    [InlineData("50,000 usd", 50000, false)]
    [InlineData("−5", -5, false)]
    [InlineData("<500", 500, true)]
    [InlineData("≤ 500", 500, true)]
    [InlineData(">= 500", 500, false)]
    public void Read_takes_what_people_write(string text, double value, bool atMost) =>
        Assert.Equal(new AskedTarget(value, atMost), AskedTarget.Read(text, s_money));

    [Theory]
    [InlineData("many")]
    [InlineData("50,00")]
    [InlineData("1.200.000")]
    [InlineData("5e4")]
    [InlineData("50000 EUR")]
    [InlineData("75 %")]
    [InlineData("= 5")]
    [InlineData("9000000b")]
    [InlineData("")]
    public void Read_guesses_nothing(string text) => Assert.Null(AskedTarget.Read(text, s_money));

    [Theory]
    [InlineData("75", 0.75)]
    [InlineData("75 %", 0.75)]
    [InlineData("0.5", 0.005)]
    [InlineData("100", 1)]
    public void Read_a_share_is_in_percent(string text, double value) => Assert.Equal(value, AskedTarget.Read(text, s_share)!.Value, 1e-15);

    [Theory]
    [InlineData("101")]
    [InlineData("-1")]
    public void Read_a_share_is_of_the_whole(string text) => Assert.Null(AskedTarget.Read(text, s_share));

    [Fact]
    public void Read_where_less_is_better_at_most_is_meant()
    {
        Assert.Equal(new AskedTarget(20, true), AskedTarget.Read("20 messages", s_less));
        Assert.Equal(new AskedTarget(20, false), AskedTarget.Read("> 20", s_less));
    }
}
