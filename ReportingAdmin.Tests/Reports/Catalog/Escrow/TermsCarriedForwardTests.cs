using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>
/// Base compensation 40,000 from 2025, an amendment of 2026 that names the allowance alone, 45,000 from February on.
/// Cells: month, currency, cases, sum, mean, median, 10th and 90th percentile, change, trend.
/// </summary>
public sealed class TermsCarriedForwardTests(EscrowFixture fixture) : EscrowReportTest("escrow/base-compensation-trend", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.CaseAsync("C1", "NW", "2025-01-01");
        await seed.TermsAsync("C1", "2025-01-01", null, "40000.00");
        await seed.TermsAsync("C1", "2026-01-01", "500.00", null);
        await seed.TermsAsync("C1", "2026-02-01", null, "45000.00");
        await seed.MilestoneAsync("C1", "base_comp_started", "2026-01-15");
    }

    [Fact]
    public async Task An_amendment_that_does_not_name_the_amount_leaves_it_as_it_was() =>
        // The line through 40,000, 40,000 and 45,000: 41,666.67 in the middle, 2,500 up each month.
        Assert.Equal(
            [
                "2025-12-01 | USD | 1 | 40000.00 | 40000.00 | 40000.00 | 40000.00 | 40000.00 | 0.00 | 39166.67",
                "2026-01-01 | USD | 1 | 40000.00 | 40000.00 | 40000.00 | 40000.00 | 40000.00 | 0.00 | 41666.67",
                "2026-02-01 | USD | 1 | 45000.00 | 45000.00 | 45000.00 | 45000.00 | 45000.00 | 5000.00 | 44166.67",
            ],
            await LinesAsync(("from", "2025-12-01"), ("to", "2026-02-28")));

    [Fact]
    public async Task The_allowance_counts_from_the_amendment_that_names_it() =>
        Assert.Equal(
            ["2025-12-01 | USD | 0 | 0.00", "2026-01-01 | USD | 1 | 500.00", "2026-02-01 | USD | 1 | 500.00"],
            (await Engine.LinesAsync("escrow/monthly-allowance-trend", null, ("from", "2025-12-01"), ("to", "2026-02-28")))
                .Select(line => string.Join(" | ", line.Split(" | ")[..4])));

    [Fact]
    public async Task A_milestone_of_january_has_the_same_terms_in_force() =>
        Assert.Contains(" | 40000.00 | False | ", Assert.Single(await Engine.LinesAsync("escrow/deposits-at-base-compensation", null, ("asOf", "2026-03-31"))), StringComparison.Ordinal);
}
