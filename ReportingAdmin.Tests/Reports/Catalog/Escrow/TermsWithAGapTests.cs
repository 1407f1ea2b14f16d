using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>
/// A month without terms between months with some: the only case is closed on 15 February and open again, with new terms, from 10 March on.
/// Cells: month, currency, cases, sum, mean, median, 10th and 90th percentile, change, trend.
/// </summary>
public sealed class TermsWithAGapTests(EscrowFixture fixture) : EscrowReportTest("escrow/monthly-allowance-trend", fixture)
{
    private static readonly (string, string)[] s_months = [("from", "2026-01-01"), ("to", "2026-04-30")];

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.CaseAsync("C1", "NW", "2026-01-01");
        await seed.StatusAsync("C1", "2026-02-15 closed", "2026-03-10 open");
        await seed.TermsAsync("C1", "2026-01-01", "100.00", "1000.00");
        await seed.TermsAsync("C1", "2026-03-10", "160.00", "1600.00");
    }

    // Means of 100 in month 1 and of 160 in months 3 and 4: mean month 8/3, mean 140, slope 100 ÷ 14/3 = 21.4286.
    [Fact]
    public async Task A_month_without_allowances_is_blank_and_breaks_the_change_but_not_the_line() =>
        Assert.Equal(
            [
                "2026-01-01 | USD | 1 | 100.00 | 100.00 | 100.00 | 100.00 | 100.00 | · | 104.29",
                "2026-02-01 | USD | 0 | 0.00 | · | · | · | · | · | 125.71",
                "2026-03-01 | USD | 1 | 160.00 | 160.00 | 160.00 | 160.00 | 160.00 | · | 147.14",
                "2026-04-01 | USD | 1 | 160.00 | 160.00 | 160.00 | 160.00 | 160.00 | 0.00 | 168.57",
            ],
            await LinesAsync(s_months));

    [Fact]
    public async Task So_does_one_without_base_compensations()
    {
        await Engine.WriteAsync(TestEngine.Everyone, TestEngine.Request("escrow/base-compensation-trend", s_months), new Core.Reports.Output.Json.JsonReportWriter());

        Assert.Equal(
            [
                "2026-01-01 | USD | 1 | 1000.00 | 1000.00 | 1000.00 | 1000.00 | 1000.00 | · | 1042.86",
                "2026-02-01 | USD | 0 | 0.00 | · | · | · | · | · | 1257.14",
                "2026-03-01 | USD | 1 | 1600.00 | 1600.00 | 1600.00 | 1600.00 | 1600.00 | · | 1471.43",
                "2026-04-01 | USD | 1 | 1600.00 | 1600.00 | 1600.00 | 1600.00 | 1600.00 | 0.00 | 1685.71",
            ],
            await Engine.LinesAsync("escrow/base-compensation-trend", null, s_months));
    }

    [Fact]
    public async Task A_month_without_terms_leads_to_no_case() =>
        Assert.Equal(["1: C1", "0:", "1: C1", "1: C1"], await Engine.LedAsync(TestEngine.Everyone, await PreviewAsync(s_months), "cases", "case_number"));
}
