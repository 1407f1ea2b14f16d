using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: state, month, currency, opening, inflow, outflow, net, closing, cases with a balance, cases below zero, amount below zero.</summary>
public sealed class StateMonthlyBalanceTests(EscrowFixture fixture) : EscrowReportTest("escrow/state-monthly-balance", fixture)
{
    private static readonly (string, string)[] s_february = [("from", "2026-02-01"), ("to", "2026-02-28")];

    private static readonly string[] s_idaho =
    [
        "ID | 2026-02-01 | EUR | 0.00 | 200.00 | 0.00 | 200.00 | 200.00 | 1 | 0 | 0.00",
        "ID | 2026-02-01 | USD | 700.00 | 0.00 | 850.00 | -850.00 | -150.00 | 1 | 1 | -150.00",
    ];

    protected override Task SeedAsync(EscrowSeed seed) => seed.BookAsync();

    [Fact]
    public async Task Each_state_has_its_own_balance() =>
        Assert.Equal(
            [
                .. s_idaho,
                "WA | 2026-02-01 | USD | 0.00 | 500.00 | 0.00 | 500.00 | 500.00 | 1 | 0 | 0.00",
            ],
            await LinesAsync(s_february));

    [Fact]
    public async Task A_case_without_a_state_is_not_lost()
    {
        var seed = new EscrowSeed(await OwnDatabaseAsync());
        await seed.CaseAsync("C9", "SE", "2026-02-28");
        await seed.LedgerAsync("E90 C9 2026-02-28 deposit 1.00");

        Assert.Equal(
            ["(no state) | 2026-02-01 | USD | 0.00 | 1.00 | 0.00 | 1.00 | 1.00 | 1 | 0 | 0.00"],
            await LinesAsync([.. s_february, ("agency", "SE"), ("currency", "USD")]));
    }

    [Fact]
    public async Task The_preset_Idaho_is_the_old_report()
    {
        var preset = Assert.Single(TestEngine.Catalog.Find("escrow/state-monthly-balance")!.Meta.Presets);

        Assert.Equal("/reports/case/idaho-monthly-balance", preset.OldPath);
        Assert.Equal(s_idaho, await LinesAsync([.. s_february, .. preset.Parameters.Select(pair => (pair.Key, pair.Value))]));
    }

    [Fact]
    public async Task A_cent_too_much_in_the_rollup_is_found_in_every_month_from_then_on()
    {
        var db = await OwnDatabaseAsync();
        await db.ExecuteAsync("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'deduction'");

        Assert.Equal(0.01m, Assert.Single((await TieOutAsync("EscrowBalanceChange", s_february)).Differences).Difference);
        Assert.Equal(["2026-02"], (await TieOutAsync("EscrowBalanceContinuity", s_february)).Differences.Select(found => found.Place));
        await Assert.ThrowsAsync<ReportDefectException>(() => WriteAsync(TestEngine.Everyone, s_february));
    }
}
