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
}
