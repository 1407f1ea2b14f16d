using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>A trend that comes to half a cent: means of thirds must not be rounded on the way. Cells as in <see cref="MonthlyAllowanceTrendTests"/>.</summary>
public sealed class TermsToTheCentTests(EscrowFixture fixture) : EscrowReportTest("escrow/monthly-allowance-trend", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        foreach (var number in new[] { "C1", "C2", "C3" })
        {
            await seed.CaseAsync(number, "NW", "2026-01-05");
            await seed.TermsAsync(number, "2026-01-05", "200.00", null);
        }

        await seed.TermsAsync("C1", "2026-01-31", "212.46", null);
        await seed.TermsAsync("C1", "2026-02-28", "655.63", null);
        await seed.TermsAsync("C1", "2026-03-31", "356.09", null);
    }

    // Sums 612.46, 1,055.63, 756.09 of three cases. Mean of the means 2,424.18 ÷ 9; slope (756.09 − 612.46) ÷ 6. Trend of January:
    // (5 × 612.46 + 2 × 1,055.63 − 756.09) ÷ 18 = 4,417.47 ÷ 18 = 245.415 exactly, so 245.42.
    [Fact]
    public async Task Half_a_cent_of_the_trend_goes_up() =>
        Assert.Equal(
            [
                "2026-01-01 | USD | 3 | 612.46 | 204.15 | 200.00 | 200.00 | 209.97 | · | 245.42",
                "2026-02-01 | USD | 3 | 1055.63 | 351.88 | 200.00 | 200.00 | 564.50 | 147.72 | 269.35",
                "2026-03-01 | USD | 3 | 756.09 | 252.03 | 200.00 | 200.00 | 324.87 | -99.85 | 293.29",
            ],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-03-31")));
}
