namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class LoanTapeTests
{
    // 1,000 + 10 − 60 − 40 + 5 − 15 = 900; one sold and one charged off beside it.
    [Fact]
    public async Task Every_field_of_the_month_stands_under_its_own_name()
    {
        await Seed.MonthAsync("2026-10-31",
            "L1 900.00 began=1000 drawn=10 paid=60 prepaid=40 capitalised=5 charged_off_principal=0 sold_principal=0 adjustment=-15 payment_amount=77 "
            + "maturity_on=2031-01-01 next_due_on=2026-11-15 due=2026-09-26 late=33 accrual=nonaccrual nonaccrual_since=2026-10-02 workout=forbearance modified=true credit_score=701",
            "L2 0.00 left=sold began=500 drawn=0 paid=0 prepaid=0 capitalised=0 charged_off_principal=0 sold_principal=500 adjustment=0 exit=500 zero_balance_on=2026-10-20",
            "L3 0.00 left=charged_off began=70 drawn=0 paid=0 prepaid=0 capitalised=0 charged_off_principal=70 sold_principal=0 adjustment=0 exit=70 zero_balance_on=2026-10-21");

        Assert.Equal(
            [
                "L1 | 2026-10-31 | 1000.00 | 10.00 | 60.00 | 40.00 | 5.00 | 0.00 | 0.00 | -15.00 | · | ·",
                "L2 | 2026-10-31 | 500.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 500.00 | 0.00 | 2026-10-20 | 500.00",
                "L3 | 2026-10-31 | 70.00 | 0.00 | 0.00 | 0.00 | 0.00 | 70.00 | 0.00 | 0.00 | 2026-10-21 | 70.00",
            ],
            await LinesAsync("loans",
                "loan_number month_end beginning_upb drawn scheduled_principal unscheduled_principal capitalised charged_off_principal sold_principal adjustment zero_balance_on exit_upb",
                s_october));
        Assert.Equal(
            "77.00 | 2031-01-01 | 2026-11-15 | 2026-09-26 | 35 | 33.00 | nonaccrual | 2026-10-02 | forbearance | True | 701",
            (await LinesAsync("loans",
                "payment_amount maturity_on next_due_on oldest_unpaid_due_on days_past_due past_due_amount accrual nonaccrual_since workout modified credit_score", s_october))[0]);
    }

    [Fact]
    public async Task Every_field_of_the_loan_its_borrower_and_its_portfolio_stands_under_its_own_name()
    {
        await SeedOctoberAsync();
        await Db.ExecuteAsync("update lending.portfolio set owner = 'Fund', owned = false where code = 'P1'");
        await Db.ExecuteAsync("update lending.borrower set state = 'OR' where number = 'B-L1'");
        await Db.ExecuteAsync(
            "update lending.loan set boarded_on = '2025-01-20', first_due_on = '2025-03-01', term_months = 60, day_count = 'act_360', collateral_type = 'auto' where loan_number = 'L1'");

        Assert.Equal(
            "Portfolio P1 | Fund | False | B-L1 | OR | 2025-01-20 | 2025-03-01 | 60 | act_360 | auto | ID",
            (await LinesAsync("loans",
                "portfolio_name owner owned borrower_number borrower_state boarded_on first_due_on original_term day_count collateral_type property_state", s_october))[0]);
        Assert.Equal(
            ["loan_number | text", "month_end | date", "owned | yes/no", "original_principal | number", "original_term | whole number"],
            (await LinesAsync("dictionary", "field type", s_october)).Where(line => line.Split(" | ")[0] is "loan_number" or "month_end" or "owned" or "original_principal" or "original_term"));
    }

    [Fact]
    public async Task A_charge_off_and_a_recovery_that_were_taken_back_are_none()
    {
        await SeedOctoberAsync();
        await Seed.ChargeOffAsync("C1", "L2", "2026-01-10", 500m);
        await Seed.RecoveryAsync("R1", "C1", "2026-03-01", 120m, 20m);
        await Seed.RowsAsync("lending.recovery", "number=R2 charge-off=C1 received_on=2026-04-01 posted_on=2026-04-01 amount=-120 cost=-20 reverses=R1");
        await Seed.RowsAsync("lending.charge_off", "number=C2 loan=L2 charged_off_on=2026-06-01 posted_on=2026-06-01 principal=-500 reverses=C1");

        Assert.Equal("L2 | 0.00 | 0.00 | 0.00", (await LinesAsync("loans", "loan_number charged_off_to_date recoveries_to_date recovery_cost_to_date", s_october))[1]);
    }

    [Fact]
    public async Task Currencies_have_control_figures_of_their_own_and_the_filter_leaves_one()
    {
        await SeedOctoberAsync();
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.MonthAsync("2026-10-31", "E1 50.00");

        Assert.Equal(
            ["EUR | 1 | 1 | 0 | 50.00 | 0.00", "USD | 3 | 2 | 1 | 1200.00 | 9.00"],
            await LinesAsync("control", "currency rows active_loans exits upb accrued_interest", s_october));
        Assert.Equal(["L1", "L2", "L3"], await LinesAsync("loans", "loan_number", [.. s_october, ("currency", "USD")]));
        Assert.Equal(["E1"], await LinesAsync("loans", "loan_number", [.. s_october, ("currency", "EUR")]));
    }

    // 28 February 2023 is 23 months back, 29 February 2024 eleven.
    [Fact]
    public async Task A_leap_february_has_its_place_in_the_payment_string()
    {
        await Seed.MonthAsync("2023-02-28", "L1 900.00 dpd=90");
        await Seed.MonthAsync("2024-02-29", "L1 900.00 dpd=60");
        await Seed.MonthAsync("2025-01-31", "L1 900.00 dpd=30");

        Assert.Equal(
            ["3...........2..........1 | 1 | 1 | 1"],
            await LinesAsync("loans", "payment_string months_30 months_60 months_90", ("asOf", "2025-01-31")));
    }

    // Plain days: 29 February less the due day. MBA: late a month on the day before the next due day; OTS: on that day itself.
    [Theory]
    [InlineData("2024-02-01", "1-29", "30-59", "Current")]
    [InlineData("2024-01-31", "1-29", "30-59", "30-59")]
    [InlineData("2024-01-01", "30-59", "60-89", "30-59")]
    [InlineData("2023-12-01", "90-119", "90-119", "60-89")]
    [InlineData("2023-11-01", "120-149", "120-149", "90-119")]
    [InlineData("2023-09-01", "180+", "180+", "150-179")]
    public async Task On_the_last_of_a_leap_february_each_method_has_its_own_bucket(string due, string plain, string mba, string ots)
    {
        await Seed.MonthAsync("2024-02-29", $"L1 100.00 due={due}");

        foreach (var (method, bucket) in new[] { ("dpd", plain), ("mba", mba), ("ots", ots) })
        {
            Assert.Equal((method, bucket), (method, (await LinesAsync("loans", "bucket", ("asOf", "2024-02-29"), ("daysPastDue", method)))[0]));
        }
    }
}
