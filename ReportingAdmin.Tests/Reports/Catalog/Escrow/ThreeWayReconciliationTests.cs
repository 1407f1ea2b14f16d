using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells of the accounts: account, name, proof, currency, statement on, statement balance, in transit, outstanding, adjusted, book, difference.</summary>
public sealed class ThreeWayReconciliationTests(EscrowFixture fixture) : EscrowReportTest("escrow/three-way-reconciliation", fixture)
{
    private static readonly (string, string)[] s_march = [("asOf", "2026-03-31")];

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.TrustAccountAsync("T1", "USD");
        await seed.TrustAccountAsync("T2", "EUR");
        await seed.LedgerAsync("E30 C2 2026-03-30 deposit 90.00", "E31 C2 2026-03-31 disbursement 40.00");
        await seed.BankedAsync("USD", "T1");
        await seed.BankedAsync("EUR", "T2");
        // All but the last two had cleared: 1,000 − 300 + 10 − 50 − 800 + 500 − 500 + 300 + 20 = 180.00.
        await seed.ClearedAsync("2026-03-31", "E01", "E02", "E03", "E04", "E05", "E06", "E08", "E09", "E10");
        await seed.StatementAsync("T1", "2026-03-31", "180.00");
    }

    [Fact]
    public async Task The_statement_carried_to_the_day_is_the_book_and_without_one_it_is_a_balance_proof() =>
        // T1: 180.00 + 90.00 in transit − 40.00 outstanding = 230.00. T2 has no statement: 200.00 − 75.00 = 125.00.
        Assert.Equal(
            [
                "T1 | Account T1 | Three-way reconciliation | USD | 2026-03-31 | 180.00 | 90.00 | 40.00 | 230.00 | 230.00 | 0.00",
                "T2 | Account T2 | Case balance proof | EUR | · | · | · | · | · | 125.00 | ·",
            ],
            await LinesAsync(s_march));

    [Fact]
    public async Task The_book_is_the_sum_of_the_cases_and_the_names_are_printed() =>
        Assert.Equal(
            [
                "EUR | Case balance proof | · | 125.00 | 125.00 | · | 0.00 | Ana | Ben",
                "USD | Three-way reconciliation | 230.00 | 230.00 | 230.00 | 0.00 | 0.00 | Ana | Ben",
            ],
            await Engine.LinesAsync("escrow/three-way-reconciliation", "proof", [.. s_march, ("preparedBy", "Ana"), ("reviewedBy", "Ben")]));

    [Fact]
    public async Task What_the_month_has_after_the_day_is_in_no_balance() =>
        // The book of dollars: 1,000 − 300 + 10 − 50 − 800 + 500 − 500 + 300 + 90.
        Assert.Equal(
            [
                "EUR | Case balance proof | · | 200.00 | 200.00 | · | 0.00 | · | ·",
                "USD | Case balance proof | · | 250.00 | 250.00 | · | 0.00 | · | ·",
            ],
            await Engine.LinesAsync("escrow/three-way-reconciliation", "proof", ("asOf", "2026-03-30")));

    [Fact]
    public async Task Exceptions_are_listed_with_their_case()
    {
        // On 28 February C1 stood at −150.00; C4 was cancelled with 10.00. No statement says yet what the bank has cleared.
        Assert.Equal(
            [
                "negative balance | C1 | · |  | Agency NW | · | · | USD | -150.00",
                "closed with a balance | C4 | · |  | Agency NW | 2026-02-10 | 18 | USD | 10.00",
            ],
            await Engine.LinesAsync("escrow/three-way-reconciliation", "exceptions", ("asOf", "2026-02-28"), ("staleDays", "30")));

        var seed = new EscrowSeed(await OwnDatabaseAsync());
        await seed.CaseAsync("C8", "SE", "2026-02-01");
        await seed.LedgerAsync("E80 C8 2026-02-05 disbursement 3.00", "E81 C8 2026-02-06 deposit 9.00");
        Assert.Contains(
            "disbursed before funded | C8 | · | E80 | Agency SE | 2026-02-05 | 54 | USD | 3.00",
            await Engine.LinesAsync("escrow/three-way-reconciliation", "exceptions", s_march));
    }

    [Fact]
    public async Task Both_identities_are_green_and_a_scoped_caller_is_refused()
    {
        Assert.All(await Engine.TieOutsAsync("escrow/three-way-reconciliation", s_march), result => Assert.Equal(TieOutState.Green, result.State));

        var outcome = await Engine.Runner.PrepareAsync(OnlySe, TestEngine.Request("escrow/three-way-reconciliation"), default);
        Assert.False(outcome.Ok);
    }

    [Theory]
    [Breaks("EscrowBankBook", Harm.All)]
    [InlineData("update escrow.bank_statement set closing_balance = closing_balance + 0.01", 0.01)]
    [InlineData("update escrow.ledger_entry set cleared_on = null where entry_number = 'E04'", 50.00)]
    [InlineData("update escrow.bank_statement set closing_balance = closing_balance + 1000.00", 1000.00)]
    public async Task A_cent_a_missing_line_and_a_doubled_entry_at_the_bank_are_found_in_their_account(string sql, decimal difference)
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync(sql));

        var found = Assert.Single((await TieOutAsync("EscrowBankBook", s_march)).Differences);
        Assert.Equal(("USD", "account T1", difference), (found.Currency, found.Place, found.Difference));
    }

    [Theory]
    [InlineData("'E11'", "case C3, entry E11 in no trust book", 75.00, 200.00)]
    [InlineData("'E07', 'E11'", "case C3, 2 entries in no trust book", 125.00, 0.00)]
    public async Task An_entry_that_names_no_account_is_missing_from_the_book_and_named(string entries, string place, decimal difference, decimal book)
    {
        await (await OwnDatabaseAsync()).ExecuteAsync($"update escrow.ledger_entry set trust_account_id = null where entry_number in ({entries})");

        var found = (await TieOutAsync("EscrowBookCases", s_march)).Differences;
        Assert.Equal([("EUR", place, difference), ("EUR", "", difference)], found.Select(one => (one.Currency, one.Place, one.Difference)));
        Assert.Equal([("Ledger", 125.00m), ("Rollup", 125.00m), ("Trust book", book)], found[0].Sides.Select(side => (side.Source, side.Amount)).Order());
    }

    [Theory]
    [Breaks("EscrowBookCases", Harm.All)]
    [InlineData("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'deposit' and currency = 'EUR'", 0.01)]
    [InlineData("delete from escrow.case_month where kind = 'deposit' and currency = 'EUR'", 200.00)]
    [InlineData("update escrow.case_month set net_amount = net_amount * 2 where kind = 'deposit' and currency = 'EUR'", 200.00)]
    public async Task A_cent_a_missing_line_and_a_doubled_entry_in_the_cases_are_found_and_placed(string sql, decimal difference)
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync(sql));

        var found = (await TieOutAsync("EscrowBookCases", s_march)).Differences;
        Assert.Equal([("EUR", "case C3", difference), ("EUR", "", difference)], found.Select(one => (one.Currency, one.Place, one.Difference)));
    }

    [Fact]
    public async Task Before_any_statement_the_identity_with_the_bank_does_not_apply() =>
        Assert.Equal(TieOutState.NotApplicable, (await TieOutAsync("EscrowBankBook", ("asOf", "2026-03-30"))).State);
}
