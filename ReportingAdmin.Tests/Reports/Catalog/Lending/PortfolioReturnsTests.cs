using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed class PortfolioReturnsTests() : LendingReportTest("lending/portfolio-returns")
{
    private static readonly (string, string)[] s_october = [("asOf", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.ProgramAsync("A");
        await Seed.LoanAsync("L1", "P1", "2024-02-29", program: "A");
        await Seed.LoanAsync("L2", "P1", "2024-05-01");
        await Seed.LoanAsync("L3", "P2", "2025-05-01");
    }

    // Funded 100,000, costs of buying 1,000, received 60,000, still held 55,000.
    [Fact]
    [Golden(GoldenNumbersTests.Multiples)]
    public async Task The_golden_pool_has_the_golden_multiples()
    {
        await Seed.RowsAsync("lending.loan_cash_flow",
            "flow_number=X1 loan=L1 occurred_on=2024-02-29 kind=funding amount=-100000", "flow_number=X2 loan=L1 occurred_on=2024-02-29 kind=acquisition_cost amount=-1000");
        await Seed.PaymentsAsync("PM1 L1 2025-02-28 60000.00 principal=45000.00 interest=15000.00");
        await Seed.MonthAsync("2026-10-31", "L1 55000.00");

        Assert.Equal(
            ["P1 | 101000.00 | 60000.00 | 55000.00 | 1.1386138614 | 0.5940594059 | 0.5445544554"],
            await LinesAsync("groups", "name invested distributed residual net_moic dpi rvpi", s_october));
    }

    // 1,000 out on 1 Nov 2024; 100 a year later and 1,000 held after 729 days; pooled, not averaged. Costs: 20 of the loan, 30 of none.
    [Fact]
    public async Task Gross_is_before_costs_and_the_pool_is_net_of_those_of_no_loan_too()
    {
        await Seed.RowsAsync("lending.loan_cash_flow",
            "flow_number=X1 loan=L1 occurred_on=2024-11-01 kind=funding amount=-1000", "flow_number=X2 loan=L1 occurred_on=2025-11-01 kind=servicing_cost amount=-20",
            "flow_number=X3 of-portfolio=P1 occurred_on=2025-11-01 kind=servicing_cost amount=-30");
        await Seed.PaymentsAsync("PM1 L1 2025-11-01 100.00 interest=100.00");
        await Seed.MonthAsync("2026-10-31", "L1 1000.00");

        Assert.Equal(
            ["P1 | 1000.00 | 100.00 | 20.00 | 80.00 | 1.1000000000 | 1.0800000000", "(unallocated) | 0.00 | 0.00 | 30.00 | -30.00 | · | ·"],
            await LinesAsync("groups", "name invested received costs distributed gross_moic net_moic", s_october));
        Assert.Equal(["All | 50.00 | 50.00 | 1.0500000000"], await LinesAsync("pool", "name costs distributed net_moic", s_october));
        var rates = (await LinesAsync("groups", "gross_irr net_irr", s_october))[0].Split(" | ").Select(rate => decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(rates[0] > rates[1], "costs lower the rate");
        // The rate makes the present value zero: −1,000 + 100 ÷ (1 + r) + 1,000 ÷ (1 + r)^(729 ÷ 365).
        Assert.Equal(0, -1000 + (100 / (1 + (double)rates[0])) + (1000 / Math.Pow(1 + (double)rates[0], 729 / 365.0)), 5);
    }

    [Theory]
    [InlineData("portfolio", "P1 | 30.00,P2 | 40.00")]
    [InlineData("program", "(none) | 60.00,A | 10.00")]
    [InlineData("vintage", "2024 | 30.00,2025 | 40.00")]
    public async Task Loans_are_pooled_by_what_is_asked_for(string by, string expected)
    {
        await Seed.MonthAsync("2026-10-31", "L1 10.00", "L2 20.00", "L3 40.00");

        Assert.Equal(expected.Split(','), await LinesAsync("groups", "name residual", [.. s_october, ("by", by)]));
    }

    [Fact]
    public async Task Costs_of_no_loan_cannot_be_cut_by_program_or_vintage()
    {
        await Seed.RowsAsync("lending.loan_cash_flow", "flow_number=X3 of-portfolio=P1 occurred_on=2025-11-01 kind=servicing_cost amount=-30");
        await Seed.MonthAsync("2026-10-31", "L1 10.00", "L2 20.00");

        Assert.Equal(["P1 | 10.00"], await LinesAsync("groups", "name residual", [.. s_october, ("program", "A")]));
        Assert.Equal(["P1 | 30.00", "(unallocated) | 0.00"], await LinesAsync("groups", "name residual", [.. s_october, ("portfolio", "P1")]));
    }

    [Fact]
    public async Task Under_a_year_the_period_is_the_headline_and_a_pool_without_investment_has_words()
    {
        await Seed.RowsAsync("lending.loan_cash_flow", "flow_number=X1 loan=L1 occurred_on=2026-05-01 kind=funding amount=-1000");
        await Seed.MonthAsync("2026-10-31", "L1 1030.00", "L3 5.00");

        Assert.Equal(
            ["P1 | · | 0.0300000000 | Under a year: the return of the period, not made yearly.", "P2 | · | · | No cash flow by then."],
            await LinesAsync("groups", "name net_irr net_period_return note", s_october));
    }

    [Fact]
    public async Task Currencies_are_pooled_apart_and_a_scoped_caller_sees_his_portfolio()
    {
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.MonthAsync("2026-10-31", "L1 10.00", "L3 5.00", "E1 9999999999999999.99");

        Assert.Equal(["All | EUR | 9999999999999999.99", "All | USD | 15.00"], await LinesAsync("pool", "name currency residual", s_october));
        Assert.Equal(["P2 | 5.00"], await LinesAsync(OnlyP2, "groups", "name residual", s_october));
    }

    [Fact]
    public async Task The_flows_tie_out_with_those_of_the_loans()
    {
        await Seed.MonthAsync("2026-10-31", "L1 10.00");
        Assert.Equal("There is no cash flow by the month-end.", (await TieOutAsync("ReturnFlows", s_october)).Reason);

        await Seed.RowsAsync("lending.loan_cash_flow", "flow_number=X1 loan=L1 occurred_on=2026-05-01 kind=funding amount=-1000");
        Assert.Equal(TieOutState.Green, (await TieOutAsync("ReturnFlows", s_october)).State);
    }

    // 1,030 of 1,000, and of 1,010 with the cost of the first day.
    [Fact]
    public async Task Under_a_year_the_return_after_costs_stands_beside_that_before()
    {
        await Seed.RowsAsync("lending.loan_cash_flow",
            "flow_number=X1 loan=L1 occurred_on=2026-05-01 kind=funding amount=-1000", "flow_number=X2 loan=L1 occurred_on=2026-05-01 kind=servicing_cost amount=-10");
        await Seed.MonthAsync("2026-10-31", "L1 1030.00");

        Assert.Equal(["0.0300000000 | 0.0198019802"], await LinesAsync("groups", "gross_period_return net_period_return", s_october));
    }

    [Fact]
    public async Task A_payment_that_was_taken_back_was_not_received()
    {
        await Seed.RowsAsync("lending.loan_cash_flow", "flow_number=X1 loan=L1 occurred_on=2024-11-01 kind=funding amount=-1000");
        await Seed.PaymentsAsync("PM1 L1 2025-03-01 300.00 principal=300.00", "PM2 L1 2025-03-05 -300.00 principal=-300.00 kind=nsf of=PM1");
        await Seed.MonthAsync("2026-10-31", "L1 1000.00");

        Assert.Equal(["P1 | 0.00 | 1000.00 | 1.0000000000"], await LinesAsync("groups", "name received residual gross_moic", s_october));
    }

    // The leap year's rate: 1,100 count on the first of January, whenever they were posted.
    [Fact]
    public async Task A_payment_counts_on_its_effective_day()
    {
        await Seed.RowsAsync("lending.loan_cash_flow", "flow_number=X1 loan=L1 occurred_on=2024-01-01 kind=purchase amount=-1000");
        await Seed.PaymentsAsync("PM1 L1 2025-01-06 1100.00 principal=1000.00 interest=100.00 effective=2025-01-01");
        await Seed.MonthAsync("2025-01-31", "L1 0.00 left=paid_off");

        Assert.Equal(["P1 | 0.0997135859"], await LinesAsync("groups", "name net_irr", ("asOf", "2025-01-31")));
    }

    // The report's own sums are a side, component by component, with what belongs to no loan.
    [Fact]
    public async Task What_the_report_prints_of_each_component_is_a_side()
    {
        await Seed.RowsAsync("lending.loan_cash_flow",
            "flow_number=X1 loan=L1 occurred_on=2026-05-01 kind=funding amount=-1000", "flow_number=X3 of-portfolio=P1 occurred_on=2026-06-01 kind=servicing_cost amount=-30");
        await Seed.PaymentsAsync("PM1 L1 2026-08-31 100.00 principal=100.00");
        await Seed.MonthAsync("2026-10-31", "L1 900.00");

        var result = await TieOutAsync("ReturnFlows", s_october);

        Assert.Equal(TieOutState.Green, result.State);
        Assert.Equal(
            ["Loans and unallocated 1130.00", "Portfolio returns 1130.00", "This report 1130.00"],
            result.Sides.Single().Sides.Select(side => FormattableString.Invariant($"{side.Source} {side.Amount}")));
    }
}
