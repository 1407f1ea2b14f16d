using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>The entries behind the fee revenue of October: fees of two loans in dollars, of two portfolios, and one in euros.</summary>
public sealed class FeeEntriesTests() : LendingReportTest("lending/fee-entries")
{
    private const string Revenue = "lending/fee-revenue";

    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P2");
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.RowsAsync("lending.fee",
            "fee_number=F1 loan=L1 kind=late assessed_on=2026-09-16 amount=40.00",
            "fee_number=F2 loan=L1 kind=late assessed_on=2026-10-16 amount=30.00",
            "fee_number=F3 loan=L2 kind=late assessed_on=2026-10-31 amount=20.00",
            "fee_number=F4 loan=L2 kind=nsf assessed_on=2026-10-05 amount=25.00",
            "fee_number=F5 loan=E1 kind=nsf assessed_on=2026-10-01 amount=7.00",
            "fee_number=F6 loan=L1 kind=late assessed_on=2026-11-01 amount=1.00");
        await Seed.RowsAsync("lending.fee_event",
            "number=E1 fee=F1 kind=collected occurred_on=2026-09-30 amount=40.00",
            "number=E2 fee=F1 kind=collection_reversed occurred_on=2026-10-02 amount=40.00",
            "number=E3 fee=F1 kind=charged_off occurred_on=2026-10-30 amount=15.00",
            "number=E4 fee=F2 kind=waived occurred_on=2026-10-20 amount=10.00",
            "number=E5 fee=F2 kind=collected occurred_on=2026-10-31 amount=20.00",
            "number=E6 fee=F4 kind=collected occurred_on=2026-10-06 amount=25.00",
            "number=E7 fee=F4 kind=refunded occurred_on=2026-10-08 amount=5.00");
    }

    // Late fees are revenue when assessed here; 45 of them are open after October: 30 + 20 − 10 − 20 + 40 − 15.
    [Fact]
    public async Task Each_entry_says_what_it_adds_to_revenue_and_to_what_is_open() =>
        Assert.Equal(
            [
                "E2 | collection reversed | L1 | 40.00 | 0.00 | 40.00", "F2 | assessed | L1 | 30.00 | 30.00 | 30.00", "E4 | waived | L1 | 10.00 | -10.00 | -10.00",
                "E3 | charged off | L1 | 15.00 | 0.00 | -15.00", "E5 | collected | L1 | 20.00 | 0.00 | -20.00", "F3 | assessed | L2 | 20.00 | 20.00 | 20.00",
            ],
            await LinesAsync("entries", "number entry loan_number amount revenue open", [.. s_october, ("kind", "late")]));

    [Fact]
    public async Task A_kind_recognised_when_collected_adds_to_revenue_when_it_is_paid() =>
        Assert.Equal(
            ["F4 | NSF | 0.00", "E6 | NSF | 25.00", "E7 | NSF | -5.00"],
            await LinesAsync("entries", "number kind revenue", [.. s_october, ("kind", "nsf"), ("currency", "USD"), ("collectedKinds", "nsf")]));

    // Rows: late, NSF in EUR, NSF in USD. The days asked for are those of a part of October, which the summary widens.
    [Theory]
    [InlineData("fees", null, "2: F2 F3; 1: F5; 1: F4")]
    [InlineData("assessed", "amount", "50.00: F2 F3; 7.00: F5; 25.00: F4")]
    [InlineData("waived", "amount", "10.00: E4; 0.00:; 0.00:")]
    [InlineData("collected", "amount", "20.00: E5; 0.00:; 25.00: E6")]
    [InlineData("collection_reversed", "amount", "40.00: E2; 0.00:; 0.00:")]
    [InlineData("refunded", "amount", "0.00:; 0.00:; 5.00: E7")]
    [InlineData("charged_off", "amount", "15.00: E3; 0.00:; 0.00:")]
    [InlineData("net_revenue", "revenue", "40.00: F2 E4 F3; 7.00: F5; 20.00: F4 E7")]
    public async Task A_figure_of_a_kind_leads_to_its_entries(string column, string? sum, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(
                TestEngine.Everyone, await Engine.PreviewAsync(Revenue, null, ("from", "2026-10-10"), ("to", "2026-10-20")), column, "number", sum)));

    // Of the late fees F1 is open with 40 − 40 + 40 − 15, F3 with 20; F2 is not. F5 is open in euros, F4 was paid and refunded in part.
    [Fact]
    public async Task What_is_outstanding_leads_to_all_entries_of_the_open_fees()
    {
        Assert.Equal(["45.00: F1 E1 E2 E3 F3"], await OutstandingAsync(TestEngine.Everyone, ("kind", "late")));
        Assert.Equal(["7.00: F5"], await OutstandingAsync(TestEngine.Everyone, ("currency", "EUR")));
        Assert.Equal(["20.00: F3"], await OutstandingAsync(OnlyP2, ("kind", "late")));
        Assert.DoesNotContain("outstanding", Assert.Single((await Engine.PreviewAsync(Revenue, null, [.. s_october, ("kind", "nsf"), ("currency", "USD")])).Rows).Drills.Keys);

        async Task<IReadOnlyList<string>> OutstandingAsync(ReportingAdmin.Core.Access.Caller caller, (string, string) filter) =>
            await Engine.LedAsync(caller, await Engine.PreviewAsync(caller, Revenue, null, [.. s_october, filter]), "outstanding", "number", "open");
    }

    [Fact]
    public async Task Open_fees_are_those_of_the_last_day_whatever_came_later_or_before() =>
        Assert.Equal(
            ["", "F1 E1 E2", "F1 E1 E2 F2", "F1 E1 F5 E2 E3 F3 F6"],
            [
                await OpenOnAsync("2026-09-30"), await OpenOnAsync("2026-10-02", "late"), await OpenOnAsync("2026-10-16", "late"),
                await OpenOnAsync("2030-01-31"),
            ]);

    [Fact]
    public async Task Revenue_when_collected_leads_to_the_collections()
    {
        var preview = await Engine.PreviewAsync(Revenue, null, [.. s_october, ("kind", "late"), ("collectedKinds", "late")]);

        Assert.Equal(["-20.00: E2 E5"], await Engine.LedAsync(TestEngine.Everyone, preview, "net_revenue", "number", "revenue"));
    }

    [Fact]
    public async Task Each_month_leads_to_its_own_entries()
    {
        var preview = await Engine.PreviewAsync(Revenue, null, ("from", "2026-09-01"), ("to", "2026-11-30"), ("kind", "late"));

        Assert.Equal(["40.00: F1", "50.00: F2 F3", "1.00: F6"], await Engine.LedAsync(TestEngine.Everyone, preview, "assessed", "number", "amount"));
    }

    [Fact]
    public async Task A_scoped_caller_is_led_to_the_fees_of_his_loans() =>
        Assert.Equal(["20.00: F3", "25.00: F4"], await Engine.LedAsync(OnlyP2, await Engine.PreviewAsync(OnlyP2, Revenue, null, s_october), "assessed", "number", "amount"));

    private async Task<string> OpenOnAsync(string day, string? kind = null) => string.Join(' ', await LinesAsync(
        "entries", "number", [("from", day), ("to", day), ("openFees", "true"), .. kind is null ? Array.Empty<(string, string)>() : [("kind", kind)]]));

    [Fact]
    public async Task Who_may_not_see_single_loans_has_no_link() =>
        Assert.All((await Engine.PreviewAsync(NoLoans, Revenue, null, s_october)).Rows, row => Assert.Empty(row.Drills));
}
