using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Reports by month print the months that their figures are of.</summary>
public sealed class WholeMonthsTests(EscrowFixture fixture) : EscrowReportTest("escrow/monthly-balance", fixture)
{
    protected override Task SeedAsync(EscrowSeed seed) => seed.BookAsync();

    [Theory]
    [InlineData("escrow/agency-cases")]
    [InlineData("escrow/base-compensation-trend")]
    [InlineData("escrow/case-monthly-balance")]
    [InlineData("escrow/case-types-by-month")]
    [InlineData("escrow/monthly-activity")]
    [InlineData("escrow/monthly-allowance-trend")]
    [InlineData("escrow/monthly-balance")]
    [InlineData("escrow/monthly-debits")]
    [InlineData("escrow/monthly-deductions")]
    [InlineData("escrow/monthly-deposits")]
    [InlineData("escrow/monthly-inflow-outflow")]
    [InlineData("escrow/state-monthly-balance")]
    public async Task A_period_of_days_is_printed_as_the_months_it_lies_in(string key)
    {
        var preview = await Engine.PreviewAsync(key, null, ("from", "2026-02-10"), ("to", "2026-03-20"));

        Assert.Equal("1 Feb – 31 Mar 2026", preview.Parameters.Single(parameter => parameter.Name == "period").Resolved);
    }
}
