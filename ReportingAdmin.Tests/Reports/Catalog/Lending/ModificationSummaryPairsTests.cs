using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>Before and after where one of them is not given, and months without a modification.</summary>
public sealed class ModificationSummaryPairsTests() : LendingReportTest("lending/modification-summary")
{
    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31"), ("asOf", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P1");
        await Seed.MonthAsync("2026-10-31", "L1 3000.00", "L2 1000.00");
    }

    // 1,000 → 900 is 10 % down; of M2 the payment, rate, term and days after are not given: its own before is in the sums alone.
    [Fact]
    public async Task A_change_is_of_the_modifications_that_give_both_sides()
    {
        await Seed.RowsAsync("lending.modification",
            "number=M1 loan=L1 effective_on=2026-10-01 kind=rate_cut upb_before=3000 upb_after=3000 payment_before=1000 payment_after=900 note_rate_before=0.10 note_rate_after=0.08 remaining_term_before=40 remaining_term_after=60 days_past_due_before=70 days_past_due_after=0",
            "number=M2 loan=L2 effective_on=2026-10-02 kind=rate_cut upb_before=1000 upb_after=1000 payment_before=1000 note_rate_before=0.02 remaining_term_before=100 days_past_due_before=10");

        Assert.Equal(
            ["2 | 2000.00 | 900.00 | -0.100000000000 | 0.100000000000 | 0.080000000000 | 40.000000000000 | 60.000000000000 | 70.000000000000 | 0.000000000000"],
            await LinesAsync("kinds",
                "modifications payment_before payment_after payment_change rate_before rate_after term_before term_after days_past_due_before days_past_due_after", s_october));
    }

    // M2 gives no principal after, by which its rate after would be weighted: 10 % → 8 % is M1 alone, not 8 % → 8 %. The sums have all
    // that is given: of M2 and M3 one side, which is counted.
    [Fact]
    public async Task Rates_are_of_the_modifications_that_give_both_principals_too()
    {
        await Seed.RowsAsync("lending.modification",
            "number=M1 loan=L1 effective_on=2026-10-01 kind=rate_cut upb_before=3000 upb_after=3000 note_rate_before=0.10 note_rate_after=0.08",
            "number=M2 loan=L2 effective_on=2026-10-02 kind=rate_cut upb_before=1000 note_rate_before=0.02 note_rate_after=0.01",
            "number=M3 loan=L2 effective_on=2026-10-03 kind=deferral payment_after=70 note_rate_before=0.02 note_rate_after=0.01");

        Assert.Equal(
            [
                "deferral | 1 | 1 | 0.00 | 0.00 | 0.00 | 70.00 | · | ·",
                "rate cut | 2 | 1 | 4000.00 | 3000.00 | 0.00 | 0.00 | 0.100000000000 | 0.080000000000",
            ],
            await LinesAsync("kinds", "kind modifications one_sided upb_before upb_after payment_before payment_after rate_before rate_after", s_october));
    }

    [Fact]
    public async Task A_month_without_a_modification_has_its_rows()
    {
        Assert.Equal(
            ["capitalisation | 0", "combination | 0", "deferral | 0", "principal reduction | 0", "rate cut | 0", "term extension | 0"],
            await LinesAsync("kinds", "kind modifications", [.. s_october, ("byMonth", "true")]));
        Assert.Equal(["2026-10-01 | USD | deferral | ·"], await LinesAsync("kinds", "month currency kind payment_change", [.. s_october, ("byMonth", "true"), ("kind", "deferral")]));
        Assert.Empty(await LinesAsync("kinds", "kind", s_october));
    }
}
