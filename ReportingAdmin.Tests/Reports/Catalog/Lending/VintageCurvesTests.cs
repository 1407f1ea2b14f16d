using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed class VintageCurvesTests() : LendingReportTest("lending/vintage-curves")
{
    private const string Curve = "vintage months_on_book gross_loss net_loss gross_loss_rate net_loss_rate ever_30 ever_60 ever_90";

    private static readonly (string, string)[] s_october = [("asOf", "2026-10-31"), ("cohort", "quarter")];

    // L1: 30 days in month 1, 60 in month 2, charged off in month 4, recovery in month 5 (not reached). L2: 60 days in month 3.
    private static readonly string[] s_secondQuarter =
    [
        "2026 Q2 | 0 | 0.00 | 0.00 | 0.000000000000 | 0.000000000000 | 0.000000000000 | 0.000000000000 | 0.000000000000",
        "2026 Q2 | 1 | 0.00 | 0.00 | 0.000000000000 | 0.000000000000 | 0.600000000000 | 0.000000000000 | 0.000000000000",
        "2026 Q2 | 2 | 0.00 | 0.00 | 0.000000000000 | 0.000000000000 | 0.600000000000 | 0.600000000000 | 0.000000000000",
        "2026 Q2 | 3 | 0.00 | 0.00 | 0.000000000000 | 0.000000000000 | 1.000000000000 | 1.000000000000 | 0.000000000000",
        "2026 Q2 | 4 | 500.00 | 500.00 | 0.500000000000 | 0.500000000000 | 1.000000000000 | 1.000000000000 | 0.600000000000",
    ];

    // Two loans of the second quarter: 600 and 400 of original balance. T1 came old, T2 was never seen.
    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.ProgramAsync("A");
        await Seed.LoanAsync("L1", "P1", "2026-04-10", 600m, program: "A");
        await Seed.LoanAsync("L2", "P1", "2026-06-30", 400m);
        await Seed.LoanAsync("T1", "P1", "2025-03-31", 900m);
        await Seed.LoanAsync("T2", "P1", "2026-05-01", 100m);
        await Db.ExecuteAsync("update lending.loan set boarded_on = '2026-09-01' where loan_number = 'T2'");
        await Seed.MonthAsync("2026-04-30", "L1 600.00 dpd=0", "T1 100.00 dpd=200");
        await Seed.MonthAsync("2026-05-31", "L1 590.00 dpd=30");
        await Seed.MonthAsync("2026-06-30", "L1 590.00 dpd=61", "L2 400.00 dpd=0");
        await Seed.MonthAsync("2026-07-31", "L1 590.00 dpd=0", "L2 390.00 dpd=0");
        await Seed.MonthAsync("2026-08-31", "L1 0.00 left=charged_off", "L2 390.00 dpd=29");
        await Seed.MonthAsync("2026-09-30", "L2 380.00 dpd=89");
        await Seed.MonthAsync("2026-10-31", "L2 380.00 dpd=0");
        await Seed.ChargeOffAsync("CO1", "L1", "2026-08-31", 500m);
        await Seed.RecoveryAsync("R1", "CO1", "2026-09-15", 50m, 5m);
    }

    // The quarter's youngest loans are of June: month 4 is the last that all have reached.
    [Fact]
    public async Task A_curve_is_drawn_as_far_as_the_whole_vintage_has_come() => Assert.Equal(s_secondQuarter, await LinesAsync("curves", Curve, s_october));

    // L1, charged off in August, goes to recovery in October: its 600 and the 500 lost of them stay where they were.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_loan_that_goes_to_another_portfolio_stays_in_its_vintage_with_its_losses(bool seenThere)
    {
        await Seed.PortfolioAsync("WO");
        await Seed.MoveAsync("L1", "WO");
        if (seenThere)
        {
            await Seed.MonthAsync("2026-10-31", "L1 0.00 left=charged_off in=WO");
        }

        await Db.ExecuteAsync("update lending.loan set boarded_on = '2026-10-01' where loan_number = 'L1'");

        Assert.Equal(s_secondQuarter, await LinesAsync("curves", Curve, s_october));
        Assert.Equal(s_secondQuarter, await LinesAsync("curves", Curve, [.. s_october, ("portfolio", "P1")]));
        Assert.Equal(
            ["2025 Q1 | 0 | 0.00 | 1 | 900.00 | ·", "2026 Q2 | 2 | 1000.00 | 1 | 100.00 | 4"],
            await LinesAsync("cohorts", "vintage loans original_balance left_out left_out_balance reached", s_october));
    }

    // Of WO itself nothing is older than its first snapshot, of October, and L1 is counted with P1.
    [Fact]
    public async Task The_portfolio_that_a_loan_went_to_has_nothing_of_it()
    {
        await Seed.PortfolioAsync("WO");
        await Seed.MoveAsync("L1", "WO");
        await Seed.MonthAsync("2026-10-31", "L1 0.00 left=charged_off in=WO");

        Assert.Empty(await LinesAsync("curves", Curve, [.. s_october, ("portfolio", "WO")]));
        Assert.Empty(await LinesAsync("cohorts", "vintage", [.. s_october, ("portfolio", "WO")]));
    }

    // X1 was made in March, before the first snapshot; X2 in June is first seen in August, X3 in June first in July.
    [Fact]
    public async Task A_loan_is_followed_when_it_is_first_seen_in_the_month_of_its_origination_or_the_next()
    {
        await Seed.LoanAsync("X1", "P1", "2026-03-31", 10m);
        await Seed.LoanAsync("X2", "P1", "2026-06-01", 20m);
        await Seed.LoanAsync("X3", "P1", "2026-06-01", 40m);
        await Seed.MonthAsync("2026-04-30", "X1 10.00 dpd=0");
        await Seed.MonthAsync("2026-07-31", "X3 40.00 dpd=0");
        await Seed.MonthAsync("2026-08-31", "X2 20.00 dpd=0");

        Assert.Equal(
            ["2025-03 | 0 | 0.00 | 1 | 900.00", "2026-03 | 0 | 0.00 | 1 | 10.00", "2026-04 | 1 | 600.00 | 0 | 0.00", "2026-05 | 0 | 0.00 | 1 | 100.00", "2026-06 | 2 | 440.00 | 1 | 20.00"],
            await LinesAsync("cohorts", "vintage loans original_balance left_out left_out_balance", ("asOf", "2026-10-31"), ("cohort", "month")));
        // At the end of June only L2 had been seen of them.
        Assert.Equal("2026-06 | 1 | 400.00 | 2 | 60.00", (await LinesAsync("cohorts", "vintage loans original_balance left_out left_out_balance", ("asOf", "2026-06-30"), ("cohort", "month")))[^1]);
    }

    [Fact]
    public async Task By_month_older_loans_are_followed_further_and_recoveries_lower_the_net_curve() =>
        Assert.Equal(
            ["2026-04 | 4 | 500.00", "2026-04 | 5 | 450.00", "2026-04 | 6 | 450.00"],
            (await LinesAsync("curves", "vintage months_on_book net_loss", ("asOf", "2026-10-31"), ("cohort", "month"), ("program", "A"))).Skip(4));

    [Fact]
    public async Task Vintages_say_what_is_left_out_and_how_far_they_are_followed() =>
        Assert.Equal(
            ["2025 Q1 | 0 | 0.00 | 1 | 900.00 | ·", "2026 Q2 | 2 | 1000.00 | 1 | 100.00 | 4"],
            await LinesAsync("cohorts", "vintage loans original_balance left_out left_out_balance reached", s_october));

    [Fact]
    public async Task A_year_that_is_still_being_made_has_no_point() =>
        Assert.Empty(await LinesAsync("curves", "vintage", ("asOf", "2026-10-31"), ("cohort", "year")));

    [Fact]
    public async Task A_reversed_charge_off_never_was_one_so_that_gross_curves_never_fall()
    {
        await Seed.RowsAsync("lending.charge_off", "number=CO2 loan=L1 charged_off_on=2026-10-01 posted_on=2026-10-01 principal=-500 reverses=CO1");

        Assert.Equal(["0.00", "0.00", "0.00", "0.00", "0.00"], await LinesAsync("curves", "gross_loss", s_october));

        // L2 lost 40 of its own in month 3.
        await Seed.ChargeOffAsync("CO3", "L2", "2026-09-30", 40m);
        Assert.Equal(["0.00", "0.00", "0.00", "40.00", "40.00"], await LinesAsync("curves", "gross_loss", s_october));
    }

    [Fact]
    public async Task A_recovery_that_was_taken_back_raises_the_net_curve_again()
    {
        await Seed.RowsAsync("lending.recovery", "number=R2 charge-off=CO1 received_on=2026-10-05 posted_on=2026-10-05 amount=-50 cost=-5 reverses=R1");

        Assert.Equal(
            ["2026-04 | 4 | 500.00", "2026-04 | 5 | 450.00", "2026-04 | 6 | 500.00"],
            (await LinesAsync("curves", "vintage months_on_book net_loss", ("asOf", "2026-10-31"), ("cohort", "month"), ("program", "A"))).Skip(4));
    }

    [Fact]
    public async Task Currencies_have_curves_of_their_own()
    {
        var dollars = await LinesAsync("curves", Curve, s_october);
        await Seed.LoanAsync("E1", "P1", "2026-04-10", 1000m, "EUR");
        await Seed.MonthAsync("2026-04-30", "E1 1000.00 dpd=0");

        Assert.Equal(
            ["0 | 1 | 1000.00 | 0.00", "1 | 1 | 1000.00 | 0.00", "2 | 1 | 1000.00 | 0.00", "3 | 1 | 1000.00 | 0.00", "4 | 1 | 1000.00 | 0.00"],
            await LinesAsync("curves", "months_on_book loans original_balance gross_loss", [.. s_october, ("currency", "EUR")]));
        Assert.Equal(
            "2026 Q2 | 4 | 0.00 | 0.00 | 0.000000000000 | 0.000000000000 | 0.000000000000 | 0.000000000000 | 0.000000000000",
            (await LinesAsync("curves", Curve, [.. s_october, ("currency", "EUR")]))[4]);
        Assert.Equal(dollars, await LinesAsync("curves", Curve, [.. s_october, ("currency", "USD")]));
    }

    [Theory]
    [InlineData("program", "A", "600.00")]
    [InlineData("vintage", "2026", "1000.00")]
    [InlineData("portfolio", "P1", "1000.00")]
    [InlineData("currency", "USD", "1000.00")]
    public async Task Each_filter_keeps_its_loans(string parameter, string value, string original) =>
        Assert.Equal(original, (await LinesAsync("curves", "original_balance", [.. s_october, (parameter, value)]))[0]);

    [Fact]
    public async Task Before_any_snapshot_the_report_says_so() =>
        Assert.Equal("no_snapshot", (await ProblemAsync(("asOf", "2026-03-31"))).Code);

    [Fact]
    public async Task A_scoped_caller_sees_the_curve_of_his_loans()
    {
        await Seed.PortfolioAsync("P2");
        var outcome = await Engine.Runner.PreviewAsync(OnlyP2, TestEngine.Request("lending/vintage-curves", s_october), new Core.Reports.Engine.Running.PreviewRequest(), default);
        Assert.Equal("no_snapshot", Assert.Single(outcome.Problems).Code);

        await Seed.LoanAsync("S1", "P2", "2026-08-03", 300m);
        await Seed.MonthAsync("2026-08-31", "S1 300.00 dpd=0");
        await Seed.MonthAsync("2026-09-30", "S1 300.00 dpd=31");
        await Seed.MonthAsync("2026-10-31", "S1 300.00 dpd=61");

        Assert.Equal(
            ["2026-08 | 0 | 300.00 | 0.000000000000 | 0.000000000000", "2026-08 | 1 | 300.00 | 1.000000000000 | 0.000000000000", "2026-08 | 2 | 300.00 | 1.000000000000 | 1.000000000000"],
            await LinesAsync(OnlyP2, "curves", "vintage months_on_book original_balance ever_30 ever_60", ("asOf", "2026-10-31"), ("cohort", "month")));
    }
}
