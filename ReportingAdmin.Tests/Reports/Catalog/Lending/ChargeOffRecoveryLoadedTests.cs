using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>Charge-offs and recoveries where a portfolio lacks months, and the totals of their rates.</summary>
public sealed class ChargeOffRecoveryLoadedTests() : LendingReportTest("lending/charge-off-recovery")
{
    private static readonly (string, string)[] s_quarter = [("from", "2026-07-01"), ("to", "2026-09-30")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.LoanAsync("L1", "P1", "2024-05-01");
        await Seed.LoanAsync("L2", "P2", "2025-05-01");
        await Seed.MonthAsync("2026-06-30", "L1 10000000.00");
        await Seed.MonthAsync("2026-07-31", "L1 10000000.00");
        await Seed.MonthAsync("2026-08-31", "L1 10000000.00");
        await Seed.MonthAsync("2026-09-30", "L1 10000000.00");
        await Seed.ChargeOffAsync("CO1", "L1", "2026-07-15", 120000m);
    }

    // P2 came in August and its September is still to come: 12 × 0 ÷ 10,000,020 in August, nothing for September.
    [Fact]
    public async Task A_month_that_one_portfolio_has_yet_to_load_has_no_balance_but_for_the_others()
    {
        await Seed.MonthAsync("2026-08-31", "L2 40.00");

        Assert.Equal(
            ["10000000.00 | 0.144000000000", "10000040.00 | 0.000000000000", "· | ·"],
            await LinesAsync("months", "closing_upb net_charge_off_rate", s_quarter));
        Assert.Equal(["· | ·"], await LinesAsync("period", "average_upb net_charge_off_rate", s_quarter));
        Assert.Equal(
            ["2026-09-01 | P1 | 10000000.00", "2026-09-01 | P2 | ·"],
            await LinesAsync("months", "month portfolio closing_upb", ("from", "2026-09-01"), ("to", "2026-09-30"), ("byPortfolio", "true")));
    }

    [Fact]
    public async Task A_portfolio_whose_last_loan_has_left_holds_nothing_up()
    {
        await Seed.MonthAsync("2026-08-31", "L2 0.00 left=paid_off");

        Assert.Equal(["10000000.00", "10000000.00", "10000000.00"], await LinesAsync("months", "closing_upb", s_quarter));
    }

    // P1: 120,000 net, × 4 = 480,000 a year. P2 has run off and has no average, but brought 40,000 back: −160,000 a year.
    // Together 320,000 ÷ 10,000,000 = 3.2 %; P1's own rate is 4.8 %.
    [Fact]
    public async Task The_total_of_the_net_rate_counts_what_came_back_on_loans_that_are_no_more()
    {
        await Seed.MonthAsync("2026-05-31", "L2 0.00 left=charged_off");
        await Seed.ChargeOffAsync("CO2", "L2", "2026-05-10", 90000m);
        await Seed.RecoveryAsync("R1", "CO2", "2026-08-20", 40000m, 0m);
        (string, string)[] apart = [.. s_quarter, ("byPortfolio", "true")];

        Assert.Equal(
            ["P1 | 480000.00 | 10000000.00 | 0.048000000000", "P2 | -160000.00 | 0.00 | ·"],
            await LinesAsync("period", "portfolio yearly_net_charge_offs average_upb net_charge_off_rate", apart));
        Assert.Equal(0.032m, Total(await Engine.PreviewAsync("lending/charge-off-recovery", "period", apart), "net_charge_off_rate", "USD"));
    }

    // July's charge-off was reversed after 30,000 had come back on it, September's 50,000 stands: 30,000 ÷ 50,000.
    [Fact]
    public async Task The_total_of_the_recovery_rate_counts_recoveries_on_what_was_reversed()
    {
        await Seed.RecoveryAsync("R1", "CO1", "2026-08-20", 30000m, 0m);
        await Seed.RowsAsync("lending.charge_off",
            "number=CO3 loan=L1 charged_off_on=2026-09-02 posted_on=2026-09-02 principal=-120000 reverses=CO1",
            "number=CO4 loan=L1 charged_off_on=2026-09-30 posted_on=2026-09-30 principal=50000");

        Assert.Equal(0.6m, Total(await Engine.PreviewAsync("lending/charge-off-recovery", "cohorts", s_quarter), "recovery_rate", "USD"));
    }

    [Theory]
    [InlineData("opening_upb", "2026-06-30", "L1 10000000.00")]
    [InlineData("closing_upb", "2026-07-31", "L1 10000000.00")]
    public async Task A_balance_leads_to_its_loans(string column, string monthEnd, string expected)
    {
        await Seed.MonthAsync(monthEnd, "L2 0.00 left=paid_off");
        var preview = await Engine.PreviewAsync("lending/charge-off-recovery", null, s_quarter);

        var target = preview.Rows[0].Drills[column];
        var tape = await Engine.PreviewAsync(target.Key, null, [.. target.Query.Select(pair => (pair.Key, pair.Value))]);
        var upb = tape.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == "upb");

        Assert.Equal([expected], tape.Rows.Select(row => FormattableString.Invariant($"{row.Cells[0]} {row.Cells[upb]}")));
    }

    [Fact]
    public async Task A_balance_that_is_not_known_leads_nowhere()
    {
        var preview = await Engine.PreviewAsync("lending/charge-off-recovery", null, ("from", "2026-10-01"), ("to", "2026-10-31"));

        Assert.Equal(["opening_upb"], Assert.Single(preview.Rows).Drills.Keys);
    }
}
