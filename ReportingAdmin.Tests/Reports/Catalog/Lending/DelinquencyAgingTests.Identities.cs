using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class DelinquencyAgingTests
{
    [Fact]
    public async Task Every_identity_is_green_on_the_golden_row()
    {
        await SeedGoldenRowAsync();

        Assert.Equal(
            [
                "LoanBalances Green", "LoansInLedger NotApplicable", "RollRows Green", "MonthMovement Green", "MonthBeginning Green",
            ],
            (await Engine.TieOutsAsync("lending/delinquency-aging", s_october)).Select(result => $"{result.Key} {result.State}"));
    }

    [Fact]
    [Breaks("RollRows", Harm.Doubled)]
    public async Task A_doubled_snapshot_row_is_red_in_its_roll_row()
    {
        await SeedGoldenRowAsync();
        await Db.ExecuteAsync("alter table lending.loan_month drop constraint loan_month_key cascade");
        await Db.ExecuteAsync(
            "insert into lending.loan_month select m.* from lending.loan_month m where m.month_end = '2026-10-31' and m.upb = 150000.00");

        Assert.Equal(["USD 30-59: Snapshot a month before 1000000.00, Transitions 1150000.00, This report 1150000.00"], Red(await TieOutAsync("RollRows", s_october)));
    }

    [Fact]
    [Breaks("MonthBeginning", Harm.Cent)]
    public async Task A_cent_between_one_month_and_the_next_is_red_and_names_the_loan()
    {
        await SeedGoldenRowAsync();
        await Db.ExecuteAsync(
            "update lending.loan_month set beginning_upb = beginning_upb + 0.01, adjustment = -0.01 where month_end = '2026-10-31' and upb = 150000.00");

        Assert.Equal(["USD loan L2: Beginning of the month 150000.01, Month-end before 150000.00, This report 150000.00"], Red(await TieOutAsync("MonthBeginning", s_october)));
        Assert.Equal(TieOutState.Green, (await TieOutAsync("MonthMovement", s_october)).State);
    }

    [Fact]
    [Breaks("MonthBeginning", Harm.Missing)]
    public async Task A_loan_gone_without_a_row_is_red_and_named()
    {
        await SeedGoldenRowAsync();
        await Db.ExecuteAsync("delete from lending.loan_month where month_end = '2026-10-31' and upb = 150000.00");

        Assert.Equal(["USD loan L2: Beginning of the month 0, Month-end before 150000.00, This report 150000.00"], Red(await TieOutAsync("MonthBeginning", s_october)));
    }

    [Fact]
    [Breaks("MonthBeginning", Harm.Doubled)]
    public async Task A_loan_that_begins_with_twice_its_principal_is_red_and_named()
    {
        await SeedGoldenRowAsync();
        await Db.ExecuteAsync(
            "update lending.loan_month set beginning_upb = beginning_upb * 2, adjustment = -150000 where month_end = '2026-10-31' and upb = 150000.00");

        Assert.Equal(["USD loan L2: Beginning of the month 300000.00, Month-end before 150000.00, This report 150000.00"], Red(await TieOutAsync("MonthBeginning", s_october)));
    }

    // A draw of a cent, a payoff that is not there, a charge-off that is there twice.
    [Theory]
    [Breaks("MonthMovement", Harm.All)]
    [InlineData("drawn = 0.01 where upb = 150000.00", "L2: Beginning + movement 150000.01, Principal 150000.00, This report 150000.00")]
    [InlineData("unscheduled_principal = 0 where beginning_upb = 80000.00", "L4: Beginning + movement 80000.00, Principal 0.00, This report 0.00")]
    [InlineData("charged_off_principal = charged_off_principal * 2 where beginning_upb = 20000.00", "L5: Beginning + movement -20000.00, Principal 0.00, This report 0.00")]
    public async Task A_movement_that_does_not_close_is_red_and_names_the_loan(string harm, string red)
    {
        await SeedGoldenRowAsync();
        await Db.ExecuteAsync("alter table lending.loan_month drop constraint loan_month_movement_check");
        Assert.Equal(1, await Db.ExecuteAsync($"update lending.loan_month set {harm} and month_end = '2026-10-31'"));

        Assert.Equal(["USD loan " + red], Red(await TieOutAsync("MonthMovement", s_october)));
    }

    // The loan's portfolio is gone, so that the transitions do not find it.
    [Theory]
    [Breaks("RollRows", Harm.Cent | Harm.Missing)]
    [InlineData("0.01")]
    [InlineData("700.00")]
    public async Task A_loan_lost_on_the_way_is_red_in_its_roll_row(string upb)
    {
        await SeedGoldenRowAsync();
        await Seed.LoanAsync("X1", "P2");
        await Seed.MonthAsync("2026-09-30", $"X1 {upb} dpd=60");
        await Seed.MonthAsync("2026-10-31", $"X1 {upb} dpd=60");
        await UnguardedAsync("delete from lending.portfolio where code = 'P2'");

        Assert.Equal([$"USD 60-89: Snapshot a month before {upb}, Transitions 0, This report 0"], Red(await TieOutAsync("RollRows", s_october)));
    }

    // The buckets of October and the trend's of September are a side: 700 of a loan whose portfolio is gone are in neither, X1's in the snapshots.
    [Theory]
    [InlineData("MonthMovement", "USD 2026-10: Beginning + movement 901699.00, Principal 901699.00, This report 900999.00")]
    [InlineData("MonthBeginning", "USD 2026-09: Beginning of the month 1000700.00, Month-end before 1000700.00, This report 1000000.00")]
    public async Task What_the_report_prints_of_the_month_and_the_one_before_is_a_side(string identity, string red)
    {
        await SeedGoldenRowAsync();
        await Seed.LoanAsync("X1", "P2");
        await Seed.MonthAsync("2026-09-30", "X1 700.00 dpd=60");
        await Seed.MonthAsync("2026-10-31", "X1 700.00 dpd=60 began=700 drawn=0 paid=0 prepaid=0 capitalised=0 charged_off_principal=0 sold_principal=0 adjustment=0");
        Assert.Equal(TieOutState.Green, (await TieOutAsync(identity, s_october)).State);

        await UnguardedAsync("delete from lending.portfolio where code = 'P2'");

        Assert.Equal([red], Red(await TieOutAsync(identity, s_october)));
    }

    // L9 has no movement, L8 none of September; neither is compared, and what the report prints of them is not held against it.
    [Fact]
    public async Task Loans_whose_movement_is_not_known_are_left_out_of_what_the_report_prints()
    {
        await SeedGoldenRowAsync();
        await Seed.MonthAsync("2026-09-30", "L9 40.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L9 30.00 dpd=0", "L8 20.00 dpd=0 drawn=20");

        Assert.Equal(TieOutState.Green, (await TieOutAsync("MonthMovement", s_october)).State);
        Assert.Equal(TieOutState.Green, (await TieOutAsync("MonthBeginning", s_october)).State);
        Assert.Equal(TieOutState.Green, (await TieOutAsync("MonthBeginning", [.. s_october, ("trendMonths", "1")])).State);
        await Seed.LoadedAsync("2026-09-30", "P1", complete: false);
        Assert.Equal(TieOutState.Green, (await TieOutAsync("MonthBeginning", s_october)).State);
    }

    [Fact]
    public async Task Identities_say_why_they_cannot_be_asked()
    {
        await Seed.MonthAsync("2026-10-31", "L1 100.00");

        Assert.Equal("The snapshot carries no beginning principal.", (await TieOutAsync("MonthBeginning", s_october)).Reason);
        Assert.Equal("The snapshot carries no complete movement of the month.", (await TieOutAsync("MonthMovement", s_october)).Reason);
        Assert.Equal(
            "Loans are carried forward as whole portfolios, not by vintage.",
            (await TieOutAsync("MonthBeginning", ("asOf", "2026-10-31"), ("vintage", "2025"))).Reason);
    }

    // A million 30-59 days late in September; in October 55 % current, 15 % as before, 20 % later, 8 % paid off, 2 % charged off; one new loan.
    private async Task SeedGoldenRowAsync()
    {
        const string still = "drawn=0 paid=0 prepaid=0 capitalised=0 charged_off_principal=0 sold_principal=0 adjustment=0";
        await Seed.LoanAsync("N1", "P1", "2026-10-10");
        await Seed.MonthAsync("2026-09-30",
            "L1 550000.00 dpd=45", "L2 150000.00 dpd=31", "L3 200000.00 dpd=59", "L4 80000.00 dpd=30", "L5 20000.00 dpd=40");
        await Seed.MonthAsync("2026-10-31",
            $"L1 550000.00 dpd=0 began=550000 {still}",
            $"L2 150000.00 dpd=31 began=150000 {still}",
            $"L3 200000.00 dpd=89 began=200000 {still}",
            $"L4 0.00 left=paid_off began=80000 {still.Replace("prepaid=0", "prepaid=80000", StringComparison.Ordinal)}",
            $"L5 0.00 left=charged_off began=20000 {still.Replace("charged_off_principal=0", "charged_off_principal=20000", StringComparison.Ordinal)}",
            $"N1 999.00 dpd=0 began=0 {still.Replace("drawn=0", "drawn=999", StringComparison.Ordinal)}");
    }
}
