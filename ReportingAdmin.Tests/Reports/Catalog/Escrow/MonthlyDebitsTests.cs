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

    [Fact]
    public async Task A_cent_too_much_in_the_column_of_its_kind_is_found_and_placed()
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'debit'"));
        (string, string)[] asked = [("from", "2026-03-01"), ("to", "2026-03-31")];

        var total = Assert.Single((await TieOutAsync("EscrowKindTotals", asked)).Differences);
        Assert.Equal(("EUR", 0.01m), (total.Currency, total.Difference));
        Assert.Equal("agency SE, 2026-03, debit", Assert.Single((await TieOutAsync("EscrowAgencyMonths", asked)).Differences).Place);
    }
}
