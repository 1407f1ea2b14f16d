namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class PortfolioSummaryTests
{
    // 1,000 in all: each share is the bucket's principal by thousands. Delinquent: 300 + 150 + 100 + 100, and 100 on nonaccrual.
    [Fact]
    public async Task Each_bucket_has_its_share_and_statuses_and_weights_their_principal()
    {
        await Seed.PortfolioAsync("P1");
        for (var i = 1; i <= 7; i++)
        {
            await Seed.LoanAsync(FormattableString.Invariant($"L{i}"), "P1");
        }

        await Seed.MonthAsync("2026-10-31",
            "L1 100.00 dpd=0 accrual=nonaccrual", "L2 200.00 dpd=5 modified=true rate=0.05", "L3 300.00 dpd=45 term=12", "L4 150.00 dpd=65",
            "L5 100.00 dpd=95", "L6 100.00 dpd=130", "L7 50.00");

        Assert.Equal(
            ["Portfolio P1 | 0.100000000000 | 0.200000000000 | 0.300000000000 | 0.150000000000 | 0.100000000000 | 0.100000000000 | 0.050000000000"],
            await LinesAsync("portfolios",
                "portfolio_name current_share days_1_to_29_share days_30_to_59_share days_60_to_89_share days_90_to_119_share days_120_plus_share not_known_share",
                s_october));
        Assert.Equal(
            ["100.00 | 200.00 | 750.00 | 0.750000000000 | 200.00 | 300.00 | 1000.00"],
            await LinesAsync("portfolios", "nonaccrual_upb modified_upb delinquent_upb delinquency_rate rate_upb term_upb age_upb", s_october));
    }

    // P1: a third of 3,000,000,000,000 is current, P2: two thirds of 3. 1,000,000,000,002 ÷ 3,000,000,000,003 = 0.3333333333336…, which
    // the mean of the rounded shares, 0.333333333333 and 0.666666666667, does not reach.
    [Fact]
    public async Task Shares_of_all_are_quotients_of_totals()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        foreach (var (loan, portfolio) in new[] { ("L1", "P1"), ("L2", "P1"), ("L3", "P2"), ("L4", "P2") })
        {
            await Seed.LoanAsync(loan, portfolio);
        }

        await Seed.MonthAsync("2026-10-31", "L1 1000000000000.00 dpd=0", "L2 2000000000000.00 dpd=1", "L3 2.00 dpd=0 in=P2", "L4 1.00 dpd=31 in=P2");

        Assert.Equal(["P1 | 0.333333333333", "P2 | 0.666666666667"], await LinesAsync("portfolios", "portfolio current_share", s_october));
        var preview = await Engine.PreviewAsync("lending/portfolio-summary", null, s_october);
        Assert.Equal(0.333333333334m, Total(preview, "current_share", "USD"));
        Assert.Equal(0.666666666666m, Total(preview, "days_1_to_29_share", "USD"));
        Assert.Equal(0m, Total(preview, "par_60", "USD"));
    }
}
