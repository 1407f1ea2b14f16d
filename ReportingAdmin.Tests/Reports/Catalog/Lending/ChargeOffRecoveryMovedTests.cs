using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>
/// Losses of loans that went to another portfolio afterwards. L2 was charged off on 31 May in A; 20,000 came back in June, after which it
/// went to P2 (first snapshot July), and 5,000 there in August. A has 10 million at each month-end.
/// </summary>
public sealed class ChargeOffRecoveryMovedTests() : LendingReportTest("lending/charge-off-recovery")
{
    private const string Figures = "portfolio gross_charge_offs recoveries opening_upb closing_upb net_charge_off_rate";

    private static readonly (string, string)[] s_may = [("from", "2026-05-01"), ("to", "2026-05-31")];
    private static readonly (string, string)[] s_mayToAugust = [("from", "2026-05-01"), ("to", "2026-08-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("A");
        await Seed.PortfolioAsync("P2");
        await Seed.LoanAsync("L1", "A");
        await Seed.LoanAsync("L2", "A");
        await Seed.LoanAsync("L3", "P2");
        await Seed.MonthAsync("2026-04-30", "L1 9900000.00", "L2 100000.00");
        await Seed.MonthAsync("2026-05-31", "L1 10000000.00", "L2 0.00 left=charged_off");
        await Seed.MonthAsync("2026-06-30", "L1 10000000.00");
        await Seed.ChargeOffAsync("CO1", "L2", "2026-05-31", 100000m);
        await Seed.RecoveryAsync("R1", "CO1", "2026-06-15", 20000m, 100m);
        await Seed.MoveAsync("L2", "P2");
        await Seed.MonthAsync("2026-07-31", "L1 10000000.00", "L2 0.00 left=charged_off");
        await Seed.MonthAsync("2026-08-31", "L1 10000000.00", "L3 500.00");
        await Seed.RecoveryAsync("R2", "CO1", "2026-08-10", 5000m, 0m);
    }

    // 12 × 100,000 ÷ 10 million. P2 had no loan in May.
    [Fact]
    public async Task A_loss_stays_in_the_portfolio_whose_balance_it_was_of() =>
        Assert.Equal(
            ["A | 100000.00 | 0.00 | 10000000.00 | 10000000.00 | 0.120000000000", "P2 | 0.00 | 0.00 | 0.00 | 0.00 | ·"],
            await LinesAsync("months", Figures, [.. s_may, ("byPortfolio", "true")]));

    [Theory]
    [InlineData("A", "100000.00 | 20000.00 | 80000.00")]
    [InlineData("P2", "0.00 | 5000.00 | -5000.00")]
    [InlineData("A,P2", "100000.00 | 25000.00 | 75000.00")]
    public async Task The_portfolio_asked_for_is_that_of_the_time(string portfolio, string expected) =>
        Assert.Equal([expected], await LinesAsync("period", "gross_charge_offs recoveries net_charge_offs", [.. s_mayToAugust, ("portfolio", portfolio)]));

    // By month of charge-off all that came back of it counts, wherever the loan was by then.
    [Theory]
    [InlineData("A", "100000.00 | 25000.00 | 0.250000000000")]
    [InlineData("P2", "0.00 | 0.00 | ·")]
    public async Task Recovered_of_a_months_charge_offs_goes_by_the_portfolio_of_the_charge_off(string portfolio, string expected) =>
        Assert.Equal(expected, (await LinesAsync("cohorts", "gross_charge_offs recovered recovery_rate", [.. s_mayToAugust, ("portfolio", portfolio)]))[0]);

    // CO1 is taken back in August, when the loan is in P2, and R1 with it.
    [Fact]
    public async Task A_reversal_is_of_the_portfolio_that_bore_what_it_takes_back()
    {
        await Seed.RowsAsync("lending.charge_off", "number=CO2 loan=L2 charged_off_on=2026-08-20 posted_on=2026-08-20 principal=-100000 reverses=CO1");
        await Seed.RowsAsync("lending.recovery", "number=R3 charge-off=CO1 received_on=2026-08-20 posted_on=2026-08-20 amount=-20000 cost=-100 reverses=R1");

        Assert.Equal(
            ["A | -100000.00 | -20000.00", "P2 | 0.00 | 5000.00"],
            await LinesAsync("months", "portfolio gross_charge_offs recoveries", ("from", "2026-08-01"), ("to", "2026-08-31"), ("byPortfolio", "true")));
        Assert.Equal(["0.00 | 0.00"], await LinesAsync("period", "gross_charge_offs recoveries", [.. s_mayToAugust, ("portfolio", "A")]));
    }

    // L4 is first seen, in A, after its charge-off, and L5 never: that one stands where it is today.
    [Fact]
    public async Task A_loan_not_seen_before_is_of_its_first_snapshot_and_one_never_seen_of_today()
    {
        await Seed.LoanAsync("L4", "A");
        await Seed.LoanAsync("L5", "A");
        await Seed.MonthAsync("2026-05-31", "L4 0.00 left=charged_off");
        await Seed.ChargeOffAsync("CO4", "L4", "2026-05-10", 40m);
        await Seed.ChargeOffAsync("CO5", "L5", "2026-05-10", 5m);
        await Seed.MoveAsync("L4", "P2");
        await Seed.MoveAsync("L5", "P2");

        Assert.Equal(["A | 100040.00", "P2 | 5.00"], await LinesAsync("months", "portfolio gross_charge_offs", [.. s_may, ("byPortfolio", "true")]));
        Assert.Equal(["5.00"], await LinesAsync("period", "gross_charge_offs", [.. s_may, ("portfolio", "P2")]));
    }

    // He may see L2, which is in P2 today, and not A's snapshots: all of its losses are his, none are lost between two callers.
    [Fact]
    public async Task A_scoped_caller_sees_the_losses_of_the_loans_that_are_his_today() =>
        Assert.Equal(
            ["P2 | 100000.00 | 25000.00"],
            await LinesAsync(OnlyP2, "period", "portfolio gross_charge_offs recoveries", [.. s_mayToAugust, ("byPortfolio", "true")]));
}
