using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: case, type, agency, code, milestone on, currency, deposits, net deposits, base compensation, later terms, share.</summary>
public sealed class DepositsAtHeartbeatTests(EscrowFixture fixture) : EscrowReportTest("escrow/deposits-at-heartbeat", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.MilestoneAsync("C1", "heartbeat_confirmed", "2026-02-15");
        await seed.MilestoneAsync("C1", "delivery", "2026-03-15");
        await seed.TermsAsync("C1", "2026-02-01", null, "0.00");
    }

    [Fact]
    public async Task A_base_compensation_of_zero_gives_no_share_and_other_milestones_are_not_in() =>
        Assert.Equal(
            ["C1 | surrogacy | Agency NW | NW | 2026-02-15 | USD | 1 | 1000.00 | 0.00 | False | ·"],
            await LinesAsync(("asOf", "2026-03-31")));
}
