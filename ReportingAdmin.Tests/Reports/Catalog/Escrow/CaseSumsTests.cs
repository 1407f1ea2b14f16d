using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>The means and medians of case averages against what each case comes to.</summary>
public sealed class CaseSumsTests(EscrowFixture fixture) : EscrowReportTest("escrow/case-averages", fixture)
{
    private static readonly (string, string)[] s_march = [("asOf", "2026-03-31")];

    protected override Task SeedAsync(EscrowSeed seed) => seed.BookAsync();

    [Theory]
    [InlineData("2026-03-31", "false")]
    [InlineData("2026-03-31", "true")]
    [InlineData("2026-02-15", "false")]
    [InlineData("2020-01-01", "false")]
    public async Task Means_and_medians_of_any_day_agree(string day, string includeCancelled) =>
        Assert.Equal(TieOutState.Green, (await TieOutAsync("CaseSums", ("asOf", day), ("includeCancelled", includeCancelled))).State);

    // C6 has two deposits, the first taken back in part, a refund on its last day and one after it, and its refund of that day is itself
    // taken back in part a day later; C7 was never paid into; C8 is cancelled.
    [Theory]
    [InlineData("2026-03-31")]
    [InlineData("2026-03-12")]
    [InlineData("2026-03-10")]
    [InlineData("2026-03-09")]
    [InlineData("2026-01-06")]
    public async Task Medians_of_odd_and_even_numbers_funds_at_close_and_starting_funds_agree(string day)
    {
        var seed = new EscrowSeed(await OwnDatabaseAsync());
        await seed.CaseAsync("C6", "NW", "2026-01-01");
        await seed.CaseAsync("C7", "NW", "2026-03-01");
        await seed.CaseAsync("C8", "SE", "2026-01-01", type: "egg_donation");
        await seed.LedgerAsync(
            "F1 C6 2026-01-05 deposit 300.00",
            "F2 C6 2026-01-05 deposit 700.00",
            "F3 C6 2026-01-06 reversal 100.00 of=F1",
            "F4 C6 2026-02-02 deduction 10.00",
            "F5 C6 2026-03-10 refund 800.00",
            "F6 C6 2026-03-11 reversal 5.00 of=F5",
            "F7 C6 2026-03-12 refund 95.00",
            "F8 C8 2026-01-04 deposit 40.00");
        await seed.StatusAsync("C6", "2026-03-10 closed");
        await seed.StatusAsync("C7", "2026-03-01 closed");
        await seed.StatusAsync("C8", "2026-03-09 cancelled");

        foreach (var includeCancelled in new[] { "false", "true" })
        {
            Assert.Equal(TieOutState.Green, (await TieOutAsync("CaseSums", ("asOf", day), ("includeCancelled", includeCancelled))).State);
        }
    }

    // Of C1's 1,000 and C2's nothing the median is 500; C1 alone is of its type.
    [Theory]
    [InlineData("(all types), median starting funds", Harm.Cent, "500.00", "500.01")]
    [InlineData("(all types), median deposits", Harm.Missing, "500.00", "0")]
    [InlineData("surrogacy, median deposits", Harm.Doubled, "1000.00", "2000.00")]
    [InlineData("surrogacy, mean starting funds", Harm.Cent, "1000.00", "1000.01")]
    [InlineData("(all types), median entries", Harm.Cent, "4.000000000", "4.01")]
    public async Task A_median_that_the_report_prints_wrong_is_red_in_its_place(string place, Harm harm, string expected, string printed)
    {
        var found = Assert.Single((await Engine.FalsifiedAsync("escrow/case-averages", "CaseSums", place, harm, [.. s_march, ("currency", "USD")])).Differences);

        Assert.Equal(
            ("USD", place, $"Case by case {expected}, This report {printed}"),
            (found.Currency, found.Place, string.Join(", ", found.Sides.Select(side => FormattableString.Invariant($"{side.Source} {side.Amount}")))));
    }

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
