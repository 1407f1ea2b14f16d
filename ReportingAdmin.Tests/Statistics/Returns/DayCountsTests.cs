using System.Globalization;
using ReportingAdmin.Core.Statistics.Returns;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Statistics.Returns;

public sealed class DayCountsTests
{
    // 100,000 at 7.3 % over a leap February: the golden numbers of the definitions.
    [Theory]
    [Golden(GoldenNumbersTests.DayCount)]
    [InlineData(DayCountRule.Thirty360, 60, "1216.67")]
    [InlineData(DayCountRule.Act365, 60, "1200.00")]
    [InlineData(DayCountRule.Act360, 60, "1216.67")]
    public void Interest_from_15_January_to_15_March_2024(DayCountRule rule, int days, string interest)
    {
        DateOnly from = new(2024, 1, 15), to = new(2024, 3, 15);

        Assert.Equal(days, DayCounts.Days(rule, from, to));
        Assert.Equal(decimal.Parse(interest, CultureInfo.InvariantCulture), DayCounts.Interest(100_000m, 0.073m, rule, from, to));
    }

    // The 31st as a beginning is the 30th; as an end it stays unless the period began on the 30th or 31st.
    [Theory]
    [InlineData("2025-01-31", "2025-02-28", 28, 28)]
    [InlineData("2025-01-30", "2025-03-31", 60, 60)]
    [InlineData("2025-01-31", "2025-03-31", 60, 59)]
    [InlineData("2025-01-15", "2025-03-31", 76, 75)]
    [InlineData("2024-02-29", "2024-03-01", 2, 1)]
    [InlineData("2025-12-31", "2026-01-01", 1, 1)]
    [InlineData("2025-05-05", "2025-05-05", 0, 0)]
    [InlineData("2025-03-15", "2025-01-15", -60, -59)]
    public void Days_at_the_ends_of_months(string from, string to, int thirty, int actual)
    {
        DateOnly first = DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture), last = DateOnly.ParseExact(to, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        Assert.Equal((thirty, actual), (DayCounts.Days(DayCountRule.Thirty360, first, last), DayCounts.Days(DayCountRule.Act365, first, last)));
    }
}
