using ReportingAdmin.Core.Reports.Catalog.Lending;
using ReportingAdmin.Core.Statistics.Returns;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed class ReturnFiguresTests
{
    // 1,000 paid on 1 Jan 2024 and 1,100 received 182 days later: 10 % in half a year. A payment of 3 Mar 2025 bounced on its day.
    [Fact]
    public void What_comes_and_goes_on_one_day_holds_nothing_any_longer()
    {
        var figures = ReturnFigures.Of([8766, 8948, 9193, 9193], [-1000, 1100, 50, -50], 0, new DateOnly(2025, 6, 30), DayCountRule.Act365);

        Assert.Equal((null, 0.1m), (figures.Irr, figures.PeriodReturn));
        Assert.StartsWith("Under a year", figures.Words, StringComparison.Ordinal);
    }

    // −1000 + 1100 x − 0.01 x² = 0 with x = 1 ÷ (1 + r): x = (1100 ∓ √(1100² − 40)) ÷ 0.02, so r = 9.99909090 % and −99.99909090 %.
    // The two years between the first flow and the last: 1.09999090901577² − 1.
    [Fact]
    public void A_cent_taken_back_after_all_was_repaid_does_not_hide_the_rate()
    {
        var figures = ReturnFigures.Of([9132, 9497, 9862], [-1000, 1100, -0.01], 0, new DateOnly(2027, 1, 1), DayCountRule.Act365);

        Assert.Equal((0.0999909090m, 0.2099799999m), (figures.Irr, figures.PeriodReturn));
        Assert.Equal("A second solution next to −100 % is passed over.", figures.Words);
    }

    // −100, +230, −132 (definitions): 10 % and 20 % both solve it, and neither is passed over.
    [Fact]
    public void Two_rates_that_could_be_meant_are_none()
    {
        var figures = ReturnFigures.Of([9132, 9497, 9862], [-100, 230, -132], 0, new DateOnly(2027, 1, 1), DayCountRule.Act365);

        Assert.Equal(((decimal?)null, (decimal?)null), (figures.Irr, figures.PeriodReturn));
        Assert.StartsWith("Several solutions: 10 %, 20 %", figures.Words, StringComparison.Ordinal);
    }
}
