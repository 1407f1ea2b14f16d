using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>What prepayment says of months that are loaded in part, and of loans whose movement is not given.</summary>
public sealed class PrepaymentLoadedTests() : LendingReportTest("lending/prepayment")
{
    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31")];
    private static readonly (string, string)[] s_both = [("from", "2026-09-01"), ("to", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.LoanAsync("L1", "P1", "2024-10-05");
        await Seed.LoanAsync("L2", "P1", "2025-10-05");
        await Seed.LoanAsync("L3", "P2", "2026-04-30");
        await Seed.LoanAsync("N1", "P1", "2026-10-02");
    }

    // September: 15 of 200 prepaid. October has P1 alone: 9 of 90, which is its own speed and nobody else's.
    [Fact]
    public async Task A_month_that_one_portfolio_lacks_is_blank_for_all_and_stands_for_the_portfolio_that_has_it()
    {
        await Seed.MonthAsync("2026-09-30", "L1 90.00 began=100 paid=0 prepaid=10", "L3 95.00 began=100 paid=0 prepaid=5");
        await Seed.MonthAsync("2026-10-31", "L1 81.00 began=90 paid=0 prepaid=9");

        Assert.Equal(["2026-09-01 | 2 | 200.00 | 0.075000000000", "2026-10-01 | · | · | ·"], await LinesAsync("months", "month loans beginning_upb smm", s_both));
        Assert.Equal(["USD | 1"], await LinesAsync("period", "currency months", s_both));
        Assert.Equal(
            ["2026-09-01 | P1 | 0.100000000000", "2026-09-01 | P2 | 0.050000000000", "2026-10-01 | P1 | 0.100000000000", "2026-10-01 | P2 | ·"],
            await LinesAsync("months", "month portfolio smm", [.. s_both, ("byPortfolio", "true")]));
        Assert.Equal(["0.100000000000", "0.100000000000"], await LinesAsync("months", "smm", [.. s_both, ("portfolio", "P1")]));
    }

    [Fact]
    public async Task A_month_loaded_in_part_is_blank_and_a_portfolio_that_has_run_off_holds_nothing_up()
    {
        await Seed.MonthAsync("2026-09-30", "L1 90.00 began=100 paid=0 prepaid=10", "L3 0.00 left=paid_off began=100 paid=0 prepaid=100");
        await Seed.MonthAsync("2026-10-31", "L1 81.00 began=90 paid=0 prepaid=9");
        Assert.Equal(["0.100000000000"], await LinesAsync("months", "smm", s_october));

        await Seed.LoadedAsync("2026-10-31", "P1", complete: false);
        Assert.Equal(["·"], await LinesAsync("months", "smm", s_october));
    }

    // Known is L1 alone: L2 gives no prepaid principal, L3 was charged off by nobody knows how much. N1 is new and began with nothing.
    [Fact]
    public async Task Loans_whose_movement_is_not_given_are_on_neither_side()
    {
        await Seed.MonthAsync("2026-10-31",
            "L1 90.00 began=100 paid=0 prepaid=10", "L2 100.00 began=100 paid=0", "L3 0.00 left=charged_off began=50 paid=0 prepaid=0", "N1 70.00");

        Assert.Equal(
            ["1 | 2 | 100.00 | 10.00 | 0.00 | 0.100000000000"],
            await LinesAsync("months", "loans unknown_loans beginning_upb unscheduled_principal charged_off_principal smm", s_october));
    }

    [Fact]
    public async Task A_file_without_movements_has_no_speed_rather_than_none()
    {
        await Seed.MonthAsync("2026-10-31", "L1 100.00 began=100", "L2 100.00");

        Assert.Equal(
            ["0 | 2 | · | · | · | ·"],
            await LinesAsync("months", "loans unknown_loans beginning_upb paid_off_principal smm cpr", s_october));
    }

    // 2 × 100 began, 10 + 5 of them prepaid over both months: the balance has no sum, and of two portfolios' speeds there is none.
    [Fact]
    public async Task Beginning_principal_is_not_added_over_months_and_speeds_not_over_portfolios()
    {
        await Seed.MonthAsync("2026-09-30", "L1 90.00 began=100 paid=0 prepaid=10", "L3 80.00 began=80 paid=0 prepaid=0");
        await Seed.MonthAsync("2026-10-31", "L1 90.00 began=90 paid=0 prepaid=0", "L3 75.00 began=80 paid=0 prepaid=5");

        var all = await Engine.PreviewAsync("lending/prepayment", null, [.. s_both, ("portfolio", "P1")]);
        var apart = await Engine.PreviewAsync("lending/prepayment", null, [.. s_both, ("byPortfolio", "true")]);

        Assert.Null(Total(all, "beginning_upb", "USD"));
        Assert.Equal(10m, Total(all, "unscheduled_principal", "USD"));
        Assert.Equal([0m, 90m, 10m, 0m], all.KeyFigures.Select(figure => figure.Values.Single().Value));
        Assert.Equal([null, 170m, 15m, 0m], apart.KeyFigures.Select(figure => figure.Values.Single().Value));
    }
}
