using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: agency, code, currency; of the cohort opened, funded, share, deposits, average; posted deposits, deductions; last case on, last case.</summary>
public sealed class SalesByAgencyTests(EscrowFixture fixture) : EscrowReportTest("escrow/sales-by-agency", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
    }

    [Fact]
    public async Task Agencies_are_summed_over_their_staff() =>
        Assert.Equal(
            [
                "Agency NW | NW | USD | 2 | 2 | 1.000000000 | 1500.00 | 750.00 | 1500.00 | 50.00 | 2026-01-31 | C2",
                "Agency SE | SE | EUR | 1 | 1 | 1.000000000 | 200.00 | 200.00 | 200.00 | 0.00 | 2026-02-01 | C3",
            ],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-02-28")));

    [Fact]
    public async Task A_period_in_which_no_case_was_opened_has_no_share_and_a_reversal_lowers_it() =>
        Assert.Equal(
            ["Agency NW | NW | USD | 0 | 0 | · | 0.00 | · | -500.00 | 0.00 | 2026-01-31 | C2"],
            await LinesAsync(("from", "2026-03-01"), ("to", "2026-03-31")));

    [Fact]
    public async Task A_case_without_a_deposit_is_opened_and_not_funded() =>
        Assert.Equal(
            ["Agency NW | NW | USD | 1 | 0 | 0.000000000 | 0.00 | · | 0.00 | 0.00 | 2026-01-31 | C2"],
            await LinesAsync(("from", "2026-01-31"), ("to", "2026-01-31")));

    [Fact]
    public async Task An_agency_leads_to_its_sales_staff()
    {
        var drill = (await PreviewAsync(("from", "2026-01-01"), ("to", "2026-02-28"))).Rows[0].Drills["cases_opened"];

        Assert.Equal(("escrow/sales", "NW"), (drill.Key, drill.Query["agency"]));
    }
}
