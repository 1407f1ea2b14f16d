using ReportingAdmin.Core.Reports.Catalog.Lending;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed class PrepaymentTests() : LendingReportTest("lending/prepayment")
{
    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.ProgramAsync("A");
        await Seed.LoanAsync("L1", "P1", "2024-10-05", program: "A");
        await Seed.LoanAsync("L2", "P1", "2025-10-05");
        await Seed.LoanAsync("L3", "P2", "2026-04-30");
    }

    // 10,000 of the scheduled 997,500 were prepaid: the golden SMM 1.002506 % and CPR 11.388437 %.
    [Fact]
    [Golden(GoldenNumbersTests.PrepaymentSpeed)]
    public async Task The_golden_month_has_the_golden_speeds()
    {
        await Seed.MonthAsync("2026-10-31", "L1 987500.00 began=1000000 paid=2500 prepaid=10000");

        Assert.Equal(
            ["2026-10-01 | 1 | 1000000.00 | 997500.00 | 987500.00 | 0.010025062657 | 0.113884365457 | 0.010025062657 | 0.113884365457 | 0.000000000000 | 24.000000000000"],
            await LinesAsync("months", "month loans beginning_upb scheduled_ending actual_ending smm cpr voluntary_smm crr mdr weighted_age", s_october));
    }

    // A CRR of 1.2 % in month 6 is the benchmark's own speed: SMM 0.100554 %.
    [Fact]
    [Golden(GoldenNumbersTests.YearlyToMonthlySpeed)]
    public async Task In_month_6_a_monthly_speed_of_0_100554_percent_is_100_PSA()
    {
        await Seed.MonthAsync("2026-10-31", "L3 9989944.60 began=10000000 paid=0 prepaid=10055.40");

        Assert.Equal(["0.001005540000 | 0.011999969866 | 6.000000000000 | 0.999997488817"], await LinesAsync("months", "voluntary_smm crr weighted_age psa", s_october));
    }

    [Theory]
    [Golden(GoldenNumbersTests.YearlyToMonthlySpeed)]
    [InlineData(0.00692438, 0.08)]
    [InlineData(0.00100554, 0.012)]
    public void A_monthly_rate_compounds_to_the_yearly_one(double monthly, double yearly) =>
        Assert.Equal((decimal)yearly, CompoundedOf((decimal)monthly), 6);

    // 90 prepaid (60 by a payoff) and 45 charged off of 900 scheduled.
    [Fact]
    public async Task Charge_offs_stand_apart_from_voluntary_prepayment()
    {
        await Seed.MonthAsync("2026-10-31",
            "L1 705.00 began=900 paid=120 prepaid=30 charged_off_principal=45",
            "L2 0.00 left=paid_off began=100 paid=-20 prepaid=60");

        Assert.Equal(
            ["900.00 | 90.00 | 60.00 | 45.00 | 765.00 | 0.150000000000 | 0.857758242864 | 0.100000000000 | 0.717570463519 | 0.050000000000 | 0.459639912337"],
            await LinesAsync("months",
                "scheduled_ending unscheduled_principal paid_off_principal charged_off_principal actual_ending smm cpr voluntary_smm crr mdr cdr", s_october));
    }

    // 1 − (0.85 × 0.95)^6; a month without a snapshot has no rate and counts for nothing.
    [Fact]
    public async Task Several_months_compound_survival_and_skip_a_month_without_a_snapshot()
    {
        await Seed.MonthAsync("2026-08-31", "L1 765.00 began=1000 paid=100 prepaid=90 charged_off_principal=45");
        await Seed.MonthAsync("2026-10-31", "L1 95.00 began=100 paid=0 prepaid=5");

        Assert.Equal(
            ["2026-08-01 | 0.150000000000", "2026-09-01 | ·", "2026-10-01 | 0.050000000000"],
            await LinesAsync("months", "month smm", ("from", "2026-08-10"), ("to", "2026-10-10")));
        Assert.Equal(
            ["USD | 2 | 0.722760449511 | 0.609342030554 | 0.264908109375"],
            await LinesAsync("period", "currency months cpr crr cdr", ("from", "2026-08-10"), ("to", "2026-10-10")));
    }

    [Fact]
    public async Task Sold_and_transferred_loans_are_on_neither_side()
    {
        await Seed.MonthAsync("2026-09-30", "L1 100.00", "L2 100.00 in=P2", "L3 100.00");
        await Seed.MonthAsync("2026-10-31",
            "L1 90.00 began=100 paid=0 prepaid=10",
            "L2 50.00 began=100 paid=0 prepaid=50",
            "L3 0.00 left=sold began=100 paid=0 prepaid=0 sold_principal=100");

        Assert.Equal(["2 | 200.00 | 60.00"], await LinesAsync("months", "loans beginning_upb unscheduled_principal", s_october));
        Assert.Equal(["1 | 100.00 | 10.00"], await LinesAsync("months", "loans beginning_upb unscheduled_principal", [.. s_october, ("portfolio", "P1")]));
        Assert.Equal(["P1 | 1", "P2 | 0"], await LinesAsync("months", "portfolio loans", [.. s_october, ("byPortfolio", "true")]));
    }

    [Theory]
    [InlineData("program", "A", "10.00")]
    [InlineData("vintage", "2026", "7.00")]
    [InlineData("currency", "USD", "17.00")]
    public async Task Each_filter_keeps_its_loans(string parameter, string value, string prepaid)
    {
        await Seed.MonthAsync("2026-10-31", "L1 90.00 began=100 paid=0 prepaid=10", "L3 93.00 began=100 paid=0 prepaid=7");

        Assert.Equal([prepaid], await LinesAsync("months", "unscheduled_principal", [.. s_october, (parameter, value)]));
    }

    [Fact]
    public async Task Without_any_movement_months_are_blank_and_currencies_stand_apart()
    {
        Assert.Equal(["2026-10-01 | USD | · | · | ·"], await LinesAsync("months", "month currency loans beginning_upb smm", s_october));
        Assert.Equal(["USD | 0 | ·"], await LinesAsync("period", "currency months cpr", s_october));

        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.MonthAsync("2026-10-31", "L1 100.00 began=100 paid=0 prepaid=0", "E1 0.00 began=100 paid=100 prepaid=0");
        Assert.Equal(["EUR | ·", "USD | 0.000000000000"], await LinesAsync("months", "currency smm", s_october));
        Assert.Equal(
            ["EUR | 1 | 100.00 | 100.00 | 0.00 | 0.00", "USD | 1 | 100.00 | 0.00 | 100.00 | 100.00"],
            await LinesAsync("months", "currency loans beginning_upb scheduled_principal scheduled_ending actual_ending", s_october));
        Assert.Equal(["EUR | ·", "USD | 0.000000000000"], await LinesAsync("period", "currency cpr", s_october));
    }

    [Fact]
    public async Task A_scoped_caller_sees_his_loans()
    {
        await Seed.MonthAsync("2026-10-31", "L1 90.00 began=100 paid=0 prepaid=10", "L3 93.00 began=100 paid=0 prepaid=7");

        Assert.Equal(["7.00"], await LinesAsync(OnlyP2, "months", "unscheduled_principal", s_october));
    }

    // 42 months old: the benchmark stays at 6 % from month 30 on. SMM 0.005143013 a month is a CRR of 6.0000001907 %.
    [Fact]
    public async Task From_month_30_on_100_PSA_is_6_percent()
    {
        await Seed.LoanAsync("L4", "P1", "2023-04-05");
        await Seed.MonthAsync("2026-10-31", "L4 9948569.87 began=10000000 paid=0 prepaid=51430.13");

        Assert.Equal(["42.000000000000 | 0.005143013000 | 0.060000001907 | 1.000000031781"], await LinesAsync("months", "weighted_age voluntary_smm crr psa", s_october));
    }

    [Fact]
    public async Task In_the_month_of_origination_there_is_no_benchmark()
    {
        await Seed.LoanAsync("L4", "P1", "2026-10-01");
        await Seed.MonthAsync("2026-10-31", "L4 90.00 began=100 paid=0 prepaid=10");

        Assert.Equal(["0.000000000000 | 0.100000000000 | ·"], await LinesAsync("months", "weighted_age voluntary_smm psa", s_october));
    }

    // 50 were drawn in the month: 60 prepaid of a scheduled ending of 10.
    [Fact]
    public async Task A_month_beyond_all_that_was_scheduled_has_no_yearly_speed()
    {
        await Seed.MonthAsync("2026-10-31", "L1 0.00 began=100 drawn=50 paid=90 prepaid=60");

        Assert.Equal(
            ["90.00 | 10.00 | 6.000000000000 | · | 6.000000000000 | · | ·"],
            await LinesAsync("months", "scheduled_principal scheduled_ending smm cpr voluntary_smm crr psa", s_october));
        Assert.Equal(["USD | ·"], await LinesAsync("period", "currency cpr", s_october));
    }

    private static decimal CompoundedOf(decimal monthly) => Prepayment.Speed([monthly])!.Value;
}
