using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: month, currency, entries, reversals, gross, reversed, net, mean, median, largest, cases.</summary>
public sealed class MonthlyDepositsTests(EscrowFixture fixture) : EscrowReportTest("escrow/monthly-deposits", fixture)
{
    private static readonly (string, string)[] s_quarter = [("from", "2026-01-01"), ("to", "2026-03-31")];
    private static readonly (string, string)[] s_february = [("from", "2026-02-01"), ("to", "2026-02-28")];

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.LedgerAsync("E12 C1 2026-02-03 deposit 100.00", "E13 C2 2026-02-28 deposit 60.01", "E14 C1 2026-02-03 interest 7.00");
    }

    [Fact]
    public async Task Every_month_counts_its_deposits_and_its_own_reversals()
    {
        // February USD: 500.00 + 100.00 + 60.01 = 660.01; ÷ 3 = 220.0033…; the middle one is 100.00. March: one reversal alone.
        Assert.Equal(
            [
                "2026-01-01 | EUR | 0 | 0 | 0.00 | 0.00 | 0.00 | · | · | · | 0",
                "2026-01-01 | USD | 1 | 0 | 1000.00 | 0.00 | 1000.00 | 1000.00 | 1000.00 | 1000.00 | 1",
                "2026-02-01 | EUR | 1 | 0 | 200.00 | 0.00 | 200.00 | 200.00 | 200.00 | 200.00 | 1",
                "2026-02-01 | USD | 3 | 0 | 660.01 | 0.00 | 660.01 | 220.00 | 100.00 | 500.00 | 2",
                "2026-03-01 | EUR | 0 | 0 | 0.00 | 0.00 | 0.00 | · | · | · | 0",
                "2026-03-01 | USD | 0 | 1 | 0.00 | 500.00 | -500.00 | · | · | · | 1",
            ],
            await LinesAsync(s_quarter));
    }

    [Fact]
    public async Task Totals_are_per_currency_and_the_largest_is_the_greatest_of_all()
    {
        var preview = await PreviewAsync(s_quarter);

        Assert.Equal(1160.01m, Total(preview, "net", "USD"));
        Assert.Equal(1000.00m, Total(preview, "largest", "USD"));
        Assert.Equal(200.00m, Total(preview, "net", "EUR"));
        Assert.Equal(415.0025m, Total(preview, "mean", "USD")); // (1,000.00 + 660.01 + 0) ÷ (1 + 3 + 0)
        Assert.Null(Total(preview, "median", "USD"));
    }

    [Fact]
    public async Task A_cancelled_case_is_in_when_asked_for() =>
        // 1000.00 and 10.00: mean and median are 505.00.
        Assert.Equal(
            ["2026-01-01 | USD | 2 | 0 | 1010.00 | 0.00 | 1010.00 | 505.00 | 505.00 | 1000.00 | 2"],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-01-31"), ("currency", "USD"), ("includeCancelled", "true")));

    [Theory]
    [InlineData("agency", "SE", "2026-02-01 | EUR | 1 | 0 | 200.00 | 0.00 | 200.00 | 200.00 | 200.00 | 200.00 | 1")]
    [InlineData("currency", "EUR", "2026-02-01 | EUR | 1 | 0 | 200.00 | 0.00 | 200.00 | 200.00 | 200.00 | 200.00 | 1")]
    [InlineData("caseType", "egg_donation", "2026-02-01 | USD | 2 | 0 | 560.01 | 0.00 | 560.01 | 280.01 | 280.01 | 500.00 | 1")]
    [InlineData("state", "WA", "2026-02-01 | USD | 2 | 0 | 560.01 | 0.00 | 560.01 | 280.01 | 280.01 | 500.00 | 1")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value, string line) =>
        Assert.Equal([line], await LinesAsync([.. s_february, (parameter, value)]));

    [Fact]
    public async Task The_greatest_amount_that_can_be_stored_is_exact()
    {
        var seed = new EscrowSeed(await OwnDatabaseAsync());
        await seed.AgencyAsync("MAX");
        await seed.CaseAsync("M1", "MAX", "2024-02-01");
        await seed.LedgerAsync("M01 M1 2024-02-29 deposit 9999999999999999.99");

        Assert.Equal(
            ["2024-02-01 | USD | 1 | 0 | 9999999999999999.99 | 0.00 | 9999999999999999.99 | 9999999999999999.99 | 9999999999999999.99 | 9999999999999999.99 | 1"],
            await LinesAsync(("from", "2024-02-01"), ("to", "2024-02-29"), ("agency", "MAX")));
    }

    [Fact]
    public async Task A_scoped_caller_sees_his_agencies_alone() =>
        Assert.Equal(["2026-02-01 | EUR | 1 | 0 | 200.00 | 0.00 | 200.00 | 200.00 | 200.00 | 200.00 | 1"], await LinesAsync(OnlySe, s_february));

    [Fact]
    public async Task All_identities_are_green() =>
        Assert.All(await Engine.TieOutsAsync("escrow/monthly-deposits", s_quarter), result => Assert.Equal(TieOutState.Green, result.State));

    [Theory]
    [Breaks("EscrowKindTotals", Harm.All)]
    [InlineData("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'deposit' and currency = 'EUR'", 0.01, "agency SE, 2026-02, deposit")]
    [InlineData("delete from escrow.case_month where kind = 'deposit' and currency = 'EUR'", 200.00, "agency SE, 2026-02, deposit")]
    [InlineData("update escrow.case_month set net_amount = net_amount * 2, entry_count = 2 where kind = 'deposit' and currency = 'EUR'", 200.00, "agency SE, 2026-02, deposit")]
    public async Task A_cent_a_missing_line_and_a_doubled_entry_are_found_and_placed(string sql, decimal difference, string place)
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync(sql));

        var totals = await TieOutAsync("EscrowKindTotals", s_quarter);
        Assert.Equal((TieOutState.Red, "EUR", difference), (totals.State, Assert.Single(totals.Differences).Currency, totals.Differences[0].Difference));
        Assert.Contains((await TieOutAsync("EscrowAgencyMonths", s_quarter)).Differences, found => found.Place == place && found.Difference == difference);
        var defect = await Assert.ThrowsAsync<ReportDefectException>(() => WriteAsync(TestEngine.Everyone, s_quarter));
        Assert.Contains("net EUR", defect.Message, StringComparison.Ordinal);
    }
}
