using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>
/// Each money figure leads to exactly its entries. The amounts of the entries are what payees received, so that a figure of
/// money in is their sum with the sign turned.
/// </summary>
public sealed class LinksToEntriesTests(EscrowFixture fixture) : EscrowReportTest("escrow/payee-transactions", fixture)
{
    private static readonly (string, string)[] s_february = [("from", "2026-02-01"), ("to", "2026-02-28")];

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.StaffAsync("ANA", "Ana Sample");
        await seed.CaseAsync("C5", "SE", "2026-02-01", staff: "ANA");
        await seed.LedgerAsync(
            "F1 C5 2026-02-03 deposit 900.00",
            "F2 C5 2026-02-04 deduction 30.00",
            "F3 C5 2026-02-20 deposit 60.00 method=corporate_card",
            "F4 C5 2026-02-21 debit 25.00 method=corporate_card",
            "F5 C5 2026-02-22 reversal 25.00 of=F4",
            "F6 C5 2026-03-10 refund 100.00",
            "F7 C5 2026-03-11 refund 200.00",
            "F8 C5 2026-03-12 refund 300.00",
            "F9 C5 2026-03-12 debit 5.00");
        await seed.StatusAsync("C5", "2026-03-11 closed");
    }

    [Theory]
    [InlineData("escrow/monthly-deposits", null, "net", "2026-02-01 | USD", "F1 F3 E06", -1460)]
    [InlineData("escrow/monthly-deductions", null, "net", "2026-02-01 | USD", "E04 F2", 80)]
    [InlineData("escrow/monthly-debits", null, "net", "2026-02-01 | USD", "F4 F5", 0)]
    [InlineData("escrow/monthly-inflow-outflow", null, "inflow", "2026-02-01 | USD", "F1 F3 E06", -1460)]
    [InlineData("escrow/monthly-inflow-outflow", null, "outflow", "2026-02-01 | USD", "E04 F2 E05 F4 F5", 880)]
    [InlineData("escrow/state-monthly-balance", null, "outflow", "ID | 2026-02-01 | USD", "E04 E05", 850)]
    [InlineData("escrow/state-monthly-balance", null, "inflow", "WA | 2026-02-01 | USD", "E06", -500)]
    [InlineData("escrow/monthly-inflow-outflow", null, "deposits", "2026-02-01 | USD", "F1 F3 E06", -1460)]
    [InlineData("escrow/monthly-inflow-outflow", null, "deductions", "2026-02-01 | USD", "E04 F2", 80)]
    [InlineData("escrow/case-monthly-balance", null, "inflow", "C5", "F1 F3", -960)]
    [InlineData("escrow/case-monthly-balance", null, "outflow", "C1", "E04 E05", 850)]
    [InlineData("escrow/financial-stats", "amounts", "value", "Net deposits | USD", "F1 F3 E06", -1460)]
    [InlineData("escrow/financial-stats", "amounts", "value", "Deductions | USD", "E04 F2", 80)]
    [InlineData("escrow/sales", null, "net_deposits", "Agency SE | SE | Ana Sample", "F1 F3", -960)]
    [InlineData("escrow/sales", null, "net_deductions", "Agency SE | SE | Ana Sample", "F2", 30)]
    [InlineData("escrow/sales-by-agency", null, "net_deposits", "Agency NW | NW | USD", "E06", -500)]
    [InlineData("escrow/corporate-card-agencies", null, "net", "Agency SE | SE | USD", "F3 F4 F5", -60)]
    public async Task A_figure_of_february_leads_to_its_entries(string key, string? section, string column, string row, string entries, int paid)
    {
        var preview = await Engine.PreviewAsync(key, section, s_february);
        await FollowAsync(preview, row, column, entries, paid);
    }

    [Fact]
    public async Task A_period_of_days_leads_to_the_entries_of_these_days()
    {
        var preview = await Engine.PreviewAsync("escrow/financial-stats", "amounts", ("from", "2026-02-04"), ("to", "2026-02-20"));

        await FollowAsync(preview, "Net deposits | USD", "value", "F3", -60);
        await FollowAsync(preview, "Disbursements | USD", "value", "E05", 800);
        Assert.Empty(Row(preview, "Total held | USD").Drills);
    }

    // The debit F4 and its reversal F5 come to nothing: their month says that there are two entries and leads to them, the
    // statistics cannot tell them from none. In January there was none.
    [Fact]
    public async Task A_figure_of_nothing_leads_nowhere_unless_its_row_has_entries_all_the_same()
    {
        var stats = await Engine.PreviewAsync("escrow/financial-stats", "amounts", s_february);
        var months = await Engine.PreviewAsync("escrow/monthly-debits", null, ("from", "2026-01-01"), ("to", "2026-02-28"));

        Assert.Empty(Row(stats, "Debits | USD").Drills);
        Assert.Empty(Row(months, "2026-01-01 | USD").Drills);
        Assert.Equal(["net"], Row(months, "2026-02-01 | USD").Drills.Keys);
    }

    [Fact]
    public async Task The_last_month_of_a_cumulative_report_ends_with_the_day() =>
        await FollowAsync(await Engine.PreviewAsync("escrow/incoming-deposits", null, ("through", "2026-02-15")), "2026-02-01 | USD", "net", "F1", -900);

    [Fact]
    public async Task Refunds_of_the_closing_day_and_those_after_it_are_listed_apart()
    {
        // C5 was closed on 11 March: 200 that day, 300 after it; 100 the day before and the debit of 5 are neither.
        var preview = await Engine.PreviewAsync("escrow/funds-at-close", null, ("asOf", "2026-03-31"));
        await FollowAsync(preview, "C5", "refunds_that_day", "F7", 200);
        await FollowAsync(preview, "C5", "refunded_after", "F8", 300);
        await FollowAsync(preview, "C5", "other_after", "F9", 5);

        // On the closing day itself nothing comes after it.
        var thatDay = await Engine.PreviewAsync("escrow/funds-at-close", null, ("asOf", "2026-03-11"));
        Assert.DoesNotContain("refunded_after", Row(thatDay, "C5").Drills.Keys);
    }

    [Fact]
    public async Task Closed_cases_of_the_averages_are_those_of_the_funds_at_close()
    {
        // C3 in euros and C5 in dollars are closed.
        var preview = await Engine.PreviewAsync("escrow/case-averages", null, ("asOf", "2026-03-31"));
        var drill = Row(preview, "(all types) | USD").Drills["closed_cases"];

        Assert.Equal("C5", Assert.Single(await TargetAsync(drill))[..2]);
    }

    [Fact]
    public async Task A_case_without_funds_leads_to_its_reversed_deposit()
    {
        // C2's deposit of 500 was reversed on 1 March.
        var preview = await Engine.PreviewAsync("escrow/never-funded", null, ("asOf", "2026-03-31"));

        await FollowAsync(preview, "C2", "deposit_reversed", "E06 E08", 0);
    }

    [Fact]
    public async Task Balances_without_a_state_lead_nowhere_and_those_of_a_state_to_its_cases()
    {
        var preview = await Engine.PreviewAsync("escrow/state-monthly-balance", null, s_february);

        Assert.Empty(Row(preview, "(no state) | 2026-02-01 | USD").Drills);
        Assert.Equal(["C1"], (await TargetAsync(Row(preview, "ID | 2026-02-01 | USD").Drills["closing"])).Select(line => line[..2]));
    }

    [Theory]
    [InlineData("escrow/monthly-balance", "closing")]
    [InlineData("escrow/monthly-inflow-outflow", "balance")]
    public async Task A_balance_leads_to_those_of_its_cases(string key, string column)
    {
        // C1 is 150 below zero, C2 has 500, C5 930: deposits of 960 less a deduction of 30; its debit of 25 was reversed.
        var preview = await Engine.PreviewAsync(key, null, s_february);
        var row = Row(preview, "2026-02-01 | USD");
        var balances = (await TargetAsync(row.Drills[column])).Select(line => line.Split(" | ")).ToList();

        Assert.Equal(["C1 -150.00", "C2 500.00", "C5 930.00"], balances.Select(cells => $"{cells[0]} {cells[10]}"));
        Assert.Equal(1280.00m, row.Cells[preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column)]);
    }

    private static PreviewRow Row(ReportPreview preview, string start)
    {
        var place = TestEngine.Lines(preview).ToList().FindIndex(line => line.StartsWith(start, StringComparison.Ordinal));
        Assert.True(place >= 0, string.Join('\n', TestEngine.Lines(preview)));
        return preview.Rows[place];
    }

    private async Task FollowAsync(ReportPreview preview, string row, string column, string entries, decimal paid)
    {
        var lines = await TargetAsync(Row(preview, row).Drills[column]);

        Assert.Equal(entries, string.Join(' ', lines.Select(line => line.Split(" | ")[1])));
        Assert.Equal(paid, lines.Sum(line => decimal.Parse(line.Split(" | ")[12], System.Globalization.CultureInfo.InvariantCulture)));
    }

    // Written too, so that the control query of the target must agree.
    private async Task<IReadOnlyList<string>> TargetAsync(DrillTarget drill)
    {
        (string, string)[] parameters = [.. drill.Query.Select(pair => (pair.Key, pair.Value))];
        await Engine.WriteAsync(TestEngine.Everyone, TestEngine.Request(drill.Key, parameters), new Core.Reports.Output.Json.JsonReportWriter());
        return await Engine.LinesAsync(drill.Key, null, parameters);
    }
}
