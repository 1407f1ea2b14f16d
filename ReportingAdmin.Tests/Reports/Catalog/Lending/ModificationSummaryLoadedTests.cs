using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>
/// Re-defaults where a month-end was not loaded: five rate cuts of January, two in P1 and three in P2, whose snapshot of April is not
/// there. One of P2, of a loan with 400, was charged off in February; in July another one, with 300, is 60 days late.
/// </summary>
public sealed class ModificationSummaryLoadedTests() : LendingReportTest("lending/modification-summary")
{
    private const string Counts = "months_after modifications redefaulted charged_off not_seen not_loaded redefault_rate";

    private static readonly (string, string)[] s_january = [("from", "2026-01-01"), ("to", "2026-01-31"), ("asOf", "2026-07-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        foreach (var (n, principal) in new[] { (1, 100), (2, 100), (3, 300), (4, 300), (5, 400) })
        {
            await Seed.LoanAsync(FormattableString.Invariant($"L{n}"), n < 3 ? "P1" : "P2");
            await Seed.RowsAsync("lending.modification", FormattableString.Invariant($"number=M{n} loan=L{n} effective_on=2026-01-15 kind=rate_cut upb_before={principal} upb_after={principal}"));
        }

        await Seed.MonthAsync("2026-01-31", "L1 100.00 dpd=0", "L2 100.00 dpd=0", "L3 300.00 dpd=0", "L4 300.00 dpd=0", "L5 400.00 dpd=0");
        await Seed.MonthAsync("2026-02-28", "L1 100.00 dpd=0", "L2 100.00 dpd=0", "L3 300.00 dpd=0", "L4 300.00 dpd=0", "L5 0.00 left=charged_off");
        await Seed.MonthAsync("2026-04-30", "L1 100.00 dpd=60", "L2 100.00 dpd=0");
        await Seed.MonthAsync("2026-07-31", "L1 100.00 dpd=0", "L2 100.00 dpd=0", "L3 300.00 dpd=60", "L4 300.00 dpd=0");
    }

    // April: 1 of P1's 2, nothing of P2. July: L3 late and L5 charged off, of 5.
    [Fact]
    public async Task A_portfolio_whose_month_is_not_loaded_is_on_neither_side() =>
        Assert.Equal(["3 | 2 | 1 | 0 | 0 | 3 | 0.500000000000", "6 | 5 | 2 | 1 | 0 | 0 | 0.400000000000"], await LinesAsync("redefaults", Counts, s_january));

    // 100 ÷ 200, and (300 + 400) ÷ 1,200.
    [Fact]
    public async Task Neither_is_its_principal() =>
        Assert.Equal(
            ["200.00 | 100.00 | 0.500000000000", "1200.00 | 700.00 | 0.583333333333"],
            await LinesAsync("redefaults", "upb_after redefaulted_upb redefault_rate_upb", s_january));

    // L3's row of April is there, late; which of P2's rows are is chance.
    [Fact]
    public async Task A_month_loaded_in_part_is_as_one_that_is_not_loaded()
    {
        await Seed.MonthAsync("2026-04-30", "L3 300.00 dpd=60");
        await Seed.LoadedAsync("2026-04-30", "P2", complete: false);

        Assert.Equal("3 | 2 | 1 | 0 | 0 | 3 | 0.500000000000", (await LinesAsync("redefaults", Counts, s_january))[0]);
    }

    [Fact]
    public async Task Where_nothing_is_loaded_there_is_no_rate() =>
        Assert.Equal(
            ["3 | 0 | 0 | 0 | 0 | 3 | ·", "6 | 3 | 2 | 1 | 0 | 0 | 0.666666666667"],
            await LinesAsync("redefaults", Counts, [.. s_january, ("portfolio", "P2")]));

    // L2 is missing from a month of its portfolio that was loaded in full: no chance, it stays in the denominator.
    [Fact]
    public async Task A_loan_missing_from_a_loaded_month_stays_in_the_denominator()
    {
        await Db.ExecuteAsync("delete from lending.loan_month m using lending.loan l where l.id = m.loan_id and l.loan_number = 'L2' and m.month_end = '2026-04-30'");

        Assert.Equal("3 | 2 | 1 | 0 | 1 | 3 | 0.500000000000", (await LinesAsync("redefaults", Counts, s_january))[0]);
    }

    // P3's only loan was charged off in February, after which there was nothing to load.
    [Fact]
    public async Task Of_a_portfolio_that_has_ended_it_is_known_what_became_of_its_loans()
    {
        await Seed.PortfolioAsync("P3");
        await Seed.LoanAsync("L6", "P3");
        await Seed.RowsAsync("lending.modification", "number=M6 loan=L6 effective_on=2026-01-20 kind=rate_cut upb_before=50 upb_after=50");
        await Seed.MonthAsync("2026-01-31", "L6 50.00 dpd=0");
        await Seed.MonthAsync("2026-02-28", "L6 0.00 left=charged_off");

        Assert.Equal("3 | 3 | 2 | 1 | 0 | 3 | 0.666666666667", (await LinesAsync("redefaults", Counts, s_january))[0]);
    }

    // L4 went to P1 in June: its April is that of P2, which is not loaded.
    [Fact]
    public async Task The_month_is_that_of_the_portfolio_that_the_loan_was_in_then()
    {
        await Seed.MoveAsync("L4", "P1");

        Assert.Equal("3 | 2 | 1 | 0 | 0 | 3 | 0.500000000000", (await LinesAsync("redefaults", Counts, s_january))[0]);
    }

    [Theory]
    [InlineData("modifications", "2: M1 M2; 5: M1 M2 M3 M4 M5")]
    [InlineData("redefaulted", "1: M1; 2: M3 M5")]
    [InlineData("not_loaded", "3: M3 M4 M5; 0:")]
    public async Task Figures_lead_to_the_modifications_that_they_count(string column, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync("lending/modification-summary", "redefaults", s_january), column, "number")));
}
