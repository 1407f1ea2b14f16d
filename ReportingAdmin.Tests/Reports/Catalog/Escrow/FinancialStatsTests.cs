using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells of the amounts: figure, currency, this period, period before, change, change %; of the counts the unit instead of the currency.</summary>
public sealed class FinancialStatsTests(EscrowFixture fixture) : EscrowReportTest("escrow/financial-stats", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.RequestAsync("R1", "C1", "2026-02-27T08:00:00-07:00", "paid", "9.00", "2026-03-02T08:00:00-07:00");
        await seed.RequestHistoryAsync("R1", "2026-02-27T08:00:00-07:00 submitted", "2026-03-02T08:00:00-07:00 paid");
    }

    private static readonly (string, string)[] s_february = [("from", "2026-02-01"), ("to", "2026-02-28")];

    [Fact]
    public async Task A_period_stands_beside_the_one_before_of_equal_length() =>
        // The 28 days before are 4 to 31 January.
        Assert.Equal(
            [
                "Total held | EUR | 200.00 | 0.00 | 200.00 | ·",
                "Total held | USD | 350.00 | 700.00 | -350.00 | -0.500000000",
                "Net deposits | EUR | 200.00 | 0.00 | 200.00 | ·",
                "Net deposits | USD | 500.00 | 1000.00 | -500.00 | -0.500000000",
                "Disbursements | EUR | 0.00 | 0.00 | 0.00 | ·",
                "Disbursements | USD | 800.00 | 300.00 | 500.00 | 1.666666667",
                "Deductions | EUR | 0.00 | 0.00 | 0.00 | ·",
                "Deductions | USD | 50.00 | 0.00 | 50.00 | ·",
                "Debits | EUR | 0.00 | 0.00 | 0.00 | ·",
                "Debits | USD | 0.00 | 0.00 | 0.00 | ·",
                "Refunds | EUR | 0.00 | 0.00 | 0.00 | ·",
                "Refunds | USD | 0.00 | 0.00 | 0.00 | ·",
            ],
            await LinesAsync(s_february));

    [Fact]
    public async Task Cases_and_requests_are_counted_in_the_same_two_periods() =>
        // C1 and C2 were opened in January, one of them was funded by the 31st. R1 was pending at the end of February.
        Assert.Equal(
            [
                "Cases opened | cases | 1 | 2 | -1 | -0.500000000",
                "Cases closed | cases | 0 | 0 | 0 | ·",
                "Cases open | cases | 3 | 2 | 1 | 0.500000000",
                "Funded % of cases opened | % | 100.0 | 50.0 | 50.0 | ·",
                "Negative balances | cases | 1 | 0 | 1 | ·",
                "Requests pending | requests | 1 | 0 | 1 | ·",
            ],
            await Engine.LinesAsync("escrow/financial-stats", "counts", s_february));

    [Fact]
    public async Task Before_everything_the_funded_share_is_blank_and_the_rest_is_nothing() =>
        Assert.Contains(
            "Funded % of cases opened | % | · | · | · | ·",
            await Engine.LinesAsync("escrow/financial-stats", "counts", ("from", "2025-01-01"), ("to", "2025-01-31")));

    [Theory]
    [Breaks("EscrowHeld", Harm.All)]
    [InlineData("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'disbursement' and month = '2026-01-01'", 0.01)]
    [InlineData("delete from escrow.case_month where kind = 'disbursement' and month = '2026-01-01'", 300.00)]
    [InlineData("update escrow.case_month set net_amount = net_amount * 2 where kind = 'disbursement' and month = '2026-01-01'", 300.00)]
    public async Task A_cent_a_missing_line_and_a_doubled_entry_are_found_on_the_day(string sql, decimal difference)
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync(sql));

        // What the report prints is of the rollup at both ends; the identity's own rollup has January's last day from the ledger.
        var held = await TieOutAsync("EscrowHeld", s_february);
        Assert.Equal(["Total held, period before", "Total held, this period"], held.Differences.Select(found => found.Place).Order());
        Assert.All(held.Differences, found => Assert.Equal(("USD", difference), (found.Currency, found.Difference)));
    }
}
