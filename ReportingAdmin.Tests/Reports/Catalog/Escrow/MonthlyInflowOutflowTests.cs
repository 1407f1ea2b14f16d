using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>
/// Cells: month, currency, inflow, outflow, net, balance; then opening, deposits, interest, transfers in, vendor refunds,
/// adjustments in; then deductions, debits, disbursements, refunds, transfers out, adjustments out.
/// </summary>
public sealed class MonthlyInflowOutflowTests(EscrowFixture fixture) : EscrowReportTest("escrow/monthly-inflow-outflow", fixture)
{
    private const string Zeros = "0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00";

    private static readonly (string, string)[] s_firstQuarter = [("from", "2026-01-01"), ("to", "2026-03-31")];

    // Amounts are powers of two, so that a kind in the wrong column shows in every sum.
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.AgencyAsync("CX");
        await seed.CaseAsync("C1", "NW", "2026-01-01", state: "ID");
        await seed.CaseAsync("C2", "SE", "2026-01-05", type: "egg_donation", currency: "EUR", state: "WA");
        await seed.CaseAsync("C3", "CX", "2026-01-05");
        await seed.StatusAsync("C3", "2026-05-01 cancelled");
        await seed.LedgerAsync(
            "I1 C1 2026-01-31 opening 1.00",
            "I2 C1 2026-01-31 deposit 2.00",
            "I3 C1 2026-01-31 interest 4.00",
            "I4 C1 2026-01-31 transfer_in 8.00",
            "I5 C1 2026-01-31 vendor_refund 16.00",
            "I6 C1 2026-01-31 adjustment_in 32.00",
            "O1 C1 2026-01-31 deduction 64.00",
            "O2 C1 2026-01-31 debit 128.00",
            "O3 C1 2026-01-31 disbursement 256.00",
            "O4 C1 2026-01-31 refund 512.00",
            "O5 C1 2026-01-31 transfer_out 1024.00",
            "O6 C1 2026-01-31 adjustment_out 2048.00",
            "R1 C1 2026-03-01 reversal 2.00 of=I2",
            "R2 C1 2026-03-01 reversal 100.00 of=O3",
            "R3 C1 2026-03-31 reversal 156.00 of=O3",
            "D1 C2 2026-02-28 deposit 5.50",
            "D2 C3 2026-01-10 deposit 7.00");
    }

    [Fact]
    public async Task Each_kind_has_its_column_and_a_reversal_counts_in_it_in_its_own_month()
    {
        Assert.Equal(
            [
                $"2026-01-01 | EUR | 0.00 | 0.00 | 0.00 | 0.00 | {Zeros}",
                "2026-01-01 | USD | 63.00 | 4032.00 | -3969.00 | -3969.00 | 1.00 | 2.00 | 4.00 | 8.00 | 16.00 | 32.00 | 64.00 | 128.00 | 256.00 | 512.00 | 1024.00 | 2048.00",
                "2026-02-01 | EUR | 5.50 | 0.00 | 5.50 | 5.50 | 0.00 | 5.50 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00",
                $"2026-02-01 | USD | 0.00 | 0.00 | 0.00 | -3969.00 | {Zeros}",
                $"2026-03-01 | EUR | 0.00 | 0.00 | 0.00 | 5.50 | {Zeros}",
                "2026-03-01 | USD | -2.00 | -256.00 | 254.00 | -3715.00 | 0.00 | -2.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | -256.00 | 0.00 | 0.00 | 0.00",
            ],
            await LinesAsync(s_firstQuarter));
    }

    [Fact]
    public async Task Totals_add_the_flows_and_not_the_balance()
    {
        var preview = await PreviewAsync(s_firstQuarter);

        Assert.Equal(61.00m, Total(preview, "inflow", "USD"));
        Assert.Equal(3776.00m, Total(preview, "outflow", "USD"));
        Assert.Equal(-3715.00m, Total(preview, "net", "USD"));
        Assert.Equal(0.00m, Total(preview, "disbursements", "USD"));
        Assert.Null(Total(preview, "balance", "USD"));
    }

    [Theory]
    [InlineData("agency", "SE")]
    [InlineData("caseType", "egg_donation")]
    [InlineData("state", "WA")]
    [InlineData("currency", "EUR")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value) =>
        Assert.Equal(
            ["2026-02-01 | EUR | 5.50 | 0.00 | 5.50 | 5.50 | 0.00 | 5.50 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00"],
            await LinesAsync(("from", "2026-02-01"), ("to", "2026-02-28"), (parameter, value)));

    [Fact]
    public async Task Cancelled_cases_are_no_rows_until_they_are_asked_for()
    {
        Assert.Empty(await LinesAsync([.. s_firstQuarter, ("agency", "CX")]));
        Assert.Equal(
            ["2026-01-01 | USD | 7.00 | 0.00 | 7.00 | 7.00 | 0.00 | 7.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00"],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-01-31"), ("agency", "CX"), ("includeCancelled", "true")));
    }

    [Fact]
    public async Task A_scoped_caller_sees_his_agencies_alone() =>
        Assert.Equal(
            [$"2026-01-01 | EUR | 0.00 | 0.00 | 0.00 | 0.00 | {Zeros}"],
            await LinesAsync(OnlySe, ("from", "2026-01-01"), ("to", "2026-01-31")));

    [Fact]
    public async Task A_payment_figure_leads_to_the_entries_that_make_it_and_one_of_nothing_nowhere()
    {
        var march = (await PreviewAsync(s_firstQuarter)).Rows[5];
        var drill = march.Drills["disbursements"];
        var entries = await Engine.PreviewAsync(drill.Key, null, [.. drill.Query.Select(pair => (pair.Key, pair.Value))]);

        Assert.Equal("escrow/payee-transactions", drill.Key);
        Assert.Equal(-256.00m, Total(entries, "amount", "USD"));
        Assert.Equal("balance deposits disbursements inflow outflow", string.Join(' ', march.Drills.Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task All_identities_are_green_and_one_cent_makes_them_red()
    {
        var db = await OwnDatabaseAsync();
        var before = await Engine.TieOutsAsync("escrow/monthly-inflow-outflow", s_firstQuarter);
        Assert.Equal(["EscrowBalanceChange", "EscrowBalanceContinuity", "EscrowAgencyMonths"], before.Select(result => result.Key));
        Assert.All(before, result => Assert.Equal(TieOutState.Green, result.State));

        await db.ExecuteAsync("update escrow.case_month set net_amount = net_amount - 0.01 where kind = 'interest'");

        Assert.All(
            await Engine.TieOutsAsync("escrow/monthly-inflow-outflow", s_firstQuarter),
            result => Assert.Equal((TieOutState.Red, 0.01m), (result.State, result.Differences[0].Difference)));
    }
}
