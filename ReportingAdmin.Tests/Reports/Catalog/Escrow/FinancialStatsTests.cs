using ReportingAdmin.Core.Reports.Engine;
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
        // Its history begins on 5 February: on 31 January it was submitted and no more. Of R9 no history is recorded.
        await seed.RequestAsync("R8", "C1", "2026-01-13T08:00:00-07:00", "paid", "2.00", "2026-02-05T08:00:00-07:00");
        await seed.RequestHistoryAsync("R8", "2026-02-05T08:00:00-07:00 paid");
        await seed.RequestAsync("R9", "C1", "2026-03-10T08:00:00-07:00", "approved", "1.00");
        await seed.LedgerAsync("E12 C3 2026-03-31 refund 25.00");
    }

    private static readonly (string, string)[] s_february = [("from", "2026-02-01"), ("to", "2026-02-28")];
    private static readonly (string, string)[] s_march = [("from", "2026-03-01"), ("to", "2026-03-31")];

    private static readonly string[] s_euros =
    [
        "Total held | EUR | 100.00 | 200.00 | -100.00 | -0.500000000",
        "Net deposits | EUR | 0.00 | 200.00 | -200.00 | -1.000000000",
        "Disbursements | EUR | 0.00 | 0.00 | 0.00 | ·",
        "Deductions | EUR | 0.00 | 0.00 | 0.00 | ·",
        "Debits | EUR | 75.00 | 0.00 | 75.00 | ·",
        "Refunds | EUR | 25.00 | 0.00 | 25.00 | ·",
    ];

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
        // C1 and C2 were opened in January, one of them was funded by the 31st. R1 was pending at the end of February, R8 at that of January.
        Assert.Equal(
            [
                "Cases opened | cases | 1 | 2 | -1 | -0.500000000",
                "Cases closed | cases | 0 | 0 | 0 | ·",
                "Cases open | cases | 3 | 2 | 1 | 0.500000000",
                "Funded % of cases opened | % | 100 | 50 | 50 | ·",
                "Negative balances | cases | 1 | 0 | 1 | ·",
                "Requests pending | requests | 1 | 1 | 0 | 0.000000000",
            ],
            await Engine.LinesAsync("escrow/financial-stats", "counts", s_february));

    // Of C1, C2 and C9, opened in January, only C1 was funded by its end: 1 ÷ 3.
    [Fact]
    public async Task A_funded_share_of_thirds_keeps_its_decimals()
    {
        await new EscrowSeed(await OwnDatabaseAsync()).CaseAsync("C9", "NW", "2026-01-20");

        Assert.Equal(
            "Funded % of cases opened | % | 33.3333333 | · | · | ·",
            (await Engine.LinesAsync("escrow/financial-stats", "counts", ("from", "2026-01-01"), ("to", "2026-01-31")))[3]);
        Assert.Equal(TieOutState.Green, (await TieOutAsync("FinancialCounts", ("from", "2026-01-01"), ("to", "2026-01-31"))).State);
    }

    [Fact]
    public async Task Before_everything_the_funded_share_is_blank_and_the_rest_is_nothing() =>
        Assert.Equal(
            [
                "Cases opened | cases | 0 | 0 | 0 | ·",
                "Cases closed | cases | 0 | 0 | 0 | ·",
                "Cases open | cases | 0 | 0 | 0 | ·",
                "Funded % of cases opened | % | · | · | · | ·",
                "Negative balances | cases | 0 | 0 | 0 | ·",
                "Requests pending | requests | 0 | 0 | 0 | ·",
            ],
            await Engine.LinesAsync("escrow/financial-stats", "counts", ("from", "2025-01-01"), ("to", "2025-01-31")));

    [Fact]
    public async Task Charges_refunds_and_reversals_count_in_their_own_month() =>
        // The 31 days before are 29 January to 28 February. In dollars March took back a deposit of 500.00 and a payment of 300.00.
        Assert.Equal(
            [
                s_euros[0],
                "Total held | USD | 170.00 | 350.00 | -180.00 | -0.514285714",
                s_euros[1],
                "Net deposits | USD | -500.00 | 500.00 | -1000.00 | -2.000000000",
                s_euros[2],
                "Disbursements | USD | -300.00 | 1100.00 | -1400.00 | -1.272727273",
                s_euros[3],
                "Deductions | USD | 0.00 | 50.00 | -50.00 | -1.000000000",
                s_euros[4],
                "Debits | USD | 0.00 | 0.00 | 0.00 | ·",
                s_euros[5],
                "Refunds | USD | 0.00 | 0.00 | 0.00 | ·",
            ],
            await LinesAsync(s_march));

    [Fact]
    public async Task A_closing_and_a_period_without_an_opening_are_counted() =>
        // C2 and C3 were opened from 29 January on and funded on 28 February. R1 was pending then, R9 is at the end of March.
        Assert.Equal(
            [
                "Cases opened | cases | 0 | 2 | -2 | -1.000000000",
                "Cases closed | cases | 1 | 0 | 1 | ·",
                "Cases open | cases | 2 | 3 | -1 | -0.333333333",
                "Funded % of cases opened | % | · | 100 | · | ·",
                "Negative balances | cases | 0 | 1 | -1 | -1.000000000",
                "Requests pending | requests | 1 | 1 | 0 | 0.000000000",
            ],
            await Engine.LinesAsync("escrow/financial-stats", "counts", s_march));

    [Fact]
    public async Task What_a_month_has_after_the_last_day_does_not_count()
    {
        // The eleven days before are 30 January to 9 February.
        (string, string)[] asked = [("from", "2026-02-10"), ("to", "2026-02-20")];

        Assert.Equal(
            [
                "Total held | EUR | 200.00 | 200.00 | 0.00 | 0.000000000",
                "Total held | USD | -150.00 | 650.00 | -800.00 | -1.230769231",
                "Net deposits | EUR | 0.00 | 200.00 | -200.00 | -1.000000000",
                "Net deposits | USD | 0.00 | 0.00 | 0.00 | ·",
                "Disbursements | EUR | 0.00 | 0.00 | 0.00 | ·",
                "Disbursements | USD | 800.00 | 300.00 | 500.00 | 1.666666667",
                "Deductions | EUR | 0.00 | 0.00 | 0.00 | ·",
                "Deductions | USD | 0.00 | 50.00 | -50.00 | -1.000000000",
                "Debits | EUR | 0.00 | 0.00 | 0.00 | ·",
                "Debits | USD | 0.00 | 0.00 | 0.00 | ·",
                "Refunds | EUR | 0.00 | 0.00 | 0.00 | ·",
                "Refunds | USD | 0.00 | 0.00 | 0.00 | ·",
            ],
            await LinesAsync(asked));
        Assert.Equal(TieOutState.Green, (await TieOutAsync("EscrowHeld", asked)).State);
    }

    [Theory]
    [InlineData("agency", "SE")]
    [InlineData("currency", "EUR")]
    public async Task Each_filter_leaves_only_its_amounts(string parameter, string value) =>
        Assert.Equal(s_euros, await LinesAsync([.. s_march, (parameter, value)]));

    [Theory]
    [InlineData("caseType", "egg_donation")]
    [InlineData("state", "WA")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value) =>
        // C2: its deposit of 28 February was taken back on 1 March.
        Assert.Equal(
            ["Total held | USD | 0.00 | 500.00 | -500.00 | -1.000000000", "Net deposits | USD | -500.00 | 500.00 | -1000.00 | -2.000000000"],
            (await LinesAsync([.. s_march, (parameter, value)])).Take(2));

    [Fact]
    public async Task A_cancelled_case_is_in_when_asked_for_and_a_scoped_caller_sees_his_own()
    {
        // With the 10.00 of C4: 360 and 710, −350 ÷ 710.
        Assert.Equal("Total held | USD | 360.00 | 710.00 | -350.00 | -0.492957746", (await LinesAsync([.. s_february, ("includeCancelled", "true")]))[1]);
        Assert.Equal(s_euros, await LinesAsync(OnlySe, s_march));
    }

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
