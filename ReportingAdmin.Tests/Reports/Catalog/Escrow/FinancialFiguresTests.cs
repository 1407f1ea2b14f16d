using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>What financial statistics print, against figures made in another way.</summary>
public sealed class FinancialFiguresTests(EscrowFixture fixture) : EscrowReportTest("escrow/financial-stats", fixture)
{
    private static readonly (string, string)[] s_february = [("from", "2026-02-01"), ("to", "2026-02-28")];

    protected override Task SeedAsync(EscrowSeed seed) => seed.BookAsync();

    [Theory]
    [InlineData("2026-02-01", "2026-02-28")]
    [InlineData("2026-02-10", "2026-03-05")]
    [InlineData("2026-01-31", "2026-01-31")]
    [InlineData("2020-01-01", "2020-01-31")]
    public async Task Amounts_and_counts_of_any_days_agree(string from, string to) =>
        Assert.All(await Engine.TieOutsAsync("escrow/financial-stats", ("from", from), ("to", to)), result => Assert.Equal(TieOutState.Green, result.State));

    [Fact]
    public async Task The_figures_that_the_report_prints_are_a_side()
    {
        // 500 of C2 in February and 1,000 of C1 in the four weeks before; 1,500 of deposits less nothing reversed.
        var flows = await TieOutAsync("FinancialFlows", s_february);

        Assert.Equal(
            ["Monthly rollup 2650.00", "This report 2650.00"],
            flows.Sides.Single(side => side.Currency == "USD").Sides.Select(side => $"{side.Source} {side.Amount}").Order());
    }

    [Theory]
    [Breaks("FinancialFlows", Harm.All)]
    [InlineData("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'disbursement' and month = '2026-02-01'", 0.01)]
    [InlineData("delete from escrow.case_month where kind = 'disbursement' and month = '2026-02-01'", 800.00)]
    [InlineData("update escrow.case_month set net_amount = net_amount * 2 where kind = 'disbursement' and month = '2026-02-01'", 800.00)]
    public async Task A_cent_a_missing_line_and_a_doubled_entry_are_found_in_their_figure(string sql, decimal difference)
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync(sql));

        var found = Assert.Single((await TieOutAsync("FinancialFlows", s_february)).Differences);
        Assert.Equal(("USD", "Disbursements, this period", difference), (found.Currency, found.Place, found.Difference));
    }

    // At the end of February C1 stood at -150.
    [Theory]
    [Breaks("FinancialCounts", Harm.All)]
    [InlineData("update escrow.agency_month set negative = negative + 1 where month = '2026-02-01' and agency_code = 'NW' and case_type = 'surrogacy' and not cancelled", 1)]
    [InlineData("delete from escrow.agency_month where month = '2026-02-01' and agency_code = 'NW' and case_type = 'surrogacy' and not cancelled", 1)]
    [InlineData("update escrow.agency_month set negative = negative * 2 where month = '2026-02-01' and agency_code = 'NW' and case_type = 'surrogacy' and not cancelled", 1)]
    public async Task A_case_below_zero_that_one_side_has_not_is_found(string sql, decimal difference)
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync(sql));

        var found = Assert.Single((await TieOutAsync("FinancialCounts", s_february)).Differences);
        Assert.Equal(("Negative balances, this period", difference), (found.Place, found.Difference));
    }
}
