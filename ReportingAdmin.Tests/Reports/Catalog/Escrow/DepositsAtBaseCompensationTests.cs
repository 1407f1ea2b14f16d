using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: case, type, agency, code, milestone on, currency, deposits, net deposits, base compensation, later terms, share.</summary>
public sealed class DepositsAtBaseCompensationTests(EscrowFixture fixture) : EscrowReportTest("escrow/deposits-at-base-compensation", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.MilestoneAsync("C1", "base_comp_started", "2026-03-31");
        await seed.TermsAsync("C1", "2026-03-31", null, "3000.00");
    }

    [Fact]
    public async Task Terms_that_begin_on_the_day_are_in_force() =>
        Assert.Equal(
            ["C1 | surrogacy | Agency NW | NW | 2026-03-31 | USD | 1 | 1000.00 | 3000.00 | False | 0.333333333"],
            await LinesAsync(("asOf", "2026-03-31")));
}
