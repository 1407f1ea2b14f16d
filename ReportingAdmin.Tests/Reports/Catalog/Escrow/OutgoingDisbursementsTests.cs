using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: month, currency, entries, net in the month, cumulative.</summary>
public sealed class OutgoingDisbursementsTests(EscrowFixture fixture) : EscrowReportTest("escrow/outgoing-disbursements", fixture)
{
    protected override Task SeedAsync(EscrowSeed seed) => seed.BookAsync();

    [Fact]
    public async Task Payments_add_up_and_a_reversal_lowers_its_own_month() =>
        Assert.Equal(
            ["2026-01-01 | USD | 1 | 300.00 | 300.00", "2026-02-01 | USD | 1 | 800.00 | 1100.00", "2026-03-01 | USD | 1 | -300.00 | 800.00"],
            await LinesAsync(("through", "2026-03-31")));

    [Fact]
    public void The_old_path_answers_with_the_last_day_of_2025()
    {
        var preset = Assert.Single(TestEngine.Catalog.Find("escrow/outgoing-disbursements")!.Meta.Presets);

        Assert.Equal("/reports/case/outgoing-disbursements", preset.OldPath);
        Assert.Equal("2025-12-31", preset.Parameters["through"]);
    }
}
