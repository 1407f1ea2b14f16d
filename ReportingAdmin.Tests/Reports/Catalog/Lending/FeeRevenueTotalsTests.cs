using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>The total of the waiver rate.</summary>
public sealed class FeeRevenueTotalsTests() : LendingReportTest("lending/fee-revenue")
{
    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31")];

    // Late: 100 assessed, 10 waived. NSF: none assessed, 50 of September waived. Together 60 ÷ 100, on the page and in the file.
    [Fact]
    public async Task It_counts_what_was_waived_of_a_kind_that_was_not_assessed()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1");
        await Seed.RowsAsync("lending.fee",
            "fee_number=F1 loan=L1 kind=late assessed_on=2026-10-05 amount=100.00", "fee_number=F2 loan=L1 kind=nsf assessed_on=2026-09-05 amount=50.00");
        await Seed.RowsAsync("lending.fee_event",
            "number=E1 fee=F1 kind=waived occurred_on=2026-10-06 amount=10.00", "number=E2 fee=F2 kind=waived occurred_on=2026-10-07 amount=50.00");

        var preview = await Engine.PreviewAsync("lending/fee-revenue", null, s_october);
        var written = await WriteAsync(TestEngine.Everyone, s_october);

        Assert.Equal(0.6m, Total(preview, "waiver_rate", "USD"));
        Assert.Equal(0.6m, written.Footer.Totals.Single().Single().Values[^1]);
    }
}
