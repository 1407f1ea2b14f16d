using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class PortfolioSummaryTests() : LendingReportTest("lending/portfolio-summary")
{
    private const string Size = "portfolio currency loans original_principal upb accrued_interest";
    private const string Means = "portfolio currency weighted_rate weighted_term weighted_age";
    private const string Risk = "portfolio currency delinquency_rate par_30 par_60 par_90";

    private static readonly (string, string)[] s_october = [("asOf", "2026-10-31")];

    [Fact]
    [Golden(GoldenNumbersTests.WeightedRate)]
    public async Task Weighted_rate_term_and_age_are_by_principal()
    {
        // WAC: (200,000 × 6 % + 50,000 × 12 %) ÷ 250,000 = 7.20 %; the loan at 20 % has no principal left.
        // WAM: (200 × 300 + 50 × 50) ÷ 250 = 250. WALA: (200 × 21 + 50 × 1) ÷ 250 = 17; October 2026 − January 2025 = 21 months.
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1", "2025-01-15", 240000m);
        await Seed.LoanAsync("L2", "P1", "2026-09-30", 50000m);
        await Seed.LoanAsync("L3", "P1", "2020-05-01", 10000m);
        await Seed.MonthAsync("2026-10-31", "L1 200000.00 rate=0.06 term=300 dpd=0 accrued=1000.00", "L2 50000.00 rate=0.12 term=50 dpd=0 accrued=500.00", "L3 0.00 rate=0.20 term=9 dpd=0");

        Assert.Equal(["P1 | USD | 3 | 300000.00 | 250000.00 | 1500.00"], await LinesAsync("portfolios", Size, s_october));
        Assert.Equal(["P1 | USD | 0.072000000000 | 250.000000000000 | 17.000000000000"], await LinesAsync("portfolios", Means, s_october));
    }

    [Fact]
    public async Task Means_leave_out_loans_without_the_value_and_the_total_weighs_by_what_is_known()
    {
        // P1: only L1 has a rate, 6 % on 100; P2: 12 % on 300. Total (100 × 6 + 300 × 12) ÷ 400 = 10.5 %, although principal is 1,300.
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P1");
        await Seed.LoanAsync("L3", "P2");
        await Seed.MonthAsync("2026-10-31", "L1 100.00 rate=0.06", "L2 900.00", "L3 300.00 rate=0.12");

        var preview = await Engine.PreviewAsync("lending/portfolio-summary", null, s_october);

        Assert.Equal(["P1 | USD | 0.060000000000", "P2 | USD | 0.120000000000"], await LinesAsync("portfolios", "portfolio currency weighted_rate", s_october));
        Assert.Equal(0.105m, Total(preview, "weighted_rate", "USD"));
        Assert.Equal(1300m, Total(preview, "upb", "USD"));
        Assert.Null(Total(preview, "weighted_term", "USD"));
    }

    [Fact]
    [Golden(GoldenNumbersTests.BucketEdges)]
    public async Task Every_edge_of_days_past_due_is_in_exactly_one_bucket()
    {
        await Seed.PortfolioAsync("P1");
        foreach (var days in new[] { 0, 1, 29, 30, 59, 60, 89, 90, 119, 120, 400 })
        {
            await Seed.LoanAsync($"L{days}", "P1");
        }

        await Seed.LoanAsync("LX", "P1");
        await Seed.MonthAsync("2026-10-31",
            "L0 1.00 dpd=0", "L1 2.00 dpd=1", "L29 4.00 dpd=29", "L30 8.00 dpd=30", "L59 16.00 dpd=59", "L60 32.00 dpd=60", "L89 64.00 dpd=89",
            "L90 128.00 dpd=90", "L119 256.00 dpd=119", "L120 512.00 dpd=120", "L400 1024.00 dpd=400", "LX 2048.00");

        // Powers of two: each sum names its loans.
        Assert.Equal(
            ["1 | 1.00 | 2 | 6.00 | 2 | 24.00 | 2 | 96.00 | 2 | 384.00 | 2 | 1536.00 | 1 | 2048.00 | 4095.00"],
            await LinesAsync("portfolios",
                "current_loans current_upb days_1_to_29_loans days_1_to_29_upb days_30_to_59_loans days_30_to_59_upb days_60_to_89_loans days_60_to_89_upb "
                + "days_90_to_119_loans days_90_to_119_upb days_120_plus_loans days_120_plus_upb not_known_loans not_known_upb upb",
                s_october));

        // More than 30, 60, 90 days: 59 and up, 89 and up (60 itself is not more than 60), 119 and up (90 itself is not more than 90).
        Assert.Equal(["2032.00 | 1984.00 | 1792.00"], await LinesAsync("portfolios", "par_30_upb par_60_upb par_90_upb", s_october));
    }

    [Fact]
    [Golden(GoldenNumbersTests.BucketEdges)]
    public async Task A_payment_due_on_the_first_and_missing_at_the_month_end_is_30_days_late_by_MBA_and_current_by_OTS()
    {
        await Seed.PortfolioAsync("M", "mba");
        await Seed.PortfolioAsync("O", "ots");
        await Seed.LoanAsync("L1", "M");
        await Seed.LoanAsync("L2", "O");
        await Seed.MonthAsync("2026-11-30", "L1 100.00 due=2026-11-01", "L2 100.00 due=2026-11-01");

        Assert.Equal(
            ["M | 0 | 0 | 1", "O | 1 | 0 | 0"],
            await LinesAsync("portfolios", "portfolio current_loans days_1_to_29_loans days_30_to_59_loans", ("asOf", "2026-11-30")));
    }

    [Fact]
    public async Task Delinquency_counts_nonaccrual_once_and_risk_takes_modified_loans_unless_left_out()
    {
        // L1 45 days accruing, L2 100 days nonaccrual, L3 current nonaccrual, L4 current modified, L5 current: 100 each.
        await Seed.PortfolioAsync("P1");
        foreach (var loan in new[] { "L1", "L2", "L3", "L4", "L5" })
        {
            await Seed.LoanAsync(loan, "P1");
        }

        await Seed.MonthAsync("2026-10-31",
            "L1 100.00 dpd=45 accrual=accruing", "L2 100.00 dpd=100 accrual=nonaccrual", "L3 100.00 dpd=0 accrual=nonaccrual",
            "L4 100.00 dpd=0 modified=true", "L5 100.00 dpd=0");

        Assert.Equal(["P1 | USD | 0.600000000000 | 0.600000000000 | 0.400000000000 | 0.400000000000"], await LinesAsync("portfolios", Risk, s_october));
        Assert.Equal(
            ["P1 | USD | 0.600000000000 | 0.400000000000 | 0.200000000000 | 0.200000000000"],
            await LinesAsync("portfolios", Risk, ("asOf", "2026-10-31"), ("restructured", "false")));
    }

    [Fact]
    public async Task A_portfolio_without_active_loans_is_a_row_of_zeros_with_blank_rates()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1");
        await Seed.MonthAsync("2026-10-31", "L1 0.00 left=paid_off exit=100.00");

        Assert.Equal(["P1 | USD | 0 | 0.00 | 0.00 | 0.00"], await LinesAsync("portfolios", Size, s_october));
        Assert.Equal(["P1 | USD | · | · | ·"], await LinesAsync("portfolios", Means, s_october));
        Assert.Equal(["P1 | USD | · | · | · | ·"], await LinesAsync("portfolios", Risk, s_october));
    }

    [Fact]
    public async Task Currencies_are_never_added()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P1", currency: "EUR", principal: 500m);
        await Seed.MonthAsync("2026-10-31", "L1 100.00", "L2 50.00");

        var preview = await Engine.PreviewAsync("lending/portfolio-summary", null, s_october);

        Assert.Equal(["P1 | EUR | 1 | 500.00 | 50.00 | 0.00", "P1 | USD | 1 | 1000.00 | 100.00 | 0.00"], await LinesAsync("portfolios", Size, s_october));
        Assert.Equal(100m, Total(preview, "upb", "USD"));
        Assert.Equal(50m, Total(preview, "upb", "EUR"));
    }

    [Fact]
    public async Task Each_filter_keeps_its_loans()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.ProgramAsync("A");
        await Seed.ProgramAsync("B");
        await Seed.LoanAsync("L1", "P1", "2024-12-31", program: "A");
        await Seed.LoanAsync("L2", "P1", "2025-01-01", program: "B");
        await Seed.LoanAsync("L3", "P2", "2025-06-01", currency: "EUR");
        await Seed.MonthAsync("2026-10-31", "L1 1.00", "L2 2.00", "L3 4.00");

        Assert.Equal(["P2 | EUR | 4.00", "P2 | USD | 0.00"], await LinesAsync("portfolios", "portfolio currency upb", ("asOf", "2026-10-31"), ("portfolio", "P2")));
        Assert.Equal(["P1 | USD | 1.00", "P2 | USD | 0.00"], await LinesAsync("portfolios", "portfolio currency upb", ("asOf", "2026-10-31"), ("program", "A")));
        Assert.Equal(["P1 | USD | 2.00", "P2 | EUR | 4.00", "P2 | USD | 0.00"], await LinesAsync("portfolios", "portfolio currency upb", ("asOf", "2026-10-31"), ("vintage", "2025")));
        Assert.Equal(["P2 | EUR | 4.00"], await LinesAsync("portfolios", "portfolio currency upb", ("asOf", "2026-10-31"), ("currency", "EUR")));
    }

    [Fact]
    public async Task The_portfolio_is_that_of_the_snapshot_and_a_scoped_caller_sees_his_own()
    {
        // L1 was in P2 in October and has moved to P1 since.
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P1");
        await Seed.MonthAsync("2026-10-31", "L1 100.00 in=P2", "L2 200.00");

        Assert.Equal(["P1 | 200.00", "P2 | 100.00"], await LinesAsync("portfolios", "portfolio upb", s_october));
        Assert.Equal(["P2 | 100.00"], await LinesAsync(OnlyP2, "portfolios", "portfolio upb", s_october));
    }

    [Fact]
    public async Task Deleted_rows_do_not_count()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P1");
        await Seed.MonthAsync("2026-10-31", "L1 100.00", "L2 200.00 deleted_at=2026-11-02T00:00:00Z");

        Assert.Equal(["P1 | 1 | 100.00"], await LinesAsync("portfolios", "portfolio loans upb", s_october));
    }

    // Due on 1 November and not paid by the 30th: late by MBA, not yet by OTS; 29 plain days.
    [Theory]
    [InlineData("portfolio", null, "1 | 0")]
    [InlineData("mba", null, "0 | 1")]
    [InlineData("mba", "ots", "1 | 0")]
    [InlineData("portfolio", "mba", "0 | 1")]
    [InlineData("dpd", null, "0 | 0")]
    public async Task One_method_for_all_portfolios_is_a_setting_or_a_parameter(string setting, string? asked, string currentAnd30)
    {
        await Seed.PortfolioAsync("PX", method: "ots");
        await Seed.LoanAsync("LX", "PX", "2025-01-15");
        await Seed.MonthAsync("2026-11-30", "LX 100.00 due=2026-11-01");
        var engine = new TestEngine(Db, "2026-12-15", new ReportingAdmin.Core.Common.ConventionOptions { DaysPastDue = setting });

        var preview = await engine.PreviewAsync(
            "lending/portfolio-summary", null, [("asOf", "2026-11-30"), ("portfolio", "PX"), .. asked is null ? Array.Empty<(string, string)>() : [("daysPastDue", asked)]]);

        Assert.Equal(currentAnd30, $"{preview.Rows[0].Cells[Column(preview, "current_loans")]} | {preview.Rows[0].Cells[Column(preview, "days_30_to_59_loans")]}");
    }

    private static int Column(Core.Reports.Engine.Running.ReportPreview preview, string name) =>
        preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == name);
}
