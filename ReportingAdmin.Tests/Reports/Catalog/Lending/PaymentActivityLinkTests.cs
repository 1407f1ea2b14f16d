using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>Where the received amounts lead.</summary>
public sealed class PaymentActivityLinkTests() : LendingReportTest("lending/payment-activity")
{
    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31"), ("every", "month")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1");
        await Seed.PaymentsAsync(
            "PM1 L1 2026-10-01 50.00 principal=50.00 method=check", "PM2 L1 2026-10-01 30.00 principal=30.00 method=ach", "PM3 L1 2026-10-02 20.00 principal=20.00");
    }

    // Rows: ach 30, check 50, not given 20.
    [Fact]
    public async Task Split_by_method_a_figure_leads_to_the_days_of_its_own_method()
    {
        var preview = await Engine.PreviewAsync("lending/payment-activity", null, [.. s_october, ("byMethod", "true")]);

        Assert.Equal([30m, 50m], [await ReachedAsync(preview, 0), await ReachedAsync(preview, 1)]);
        Assert.Empty(preview.Rows[2].Drills);
    }

    [Fact]
    public async Task Unsplit_it_leads_to_the_days_of_all() =>
        Assert.Equal(100m, await ReachedAsync(await Engine.PreviewAsync("lending/payment-activity", null, s_october), 0));

    private async Task<decimal?> ReachedAsync(ReportingAdmin.Core.Reports.Engine.Running.ReportPreview preview, int row)
    {
        var target = preview.Rows[row].Drills["received_amount"];
        return Total(await Engine.PreviewAsync(target.Key, null, [.. target.Query.Select(pair => (pair.Key, pair.Value))]), "received_amount", "USD");
    }
}
