using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells as those of the deposits.</summary>
public sealed class MonthlyDebitsTests(EscrowFixture fixture) : EscrowReportTest("escrow/monthly-debits", fixture)
{
    protected override Task SeedAsync(EscrowSeed seed) => seed.BookAsync();

    [Fact]
    public async Task Direct_charges_are_in_and_disbursements_are_not() =>
        Assert.Equal(
            [
                "2026-03-01 | EUR | 1 | 0 | 75.00 | 0.00 | 75.00 | 75.00 | 75.00 | 75.00 | 1",
                "2026-03-01 | USD | 0 | 0 | 0.00 | 0.00 | 0.00 | · | · | · | 0",
            ],
            await LinesAsync(("from", "2026-03-01"), ("to", "2026-03-31")));
}
