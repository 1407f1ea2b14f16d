using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>Net flow rates of methods that count whole months, and a cure rate of nothing.</summary>
public sealed class DelinquencyAgingFlowTests() : LendingReportTest("lending/delinquency-aging")
{
    private static readonly (string, string)[] s_october = [("asOf", "2026-10-31"), ("trendMonths", "1")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("M1", "mba");
        await Seed.LoanAsync("L1", "M1");
        await Seed.LoanAsync("L2", "M1");
        await Seed.LoanAsync("L3", "P1");
        await Seed.LoanAsync("L4", "P1");
        await Seed.LoanAsync("L5", "P1");
    }

    // By MBA the instalment of 1 October is a month late at the end of October: 20,000 of the 1,000,000 that was current.
    [Fact]
    public async Task By_MBA_current_stands_before_30_59()
    {
        await Seed.MonthAsync("2026-09-30", "L1 980000.00 dpd=0", "L2 20000.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 980000.00 dpd=0", "L2 20000.00 due=2026-10-01");

        Assert.Equal(
            ["Current | ·", "1-29 | ·", "30-59 | 0.020000000000", "60-89 | ·"],
            (await LinesAsync("trend", "bucket net_flow_rate", s_october)).Take(4));
    }

    // With plain days beside it: 20,000 ÷ (10,000 in 1-29 + 1,000,000 current by MBA); 1-29: 30,000 of the 50,000 current by plain days.
    [Fact]
    public async Task Of_two_methods_each_bucket_has_the_better_buckets_of_both()
    {
        await Seed.MonthAsync("2026-09-30", "L1 980000.00 dpd=0", "L2 20000.00 dpd=0", "L3 10000.00 dpd=10", "L4 30000.00 dpd=0", "L5 20000.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 980000.00 dpd=0", "L2 20000.00 due=2026-10-01", "L3 10000.00 dpd=0", "L4 30000.00 dpd=5", "L5 20000.00 dpd=0");

        Assert.Equal(
            ["Current | ·", "1-29 | 0.600000000000", "30-59 | 0.019801980198", "60-89 | ·"],
            (await LinesAsync("trend", "bucket net_flow_rate", s_october)).Take(4));
    }

    [Theory]
    [InlineData("pooled", "0 | 0.00")]
    [InlineData("matrix_product", "· | ·")]
    public async Task A_cure_rate_of_nothing_has_its_row(string method, string moved)
    {
        await Seed.MonthAsync("2026-09-30", "L3 60.00 dpd=45", "L4 40.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L3 60.00 dpd=76", "L4 40.00 dpd=0");

        Assert.Equal(
            [$"30+ | Current | Cured | {moved} | 1 | 60.00 | 0.000000000000 | 0.000000000000"],
            (await LinesAsync("transitions", "from_state to_state movement loans upb from_loans from_upb rate_upb rate_loans", ("asOf", "2026-10-31"), ("rollMethod", method)))
                .Where(line => line.StartsWith("30+ | Current", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_late_loan_there_is_no_cure_rate()
    {
        await Seed.MonthAsync("2026-09-30", "L3 60.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L3 60.00 dpd=31");

        Assert.Equal(["Current | 30-59"], await LinesAsync("transitions", "from_state to_state", ("asOf", "2026-10-31")));
    }
}
