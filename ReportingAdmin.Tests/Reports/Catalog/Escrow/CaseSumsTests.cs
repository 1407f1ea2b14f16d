using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>The means of case averages against the ledger.</summary>
public sealed class CaseSumsTests(EscrowFixture fixture) : EscrowReportTest("escrow/case-averages", fixture)
{
    private static readonly (string, string)[] s_march = [("asOf", "2026-03-31")];

    protected override Task SeedAsync(EscrowSeed seed) => seed.BookAsync();

    [Theory]
    [InlineData("2026-03-31", "false")]
    [InlineData("2026-03-31", "true")]
    [InlineData("2026-02-15", "false")]
    [InlineData("2020-01-01", "false")]
    public async Task Means_of_any_day_agree_with_the_ledger(string day, string includeCancelled) =>
        Assert.Equal(TieOutState.Green, (await TieOutAsync("CaseSums", ("asOf", day), ("includeCancelled", includeCancelled))).State);

    // C3 is the one case in euros, so each difference stands with its type and with all types.
    [Theory]
    [Breaks("CaseSums", Harm.All)]
    [InlineData("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'debit' and currency = 'EUR'", "mean debits", 0.01)]
    [InlineData("delete from escrow.case_month where kind = 'debit' and currency = 'EUR'", "mean debits", 75.00)]
    [InlineData("update escrow.case_month set net_amount = net_amount * 2 where kind = 'debit' and currency = 'EUR'", "mean debits", 75.00)]
    public async Task A_cent_a_missing_line_and_a_doubled_entry_are_found_in_their_mean(string sql, string mean, decimal difference)
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync(sql));

        var found = (await TieOutAsync("CaseSums", s_march)).Differences.Where(one => one.Place.EndsWith(mean, StringComparison.Ordinal)).ToList();
        Assert.Equal(["(all types), " + mean, "surrogacy, " + mean], found.Select(one => one.Place).Order());
        Assert.All(found, one => Assert.Equal(("EUR", difference), (one.Currency, one.Difference)));
    }
}
