using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: agency, code, currency, entries, reversals, cases, net, first, last, in master data, mismatch.</summary>
public sealed class CorporateCardAgenciesTests(EscrowFixture fixture) : EscrowReportTest("escrow/corporate-card-agencies", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("AA", card: true);
        await seed.AgencyAsync("BB", card: false);
        await seed.AgencyAsync("CC");
        await seed.CaseAsync("K1", "AA", "2026-01-01");
        await seed.CaseAsync("K2", "BB", "2026-01-01");
        await seed.CaseAsync("K3", "CC", "2026-01-01", currency: "EUR");
        await seed.LedgerAsync(
            "E1 K1 2026-01-05 debit 40.00 method=corporate_card",
            "E2 K1 2026-01-20 debit 10.00 method=card",
            "E3 K2 2026-01-06 debit 5.00 method=corporate_card",
            "E4 K2 2026-01-31 reversal 5.00 of=E3",
            "E5 K3 2026-01-07 debit 7.00 method=corporate_card",
            "E6 K1 2026-02-01 debit 1.00 method=corporate_card");
    }

    [Fact]
    public async Task Use_of_the_card_is_held_against_the_master_data() =>
        Assert.Equal(
            [
                "Agency AA | AA | USD | 1 | 0 | 1 | 40.00 | 2026-01-05 | 2026-01-05 | yes | False",
                "Agency BB | BB | USD | 1 | 1 | 1 | 0.00 | 2026-01-06 | 2026-01-31 | no | True",
                "Agency CC | CC | EUR | 1 | 0 | 1 | 7.00 | 2026-01-07 | 2026-01-07 | not said | True",
            ],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-01-31")));

    [Fact]
    public async Task A_reversal_alone_is_negative_and_has_its_own_day() =>
        Assert.Equal(
            ["Agency BB | BB | USD | 0 | 1 | 1 | -5.00 | 2026-01-31 | 2026-01-31 | no | True"],
            await LinesAsync(("from", "2026-01-31"), ("to", "2026-01-31")));

    [Theory]
    [InlineData("agency", "AA", "Agency AA")]
    [InlineData("currency", "EUR", "Agency CC")]
    public async Task Each_filter_leaves_only_its_agencies(string parameter, string value, string agency) =>
        Assert.StartsWith(
            agency + " | ",
            Assert.Single(await LinesAsync(("from", "2026-01-01"), ("to", "2026-01-31"), (parameter, value))),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_period_without_the_card_has_no_rows() => Assert.Empty(await LinesAsync(("from", "2025-01-01"), ("to", "2025-12-31")));
}
