using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: month, currency, opening, inflow, outflow, net, closing, cases with a balance, cases below zero, amount below zero.</summary>
public sealed class MonthlyBalanceTests(EscrowFixture fixture) : EscrowReportTest("escrow/monthly-balance", fixture)
{
    private static readonly (string, string)[] s_januaryToApril = [("from", "2026-01-01"), ("to", "2026-04-30")];

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.CaseAsync("C1", "NW", "2026-01-10", state: "ID");
        await seed.CaseAsync("C2", "NW", "2026-01-31", type: "egg_donation", state: "WA");
        await seed.CaseAsync("C3", "SE", "2026-02-01", currency: "EUR", state: "ID");
        await seed.CaseAsync("C4", "NW", "2026-01-15", state: "ID");
        await seed.StatusAsync("C3", "2026-03-31 closed");
        await seed.StatusAsync("C4", "2026-02-10 cancelled");
        await seed.LedgerAsync(
            "E01 C1 2026-01-10 deposit 1000.00",
            "E02 C1 2026-01-31 disbursement 300.00",
            "E03 C4 2026-01-20 deposit 10.00",
            "E04 C1 2026-02-01 deduction 50.00",
            "E05 C1 2026-02-15 disbursement 800.00",
            "E06 C2 2026-02-28 deposit 500.00",
            "E07 C3 2026-02-01 deposit 200.00",
            "E08 C2 2026-03-01 reversal 500.00 of=E06",
            "E09 C1 2026-03-02 reversal 300.00 of=E02",
            "E10 C1 2026-03-31 vendor_refund 20.00",
            "E11 C3 2026-03-31 debit 75.00");
    }

    [Fact]
    public async Task Every_month_of_each_currency_opens_with_what_the_last_one_closed()
    {
        // February: C1 falls to 1000 − 300 − 50 − 800 = −150 and C2 holds 500. March: both reversals count in March.
        Assert.Equal(
            [
                "2026-01-01 | EUR | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0 | 0 | 0.00",
                "2026-01-01 | USD | 0.00 | 1000.00 | 300.00 | 700.00 | 700.00 | 1 | 0 | 0.00",
                "2026-02-01 | EUR | 0.00 | 200.00 | 0.00 | 200.00 | 200.00 | 1 | 0 | 0.00",
                "2026-02-01 | USD | 700.00 | 500.00 | 850.00 | -350.00 | 350.00 | 2 | 1 | -150.00",
                "2026-03-01 | EUR | 200.00 | 0.00 | 75.00 | -75.00 | 125.00 | 1 | 0 | 0.00",
                "2026-03-01 | USD | 350.00 | -480.00 | -300.00 | -180.00 | 170.00 | 1 | 0 | 0.00",
                "2026-04-01 | EUR | 125.00 | 0.00 | 0.00 | 0.00 | 125.00 | 1 | 0 | 0.00",
                "2026-04-01 | USD | 170.00 | 0.00 | 0.00 | 0.00 | 170.00 | 1 | 0 | 0.00",
            ],
            await LinesAsync(s_januaryToApril));
    }

    [Fact]
    public async Task Totals_are_per_currency_and_leave_balances_out()
    {
        var preview = await PreviewAsync(s_januaryToApril);

        Assert.Equal(1020.00m, Total(preview, "inflow", "USD"));
        Assert.Equal(850.00m, Total(preview, "outflow", "USD"));
        Assert.Equal(170.00m, Total(preview, "net", "USD"));
        Assert.Equal(200.00m, Total(preview, "inflow", "EUR"));
        Assert.Null(Total(preview, "closing", "USD"));
    }

    [Fact]
    public async Task A_few_days_stand_for_their_whole_month() =>
        Assert.Equal(
            ["2026-02-01 | USD | 700.00 | 500.00 | 850.00 | -350.00 | 350.00 | 2 | 1 | -150.00"],
            await LinesAsync(("from", "2026-02-10"), ("to", "2026-02-11"), ("currency", "USD")));

    [Fact]
    public async Task Before_the_first_entry_and_after_the_last_there_are_months_without_movement()
    {
        Assert.Equal(
            ["2025-12-01 | EUR | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0 | 0 | 0.00", "2025-12-01 | USD | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0 | 0 | 0.00"],
            await LinesAsync(("from", "2025-12-01"), ("to", "2025-12-31")));
        Assert.Equal(
            ["2027-06-01 | EUR | 125.00 | 0.00 | 0.00 | 0.00 | 125.00 | 1 | 0 | 0.00", "2027-06-01 | USD | 170.00 | 0.00 | 0.00 | 0.00 | 170.00 | 1 | 0 | 0.00"],
            await LinesAsync(("from", "2027-06-01"), ("to", "2027-06-30")));
    }

    [Theory]
    [InlineData("agency", "SE", "2026-02-01 | EUR | 0.00 | 200.00 | 0.00 | 200.00 | 200.00 | 1 | 0 | 0.00")]
    [InlineData("currency", "USD", "2026-02-01 | USD | 700.00 | 500.00 | 850.00 | -350.00 | 350.00 | 2 | 1 | -150.00")]
    [InlineData("caseType", "egg_donation", "2026-02-01 | USD | 0.00 | 500.00 | 0.00 | 500.00 | 500.00 | 1 | 0 | 0.00")]
    [InlineData("state", "WA", "2026-02-01 | USD | 0.00 | 500.00 | 0.00 | 500.00 | 500.00 | 1 | 0 | 0.00")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value, string line) =>
        Assert.Equal([line], await LinesAsync(("from", "2026-02-01"), ("to", "2026-02-28"), (parameter, value)));

    [Fact]
    public async Task A_cancelled_case_is_in_when_asked_for() =>
        Assert.Equal(
            ["2026-02-01 | USD | 710.00 | 500.00 | 850.00 | -350.00 | 360.00 | 3 | 1 | -150.00"],
            await LinesAsync(("from", "2026-02-01"), ("to", "2026-02-28"), ("currency", "USD"), ("includeCancelled", "true")));

    [Fact]
    public async Task The_greatest_amount_that_can_be_stored_is_exact()
    {
        var seed = new EscrowSeed(await OwnDatabaseAsync());
        await seed.AgencyAsync("MAX");
        await seed.CaseAsync("M1", "MAX", "2026-05-01");
        await seed.LedgerAsync("M01 M1 2026-05-31 deposit 9999999999999999.99");

        Assert.Equal(
            ["2026-05-01 | USD | 0.00 | 9999999999999999.99 | 0.00 | 9999999999999999.99 | 9999999999999999.99 | 1 | 0 | 0.00"],
            await LinesAsync(("from", "2026-05-01"), ("to", "2026-05-31"), ("agency", "MAX")));
    }

    [Fact]
    public async Task A_scoped_caller_sees_his_agencies_alone_and_their_identities_hold()
    {
        Assert.Equal(
            ["2026-03-01 | EUR | 200.00 | 0.00 | 75.00 | -75.00 | 125.00 | 1 | 0 | 0.00"],
            await LinesAsync(OnlySe, ("from", "2026-03-01"), ("to", "2026-03-31")));

        var written = await WriteAsync(OnlySe, s_januaryToApril);
        Assert.Equal(["", "EUR"], written.Footer.TieOuts.SelectMany(result => result.Sides).Select(side => side.Currency).Distinct().Order());
        Assert.All(written.Footer.TieOuts, result => Assert.Equal(TieOutState.Green, result.State));
    }

    [Fact]
    public async Task A_month_leads_to_its_kinds_of_entry()
    {
        var drill = (await PreviewAsync([.. s_januaryToApril, ("agency", "NW")])).Rows[1].Drills["inflow"];

        Assert.Equal("escrow/monthly-inflow-outflow", drill.Key);
        Assert.Equal(
            ["agency=NW", "currency=USD", "from=2026-02-01", "to=2026-02-28"],
            drill.Query.Where(pair => pair.Key != "includeCancelled").Select(pair => $"{pair.Key}={pair.Value}").Order());
    }

    [Fact]
    public async Task All_identities_are_green()
    {
        var results = await Engine.TieOutsAsync("escrow/monthly-balance", s_januaryToApril);

        Assert.Equal(["EscrowBalanceChange", "EscrowBalanceContinuity", "EscrowAgencyMonths"], results.Select(result => result.Key));
        Assert.All(results, result => Assert.Equal(TieOutState.Green, result.State));
    }

    [Fact]
    [Breaks("EscrowBalanceChange", Harm.Cent)]
    [Breaks("EscrowBalanceContinuity", Harm.Cent)]
    [Breaks("EscrowAgencyMonths", Harm.Cent)]
    public async Task One_cent_too_much_in_the_rollup_is_found_and_placed()
    {
        await BreakRollupAsync("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'deduction' and month = '2026-02-01'");

        var change = await TieOutAsync("EscrowBalanceChange", s_januaryToApril);
        Assert.Equal(TieOutState.Red, change.State);
        Assert.Equal(0.01m, Assert.Single(change.Differences).Difference);

        var continuity = await TieOutAsync("EscrowBalanceContinuity", s_januaryToApril);
        Assert.Equal(["2026-02", "2026-03", "2026-04"], continuity.Differences.Select(difference => difference.Place));

        var rollup = Assert.Single((await TieOutAsync("EscrowAgencyMonths", s_januaryToApril)).Differences);
        Assert.Equal(("USD", "agency NW, 2026-02, deduction", 0.01m), (rollup.Currency, rollup.Place, rollup.Difference));
    }

    [Fact]
    [Breaks("EscrowBalanceChange", Harm.Missing)]
    [Breaks("EscrowBalanceContinuity", Harm.Missing)]
    [Breaks("EscrowAgencyMonths", Harm.Missing)]
    public async Task A_line_missing_from_the_rollup_is_found_and_placed()
    {
        await BreakRollupAsync("delete from escrow.case_month where kind = 'vendor_refund'");

        Assert.Equal(20.00m, Assert.Single((await TieOutAsync("EscrowBalanceChange", s_januaryToApril)).Differences).Difference);
        Assert.Equal(["2026-03", "2026-04"], (await TieOutAsync("EscrowBalanceContinuity", s_januaryToApril)).Differences.Select(difference => difference.Place));
        Assert.Equal(
            ["USD agency NW, 2026-03, vendor refund 20.00"],
            (await TieOutAsync("EscrowAgencyMonths", s_januaryToApril)).Differences.Select(place => $"{place.Currency} {place.Place} {place.Difference}"));
    }

    [Fact]
    [Breaks("EscrowBalanceChange", Harm.Doubled)]
    [Breaks("EscrowBalanceContinuity", Harm.Doubled)]
    [Breaks("EscrowAgencyMonths", Harm.Doubled)]
    public async Task An_entry_counted_twice_in_the_rollup_is_found()
    {
        await BreakRollupAsync("update escrow.case_month set net_amount = net_amount * 2, entry_count = entry_count * 2 where kind = 'debit'");

        Assert.Equal(75.00m, Assert.Single((await TieOutAsync("EscrowBalanceChange", s_januaryToApril)).Differences).Difference);
        Assert.Equal(
            ["EUR 2026-03 75.00", "EUR 2026-04 75.00"],
            (await TieOutAsync("EscrowBalanceContinuity", s_januaryToApril)).Differences.Select(place => $"{place.Currency} {place.Place} {place.Difference}"));
        Assert.Equal(
            ["EUR agency SE, 2026-03, debit 75.00"],
            (await TieOutAsync("EscrowAgencyMonths", s_januaryToApril)).Differences.Select(place => $"{place.Currency} {place.Place} {place.Difference}"));
    }

    [Fact]
    public async Task A_case_too_many_below_zero_is_found_and_placed()
    {
        await BreakRollupAsync("update escrow.agency_month set negative = negative + 1 where month = '2026-03-01' and agency_code = 'SE'");

        var rollup = Assert.Single((await TieOutAsync("EscrowAgencyMonths", s_januaryToApril)).Differences);
        Assert.Equal(("", "agency SE, cases below zero in EUR", 1m), (rollup.Currency, rollup.Place, rollup.Difference));
    }

    [Fact]
    public async Task A_file_is_refused_when_rollup_and_ledger_disagree()
    {
        await BreakRollupAsync("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'deduction'");

        var defect = await Assert.ThrowsAsync<ReportDefectException>(() => WriteAsync(TestEngine.Everyone, s_januaryToApril));
        Assert.Contains("outflow USD is 850.01, the control query says 850.00", defect.Message, StringComparison.Ordinal);
    }

    // The owner may write the rollup; nobody else can.
    private async Task BreakRollupAsync(string sql) => Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync(sql));
}
