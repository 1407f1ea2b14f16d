using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: case, month, type, agency, code, currency, opening, inflow, outflow, net, closing.</summary>
public sealed class CaseMonthlyBalanceTests(EscrowFixture fixture) : EscrowReportTest("escrow/case-monthly-balance", fixture)
{
    private static readonly (string, string)[] s_twoMonths = [("from", "2026-02-01"), ("to", "2026-03-31")];

    protected override Task SeedAsync(EscrowSeed seed) => seed.BookAsync();

    [Fact]
    public async Task Every_month_of_a_case_opens_with_what_the_last_one_closed() =>
        Assert.Equal(
            [
                "C1 | 2026-02-01 | surrogacy | Agency NW | NW | USD | 700.00 | 0.00 | 850.00 | -850.00 | -150.00",
                "C1 | 2026-03-01 | surrogacy | Agency NW | NW | USD | -150.00 | 20.00 | -300.00 | 320.00 | 170.00",
                "C2 | 2026-02-01 | egg donation | Agency NW | NW | USD | 0.00 | 500.00 | 0.00 | 500.00 | 500.00",
                "C2 | 2026-03-01 | egg donation | Agency NW | NW | USD | 500.00 | -500.00 | 0.00 | -500.00 | 0.00",
                "C3 | 2026-02-01 | surrogacy | Agency SE | SE | EUR | 0.00 | 200.00 | 0.00 | 200.00 | 200.00",
                "C3 | 2026-03-01 | surrogacy | Agency SE | SE | EUR | 200.00 | 0.00 | 75.00 | -75.00 | 125.00",
            ],
            await LinesAsync(s_twoMonths));

    [Fact]
    public async Task A_month_without_movement_keeps_the_cases_that_hold_money_and_drops_the_empty_one() =>
        Assert.Equal(
            [
                "C1 | 2026-04-01 | surrogacy | Agency NW | NW | USD | 170.00 | 0.00 | 0.00 | 0.00 | 170.00",
                "C3 | 2026-04-01 | surrogacy | Agency SE | SE | EUR | 125.00 | 0.00 | 0.00 | 0.00 | 125.00",
            ],
            await LinesAsync(("from", "2026-04-01"), ("to", "2026-04-30")));

    [Theory]
    [InlineData("case", "C2", "C2")]
    [InlineData("agency", "SE", "C3")]
    [InlineData("currency", "EUR", "C3")]
    [InlineData("caseType", "egg_donation", "C2")]
    [InlineData("state", "WA", "C2")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value, string number) =>
        Assert.Equal(
            [number + " | 2026-02-01", number + " | 2026-03-01"],
            (await LinesAsync([.. s_twoMonths, (parameter, value)])).Select(line => line[..(number.Length + 13)]));

    [Fact]
    public async Task Before_everything_there_is_no_row_and_a_cancelled_case_is_in_when_asked_for()
    {
        Assert.Empty(await LinesAsync(("from", "2025-12-01"), ("to", "2025-12-31")));
        Assert.Equal(
            ["C4 | 2026-02-01 | surrogacy | Agency NW | NW | USD | 10.00 | 0.00 | 0.00 | 0.00 | 10.00"],
            await LinesAsync(("from", "2026-02-01"), ("to", "2026-02-28"), ("case", "C4"), ("includeCancelled", "true")));
    }

    // What is missing or doubled shows in the number of entries too.
    [Theory]
    [Breaks("EscrowRollup", Harm.All)]
    [InlineData("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'debit'", "EUR case C3, 2026-03, debit 0.01")]
    [InlineData("delete from escrow.case_month where kind = 'debit'", "EUR case C3, 2026-03, debit 75.00; number of entries, case C3, 2026-03, debit 1")]
    [InlineData("update escrow.case_month set net_amount = net_amount * 2, entry_count = entry_count * 2 where kind = 'debit'", "EUR case C3, 2026-03, debit 75.00; number of entries, case C3, 2026-03, debit 1")]
    public async Task A_cent_a_missing_line_and_a_doubled_entry_in_the_rollup_are_found_and_placed(string sql, string found)
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync(sql));

        Assert.Equal(
            found.Split(";"),
            (await TieOutAsync("EscrowRollup", s_twoMonths)).Differences.Select(place => FormattableString.Invariant($"{place.Currency} {place.Place} {place.Difference}")));
    }

    [Fact]
    public async Task A_cent_in_the_rollup_is_found_and_placed_and_chosen_cases_are_not_compared_with_all()
    {
        var db = await OwnDatabaseAsync();
        await db.ExecuteAsync("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'debit'");

        Assert.Equal(0.01m, Assert.Single((await TieOutAsync("EscrowBalanceChange", s_twoMonths)).Differences).Difference);
        Assert.Equal("case C3, 2026-03, debit", Assert.Single((await TieOutAsync("EscrowRollup", s_twoMonths)).Differences).Place);
        Assert.Equal(TieOutState.NotApplicable, (await TieOutAsync("EscrowBalanceChange", [.. s_twoMonths, ("case", "C1")])).State);
    }
}
