using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>Months of which a portfolio's snapshot was loaded in part: they are in no cure rate, neither as cured nor as late, and it is said what is left out.</summary>
public sealed class DelinquencyAgingPartTests() : LendingReportTest("lending/delinquency-aging")
{
    private const string Rates = "from_state to_state loans upb from_upb rate_upb";

    private static readonly (string, string)[] s_threeSteps = [("asOf", "2026-10-31"), ("rollMonths", "3")];

    // P1 is loaded in part in August: L1, which cured, is there, L2 is not. P2 is loaded in full throughout.
    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P1");
        await Seed.LoanAsync("M1", "P2");
        await Seed.MonthAsync("2026-07-31", "L1 100.00 dpd=40", "L2 300.00 dpd=40", "M1 7.00 dpd=0");
        await Seed.MonthAsync("2026-08-31", "L1 100.00 dpd=0", "M1 7.00 dpd=30");
        await Seed.MonthAsync("2026-09-30", "L1 100.00 dpd=0", "L2 300.00 dpd=102", "M1 7.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 100.00 dpd=45", "L2 300.00 dpd=0", "M1 7.00 dpd=0");
        await Seed.LoadedAsync("2026-08-31", "P1", complete: false);
    }

    // Counted are M1's three steps and those of L1 and L2 from September on. 30+: M1 cured in September, L2 in October, nobody else:
    // 307 of 307. With August it would be 407 of 707: the 400 of L1 and L2, late in July, are said beside it.
    [Fact]
    public async Task Steps_from_and_to_such_a_month_are_in_no_denominator_and_are_said_beside_it()
    {
        Assert.Equal(
            [
                "Current | Current | 1 | 7.00 | 114.00 | 0.061403508772",
                "Current | 30-59 | 2 | 107.00 | 114.00 | 0.938596491228",
                "30-59 | Current | 1 | 7.00 | 7.00 | 1.000000000000",
                "30-59 | Not loaded | 2 | 400.00 | · | ·",
                "90-119 | Current | 1 | 300.00 | 300.00 | 1.000000000000",
                "30+ | Current | 2 | 307.00 | 307.00 | 1.000000000000",
                "30+ | Not loaded | 2 | 400.00 | · | ·",
                "No snapshot | Current | 1 | 100.00 | · | ·",
                "No snapshot | 90-119 | 1 | 300.00 | · | ·",
            ],
            await LinesAsync("transitions", Rates, s_threeSteps));
        var identity = await TieOutAsync("RollRows", s_threeSteps);
        Assert.Equal(TieOutState.Green, identity.State);
        // 7 + 107 current, 400 + 7 in 30-59, 300 in 90-119: what is beside the rates is held too.
        Assert.Equal([821m, 821m, 821m], identity.Sides.Single().Sides.Select(side => side.Amount));
    }

    // August gone altogether says as little of L1 and L2 as August with L1 alone.
    [Fact]
    public async Task A_month_that_was_never_loaded_is_said_as_one_that_was_loaded_in_part()
    {
        var inPart = await LinesAsync("transitions", Rates, s_threeSteps);
        await Db.ExecuteAsync("delete from lending.loan_month m using lending.portfolio p where p.id = m.portfolio_id and p.code = 'P1' and m.month_end = '2026-08-31'");
        await Db.ExecuteAsync("delete from lending.loan_month_load m using lending.portfolio p where p.id = m.portfolio_id and p.code = 'P1' and m.month_end = '2026-08-31'");

        Assert.Equal(inPart, await LinesAsync("transitions", Rates, s_threeSteps));
        Assert.Equal("Not observed", (await LinesAsync("transitions", "to_state movement", s_threeSteps)).Select(line => line.Split(" | ")).First(cells => cells[0] == "Not loaded")[1]);
        Assert.Equal(TieOutState.Green, (await TieOutAsync("RollRows", s_threeSteps)).State);
    }

    // L1 and L2 are lost sight of in August. What was current goes to 30-59 and back with M1, and then as the 107 that are current in
    // September do: 7 stay, 100 do not.
    [Fact]
    public async Task From_first_to_last_month_they_go_to_no_snapshot()
    {
        Assert.Equal(
            [
                "Current | Current | · | · | 7.00 | 0.065420560748",
                "Current | 30-59 | · | · | 7.00 | 0.934579439252",
                "30-59 | No snapshot | · | · | 400.00 | 1.000000000000",
                "30+ | Current | · | · | 400.00 | 0.000000000000",
                "30+ | No snapshot | · | · | 400.00 | 1.000000000000",
            ],
            await LinesAsync("transitions", Rates, [.. s_threeSteps, ("rollMethod", "matrix_product")]));
        Assert.Equal(TieOutState.Green, (await TieOutAsync("RollRows", [.. s_threeSteps, ("rollMethod", "matrix_product")])).State);
    }

    // Late at the end of June and current at that of July, three months before October: seen where both are loaded in full.
    [Theory]
    [InlineData("2026-06-30")]
    [InlineData("2026-07-31")]
    public async Task A_cure_is_seen_where_both_its_snapshots_are_complete(string part)
    {
        await Seed.LoanAsync("L3", "P1");
        await Seed.MonthAsync("2026-06-30", "L3 50.00 dpd=31");
        await Seed.MonthAsync("2026-07-31", "L3 50.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L3 50.00 dpd=0");
        Assert.Equal(["3 | 1 | 50.00 | 1"], await LinesAsync("cures", "months_after cured_loans cured_upb current_loans", ("asOf", "2026-10-31")));

        await Seed.LoadedAsync(part, "P1", complete: false);

        Assert.Empty(await LinesAsync("cures", "months_after", ("asOf", "2026-10-31")));
    }
}
