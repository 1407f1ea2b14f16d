using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: month, currency, cases, sum, mean, median, 10th and 90th percentile, change, trend.</summary>
public sealed class BaseCompensationTrendTests(EscrowFixture fixture) : EscrowReportTest("escrow/base-compensation-trend", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.CaseAsync("C5", "NW", "2026-02-10");
        await seed.StatusAsync("C5", "2026-03-31 closed");
        await seed.TermsAsync("C1", "2026-01-10", "200.00", "40000.00");
        await seed.TermsAsync("C1", "2026-02-15", "250.00", "42000.00");
        await seed.TermsAsync("C2", "2026-02-01", "100.00", null);
        await seed.TermsAsync("C4", "2026-01-15", "900.00", "900.00");
        await seed.TermsAsync("C5", "2026-02-10", "301.00", "30000.01");
    }

    [Fact]
    public async Task Base_compensations_are_followed_and_terms_that_name_none_are_not_counted()
    {
        // February: 42,000.00 and 30,000.01, mean 36,000.005; March: 42,000.00 alone. Mean of the means 39,333.335, slope 1,000.
        Assert.Equal(
            [
                "2026-01-01 | USD | 1 | 40000.00 | 40000.00 | 40000.00 | 40000.00 | 40000.00 | · | 38333.34",
                "2026-02-01 | USD | 2 | 72000.01 | 36000.01 | 36000.01 | 31200.01 | 40800.00 | -4000.00 | 39333.34",
                "2026-03-01 | USD | 1 | 42000.00 | 42000.00 | 42000.00 | 42000.00 | 42000.00 | 6000.00 | 40333.34",
            ],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-03-31"), ("currency", "USD")));
    }
}
