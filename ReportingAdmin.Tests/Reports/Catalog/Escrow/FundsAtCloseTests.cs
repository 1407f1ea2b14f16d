using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: case, type, agency, code, closed, currency, before refunds, refunds that day, end of day, refunded after, other after, residual.</summary>
public sealed class FundsAtCloseTests(EscrowFixture fixture) : EscrowReportTest("escrow/funds-at-close", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.LedgerAsync(
            "E20 C3 2026-03-31 refund 100.00",
            "E21 C3 2026-04-10 refund 20.00",
            "E22 C3 2026-04-11 interest 0.50",
            "E23 C3 2026-05-01 reversal 20.00 of=E21");
    }

    [Fact]
    public async Task Refunds_of_the_closing_day_and_later_ones_stand_apart() =>
        // 200.00 − 75.00 = 125.00 before the refund; 25.00 − 20.00 + 0.50 = 5.50 are left on 30 April.
        Assert.Equal(
            ["C3 | surrogacy | Agency SE | SE | 2026-03-31 | EUR | 125.00 | 100.00 | 25.00 | 20.00 | 0.50 | 5.50"],
            await LinesAsync(("asOf", "2026-04-30")));

    [Fact]
    public async Task A_refund_that_came_back_is_left_over_again() =>
        Assert.Equal(
            ["C3 | surrogacy | Agency SE | SE | 2026-03-31 | EUR | 125.00 | 100.00 | 25.00 | 0.00 | 0.50 | 25.50"],
            await LinesAsync(("asOf", "2026-05-01")));

    [Fact]
    public async Task Before_any_closing_there_is_no_row() => Assert.Empty(await LinesAsync(("asOf", "2026-03-30")));

    [Fact]
    public async Task A_cancelled_case_closes_with_its_cancelling_when_asked_for() =>
        Assert.Equal(
            ["C4 | surrogacy | Agency NW | NW | 2026-02-10 | USD | 10.00 | 0.00 | 10.00 | 0.00 | 0.00 | 10.00"],
            await LinesAsync(("asOf", "2026-03-30"), ("includeCancelled", "true")));

    [Fact]
    public async Task A_cent_missing_from_the_ledger_s_rollup_stops_the_file()
    {
        await (await OwnDatabaseAsync()).ExecuteAsync("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'debit'");

        await Assert.ThrowsAsync<Core.Reports.Engine.ReportDefectException>(() => WriteAsync(TestEngine.Everyone, ("asOf", "2026-04-30")));
    }
}
