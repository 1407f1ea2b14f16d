using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed class LoanProfitabilityTests() : LendingReportTest("lending/loan-profitability")
{
    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.ProgramAsync("A");
        await Seed.LoanAsync("L1", "P1", "2008-01-01", program: "A");
        await Seed.LoanAsync("L2", "P2", "2009-06-01");
    }

    // The golden flows −10,000; 2,750; 4,250; 3,250; 2,750.
    [Fact]
    [Golden(GoldenNumbersTests.IrregularXirr)]
    public async Task Irregular_flows_have_the_golden_rate()
    {
        await Seed.RowsAsync("lending.loan_cash_flow", "flow_number=X1 loan=L1 occurred_on=2008-01-01 kind=funding amount=-10000");
        await Seed.PaymentsAsync(
            "PM1 L1 2008-03-01 2750.00 principal=2750.00", "PM2 L1 2008-10-30 4250.00 principal=4250.00",
            "PM3 L1 2009-02-15 3250.00 principal=3000.00 interest=250.00", "PM4 L1 2009-04-01 2750.00 interest=2700.00 fees=50.00");
        await Seed.MonthAsync("2009-04-30", "L1 0.00 left=paid_off");

        Assert.Equal(0.37336253m, Math.Round(await RateAsync("2009-04-30"), 8));
        Assert.Equal(
            ["L1 | 10000.00 | 10000.00 | 2950.00 | 50.00 | 13000.00 | 0.00 | 0.3000000000 | 1.3000000000 | ·"],
            await LinesAsync("loans", "loan_number invested principal interest fees distributed residual total_return moic note", ("asOf", "2009-04-30")));
    }

    [Fact]
    [Golden(GoldenNumbersTests.LeapYearXirr)]
    public async Task A_leap_year_is_366_days()
    {
        await SeedLeapYearAsync();

        Assert.Equal(0.09971359m, Math.Round(await RateAsync("2025-01-31"), 8));
    }

    [Fact]
    public async Task A_payment_counts_on_its_effective_day_also_where_it_was_posted_later()
    {
        await Seed.RowsAsync("lending.loan_cash_flow", "flow_number=X1 loan=L1 occurred_on=2024-01-01 kind=purchase amount=-1000");
        await Seed.PaymentsAsync("PM1 L1 2025-01-06 1100.00 principal=1000.00 interest=100.00 effective=2025-01-01");
        await Seed.MonthAsync("2025-01-31", "L1 0.00 left=paid_off");

        Assert.Equal(0.0997135859m, await RateAsync("2025-01-31"));
    }

    [Fact]
    public async Task A_charge_off_and_a_recovery_that_were_taken_back_are_none()
    {
        await Seed.ChargeOffAsync("CO1", "L1", "2026-08-01", 500m);
        await Seed.RecoveryAsync("R1", "CO1", "2026-08-20", 80m, 8m);
        await Seed.RowsAsync("lending.recovery", "number=R2 charge-off=CO1 received_on=2026-09-01 posted_on=2026-09-01 amount=-80 cost=-8 reverses=R1");
        await Seed.RowsAsync("lending.charge_off", "number=CO2 loan=L1 charged_off_on=2026-09-02 posted_on=2026-09-02 principal=-500 reverses=CO1");
        await Seed.MonthAsync("2026-10-31", "L1 500.00");

        Assert.Equal(["0.00 | 0.00 | 0.00"], await LinesAsync("loans", "losses recoveries costs", ("asOf", "2026-10-31")));
    }

    // 366 days are 366 ÷ 360 years by actual/360: 1.1^(360 ÷ 366) − 1. By 30/360 they are one year.
    [Theory]
    [InlineData("act_360", 0.09828263)]
    [InlineData("thirty_360", 0.1)]
    public async Task Years_are_counted_as_chosen(string dayCount, double rate)
    {
        await SeedLeapYearAsync();

        Assert.Equal((decimal)rate, Math.Round(decimal.Parse((await LinesAsync("loans", "irr", ("asOf", "2025-01-31"), ("program", "A"), ("dayCount", dayCount)))[0], System.Globalization.CultureInfo.InvariantCulture), 8));
    }

    [Theory]
    [InlineData("act_365", "Actual/365", "0.0997135859")]
    [InlineData("30_360", "30/360", "0.1000000000")]
    public async Task The_setting_counts_years_where_nothing_is_chosen(string setting, string words, string rate)
    {
        await SeedLeapYearAsync();
        var engine = new TestEngine(Db, conventions: new ConventionOptions { ReturnDayCount = setting });

        var preview = await engine.PreviewAsync("lending/loan-profitability", null, ("asOf", "2025-01-31"));

        Assert.Equal(words, preview.Parameters.Single(parameter => parameter.Name == "dayCount").Resolved);
        Assert.Contains($" | {rate} | 0.1000000000 | ", Assert.Single(TestEngine.Lines(preview)), StringComparison.Ordinal);
    }

    [Fact]
    [Golden(GoldenNumbersTests.NoSingleRate)]
    public async Task Two_rates_are_said_in_words_and_one_sign_has_none()
    {
        await Seed.RowsAsync("lending.loan_cash_flow",
            "flow_number=X1 loan=L1 occurred_on=2021-01-01 kind=funding amount=-100", "flow_number=X2 loan=L1 occurred_on=2023-01-01 kind=draw amount=-132");
        await Seed.PaymentsAsync("PM1 L1 2022-01-01 230.00 principal=230.00", "PM2 L2 2022-01-01 5.00 interest=5.00", "PM3 L2 2022-02-01 7.00 interest=7.00");
        await Seed.MonthAsync("2023-01-31", "L1 0.00 left=paid_off");

        var notes = await LinesAsync("loans", "irr moic note", ("asOf", "2023-01-31"));

        Assert.Matches(@"^· \| 0\.9913793103 \| Several solutions: 10 %, 20 %", notes[0]);
        Assert.Matches(@"^· \| · \| No sign change: there are only payments in", notes[1]);
    }

    // 1,030 after 183 days: 3 % of the period; a yearly rate would claim a whole year.
    [Fact]
    public async Task Under_a_year_the_return_of_the_period_stands_alone_and_nonaccrual_interest_is_not_held()
    {
        await Seed.RowsAsync("lending.loan_cash_flow", "flow_number=X1 loan=L1 occurred_on=2026-05-01 kind=funding amount=-1000");
        await Seed.MonthAsync("2026-10-31", "L1 1010.00 accrued=20.00 accrual=accruing", "L2 50.00 accrued=9.00 accrual=nonaccrual");

        Assert.Equal(
            ["L1 | 1030.00 | · | 0.0300000000 | 0.0300000000 | Under a year: the return of the period, not made yearly.", "L2 | 50.00 | · | · | · | No cash flow by then."],
            await LinesAsync("loans", "loan_number residual irr period_return total_return note", ("asOf", "2026-10-31")));
    }

    [Fact]
    public async Task A_loan_paid_back_within_a_year_was_not_held_until_today()
    {
        await Seed.RowsAsync("lending.loan_cash_flow", "flow_number=X1 loan=L1 occurred_on=2024-01-01 kind=funding amount=-1000");
        await Seed.PaymentsAsync("PM1 L1 2024-07-01 1050.00 principal=1000.00 interest=50.00");
        await Seed.MonthAsync("2026-10-31", "L2 1.00");

        Assert.Equal(
            ["· | 0.0500000000"],
            await LinesAsync("loans", "irr period_return", ("asOf", "2026-10-31"), ("program", "A")));
    }

    // Escrow, unapplied and later payments are out; a payment taken back, costs and losses stand apart.
    [Fact]
    public async Task Components_are_what_was_received_by_the_month_end()
    {
        await Seed.RowsAsync("lending.loan_cash_flow",
            "flow_number=X1 loan=L1 occurred_on=2025-01-01 kind=purchase amount=-1000", "flow_number=X2 loan=L1 occurred_on=2025-01-01 kind=premium amount=-20",
            "flow_number=X3 loan=L1 occurred_on=2026-01-15 kind=servicing_cost amount=-14", "flow_number=X4 loan=L1 occurred_on=2026-11-01 kind=advance amount=-99",
            "flow_number=X5 loan=L1 occurred_on=2026-10-31 kind=sale amount=300");
        await Seed.PaymentsAsync(
            "PM1 L1 2026-08-31 120.00 principal=60.00 interest=20.00 fees=5.00 escrow=30.00 unapplied=5.00",
            "PM2 L1 2026-09-01 50.00 principal=50.00", "PM3 L1 2026-09-05 -50.00 principal=-50.00 kind=nsf of=PM2", "PM4 L1 2026-11-01 70.00 principal=70.00");
        await Seed.ChargeOffAsync("CO1", "L1", "2026-10-01", 500m);
        await Seed.RecoveryAsync("R1", "CO1", "2026-10-20", 80m, 8m);
        await Seed.MonthAsync("2026-10-31", "L1 0.00 left=sold");

        Assert.Equal(
            ["1020.00 | 60.00 | 20.00 | 5.00 | 80.00 | 300.00 | 22.00 | 443.00 | 500.00 | 0.00"],
            await LinesAsync("loans", "invested principal interest fees recoveries sales costs distributed losses residual", ("asOf", "2026-10-31")));
    }

    [Theory]
    [InlineData("portfolio", "P2", "L2")]
    [InlineData("program", "A", "L1")]
    [InlineData("vintage", "2009", "L2")]
    public async Task Each_filter_keeps_its_loans(string parameter, string value, string expected)
    {
        await Seed.MonthAsync("2026-10-31", "L1 10.00", "L2 20.00");

        Assert.Equal([expected], await LinesAsync("loans", "loan_number", ("asOf", "2026-10-31"), (parameter, value)));
    }

    [Fact]
    public async Task A_scoped_caller_sees_his_loans_and_currencies_are_totalled_apart()
    {
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.MonthAsync("2026-10-31", "L1 10.00", "L2 20.00", "E1 9999999999999999.99");

        Assert.Equal(["L2"], await LinesAsync(OnlyP2, "loans", "loan_number", ("asOf", "2026-10-31")));
        var preview = await Engine.PreviewAsync("lending/loan-profitability", null, ("asOf", "2026-10-31"));
        Assert.Equal(9999999999999999.99m, Total(preview, "residual", "EUR"));
        Assert.Equal(30m, Total(preview, "residual", "USD"));
    }

    [Theory]
    [Breaks("ReturnFlows", Harm.All)]
    [InlineData("update lending.payment set principal = principal + 0.01", "received: Loans and unallocated 100.01, Portfolio returns 100.00, This report 100.01")]
    [InlineData("update lending.payment set principal = principal * 2", "received: Loans and unallocated 200.00, Portfolio returns 100.00, This report 200.00")]
    [InlineData("delete from lending.loan where loan_number = 'L2'", "invested: Loans and unallocated 1000.00, Portfolio returns 1400.00, This report 1000.00")]
    public async Task Flows_of_the_loans_are_those_of_the_portfolios_and_a_harm_is_red_in_its_component(string harm, string difference)
    {
        await Seed.RowsAsync("lending.loan_cash_flow",
            "flow_number=X1 loan=L1 occurred_on=2026-01-01 kind=funding amount=-1000", "flow_number=X2 loan=L2 occurred_on=2026-01-01 kind=funding amount=-400",
            "flow_number=X3 of-portfolio=P1 occurred_on=2026-02-01 kind=servicing_cost amount=-7");
        await Seed.PaymentsAsync("PM1 L1 2026-08-31 100.00 principal=100.00");
        await Seed.MonthAsync("2026-10-31", "L1 900.00");
        Assert.Equal(TieOutState.Green, (await TieOutAsync("ReturnFlows", ("asOf", "2026-10-31"))).State);

        await Db.ExecuteAsync("alter table lending.payment drop constraint payment_components_check");
        await UnguardedAsync(harm);
        Assert.Equal(["USD " + difference], Red(await TieOutAsync("ReturnFlows", ("asOf", "2026-10-31"))));
    }

    // A program that stands twice has each of its loans twice in the report; what belongs to no loan is in no row of it.
    [Fact]
    public async Task What_the_report_prints_of_each_component_is_a_side()
    {
        await Seed.RowsAsync("lending.loan_cash_flow",
            "flow_number=X1 loan=L1 occurred_on=2026-01-01 kind=funding amount=-1000", "flow_number=X3 of-portfolio=P1 occurred_on=2026-02-01 kind=servicing_cost amount=-7");
        await Seed.PaymentsAsync("PM1 L1 2026-08-31 100.00 principal=80.00 interest=15.00 fees=5.00");
        await Seed.MonthAsync("2026-10-31", "L1 900.00");
        Assert.Equal(
            ["Loans and unallocated 1107.00", "Portfolio returns 1107.00", "This report 1107.00"],
            (await TieOutAsync("ReturnFlows", ("asOf", "2026-10-31"))).Sides.Single().Sides.Select(side => FormattableString.Invariant($"{side.Source} {side.Amount}")));

        await DoubleAsync("lending.program", "code = 'A'");

        Assert.Equal(
            [
                "USD invested: Loans and unallocated 1000.00, Portfolio returns 1000.00, This report 2000.00",
                "USD received: Loans and unallocated 100.00, Portfolio returns 100.00, This report 200.00",
            ],
            Red(await TieOutAsync("ReturnFlows", ("asOf", "2026-10-31"))));
    }

    private async Task SeedLeapYearAsync()
    {
        await Seed.RowsAsync("lending.loan_cash_flow", "flow_number=X1 loan=L1 occurred_on=2024-01-01 kind=purchase amount=-1000");
        await Seed.PaymentsAsync("PM1 L1 2025-01-01 1100.00 principal=1000.00 interest=100.00");
        await Seed.MonthAsync("2025-01-31", "L1 0.00 left=paid_off");
    }

    private async Task<decimal> RateAsync(string asOf) =>
        decimal.Parse((await LinesAsync("loans", "irr", ("asOf", asOf), ("program", "A")))[0], System.Globalization.CultureInfo.InvariantCulture);
}
