using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>
/// Cells: vendor, individual's name, code, category, currency, entries, reversals, cases, disbursements, debits, vendor refunds,
/// net paid, share, mean per entry, first, last.
/// </summary>
public sealed class VendorTransactionsTests(EscrowFixture fixture) : EscrowReportTest("escrow/vendor-transactions", fixture)
{
    private const string Individual =
        "Individual PER | Pat Person | PER | individual | EUR | 1 | 0 | 1 | 0.00 | 75.00 | 0.00 | 75.00 | 1.000000000 | 75.00 | 2026-03-31 | 2026-03-31";

    private static readonly (string, string)[] s_march = [("from", "2026-03-01"), ("to", "2026-03-31")];

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.VendorAsync("OM1", "Omega Insurance", "insurance");
        await seed.VendorAsync("LAW", "Law Firm", "legal");
        await seed.VendorAsync("PER", "Pat Person", "individual");
        await seed.CaseAsync("C1", "NW", "2026-01-10", state: "ID");
        await seed.CaseAsync("C2", "NW", "2026-01-10", state: "ID");
        await seed.CaseAsync("C3", "SE", "2026-01-10", type: "egg_donation", currency: "EUR", state: "WA");
        await seed.CaseAsync("C4", "NW", "2026-01-10");
        await seed.StatusAsync("C4", "2026-03-31 cancelled");
        await seed.LedgerAsync(
            "V00 C1 2026-02-28 disbursement 40.00 vendor=LAW",
            "V01 C1 2026-03-01 disbursement 600.00 vendor=OM1",
            "V02 C2 2026-03-31 debit 150.00 vendor=OM1",
            "V03 C1 2026-03-15 vendor_refund 50.00 vendor=OM1",
            "V04 C1 2026-03-10 disbursement 200.00 vendor=LAW",
            "V05 C1 2026-03-20 reversal 200.00 of=V04",
            "V06 C1 2026-03-02 reversal 40.00 of=V00",
            "V07 C2 2026-03-05 disbursement 100.00",
            "V08 C2 2026-03-05 deduction 9.00",
            "V09 C3 2026-03-31 debit 75.00 vendor=PER",
            "V10 C1 2026-04-01 disbursement 1.00 vendor=OM1",
            "V11 C4 2026-03-31 debit 3.00 vendor=LAW");
    }

    [Fact]
    public async Task Payments_count_net_for_the_vendor_of_the_original_entry()
    {
        // USD: Omega 600 + 150 − 50 = 700, none 100, Law 200 − 200 − 40 = −40; together 760.
        Assert.Equal(
            [
                Individual,
                "Omega Insurance | · | OM1 | insurance | USD | 3 | 0 | 2 | 600.00 | 150.00 | 50.00 | 700.00 | 0.921052632 | 233.33 | 2026-03-01 | 2026-03-31",
                "(no vendor) | · |  | · | USD | 1 | 0 | 1 | 100.00 | 0.00 | 0.00 | 100.00 | 0.131578947 | 100.00 | 2026-03-05 | 2026-03-05",
                "Law Firm | · | LAW | legal | USD | 1 | 2 | 1 | -40.00 | 0.00 | 0.00 | -40.00 | -0.052631579 | -40.00 | 2026-03-02 | 2026-03-20",
            ],
            await LinesAsync(s_march));

        var preview = await PreviewAsync(s_march);
        Assert.Equal(760.00m, Total(preview, "net_paid", "USD"));
        Assert.Equal(1.000000000m, Total(preview, "share", "USD"));
        Assert.Equal(152.00m, Total(preview, "mean_per_entry", "USD")); // 760.00 ÷ (3 + 1 + 1)
        Assert.Equal(75.00m, Total(preview, "net_paid", "EUR"));
    }

    [Fact]
    public async Task Only_reversals_have_no_mean_and_a_zero_sum_no_share()
    {
        Assert.Equal(
            ["Law Firm | · | LAW | legal | USD | 0 | 1 | 1 | -40.00 | 0.00 | 0.00 | -40.00 | 1.000000000 | · | 2026-03-02 | 2026-03-02"],
            await LinesAsync(("from", "2026-03-02"), ("to", "2026-03-02")));
        Assert.Equal(
            ["Law Firm | · | LAW | legal | USD | 1 | 1 | 1 | 0.00 | 0.00 | 0.00 | 0.00 | · | 0.00 | 2026-03-10 | 2026-03-20"],
            await LinesAsync(("from", "2026-03-10"), ("to", "2026-03-20"), ("vendor", "LAW")));
    }

    [Fact]
    public async Task A_cancelled_case_is_in_when_asked_for() =>
        Assert.Contains(
            "Law Firm | · | LAW | legal | USD | 2 | 2 | 2 | -40.00 | 3.00 | 0.00 | -37.00 | -0.048492792 | -18.50 | 2026-03-02 | 2026-03-31",
            await LinesAsync([.. s_march, ("includeCancelled", "true")]));

    [Theory]
    [InlineData("agency", "SE")]
    [InlineData("vendor", "PER")]
    [InlineData("category", "individual")]
    [InlineData("caseType", "egg_donation")]
    [InlineData("state", "WA")]
    [InlineData("currency", "EUR")]
    public async Task Each_filter_leaves_only_its_entries(string parameter, string value) =>
        Assert.Equal([Individual], await LinesAsync([.. s_march, (parameter, value)]));

    [Fact]
    public async Task A_period_without_payments_has_no_rows() => Assert.Empty(await LinesAsync(("from", "2025-03-01"), ("to", "2025-03-31")));

    [Fact]
    public async Task A_scoped_caller_sees_his_agencies_alone_and_the_identity_holds()
    {
        Assert.Equal([Individual], await LinesAsync(OnlySe, s_march));
        Assert.Equal(TieOutState.Green, (await WriteAsync(OnlySe, s_march)).Footer.TieOuts.Single().State);
    }

    [Fact]
    public async Task The_name_of_an_individual_is_masked_without_the_right_to_personal_data()
    {
        var caller = TestEngine.Caller(RowScope.All, Permissions.EscrowFinance);

        Assert.Equal(Individual.Replace("Pat Person", "•••", StringComparison.Ordinal), (await LinesAsync(caller, s_march))[0]);

        var labels = await Engine.Runner.LookupAsync(caller, "escrow/vendor-transactions", "vendor", "", default);
        Assert.Equal(["Individual PER", "Law Firm", "Omega Insurance"], labels.Value!.Select(choice => choice.Label));
    }

    [Theory]
    [InlineData(1, "net_paid", 700.00)]
    [InlineData(1, "vendor_refunds", -50.00)]
    [InlineData(2, "net_paid", 100.00)]
    [InlineData(3, "disbursements", -40.00)]
    public async Task A_figure_leads_to_the_entries_that_make_it(int row, string column, decimal figure)
    {
        var drill = (await PreviewAsync(s_march)).Rows[row].Drills[column];
        var entries = await Engine.PreviewAsync(drill.Key, null, [.. drill.Query.Select(pair => (pair.Key, pair.Value))]);

        Assert.Equal(figure, Total(entries, "amount", "USD"));
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-31")]
    [InlineData("2026-03-02", "2026-03-20")]
    [InlineData("2026-02-28", "2026-04-01")]
    public async Task Vendors_add_up_to_all_payments_of_the_days(string from, string to) =>
        Assert.Equal(TieOutState.Green, (await TieOutAsync("EscrowVendorTotals", ("from", from), ("to", to))).State);

    [Theory]
    [Breaks("EscrowVendorTotals", Harm.All)]
    [InlineData("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'vendor_refund'", "USD", 0.01)]
    [InlineData("delete from escrow.case_month where kind = 'debit' and net_amount = 150.00", "USD", 150.00)]
    [InlineData("update escrow.case_month set net_amount = net_amount * 2 where kind = 'debit' and currency = 'EUR'", "EUR", 75.00)]
    public async Task A_cent_a_missing_line_and_a_doubled_entry_are_found_in_their_month(string damage, string currency, decimal difference)
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync(damage));

        foreach (var to in new[] { "2026-03-31", "2026-04-15" })
        {
            var result = await TieOutAsync("EscrowVendorTotals", ("from", "2026-02-10"), ("to", to));

            Assert.Equal(TieOutState.Red, result.State);
            Assert.Equal([(currency, "2026-03", difference), (currency, "", difference)], result.Differences.Select(found => (found.Currency, found.Place, found.Difference)));
        }
    }

    [Fact]
    public async Task Chosen_vendors_cannot_be_compared_and_the_reason_is_said()
    {
        var result = await TieOutAsync("EscrowVendorTotals", [.. s_march, ("vendor", "OM1")]);

        Assert.Equal(TieOutState.NotApplicable, result.State);
        Assert.Contains("knows no vendors", result.Reason, StringComparison.Ordinal);
    }
}
