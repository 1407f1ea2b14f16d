using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>What the three-way reconciliation waits for at the bank, and what it must explain. Cells as in <see cref="ThreeWayReconciliationTests"/>.</summary>
public sealed class ReconcilingItemsTests(EscrowFixture fixture) : EscrowReportTest("escrow/three-way-reconciliation", fixture)
{
    private static readonly (string, string)[] s_september = [("asOf", "2026-09-30")];

    // On the statement: 2,000 − 50. Not on it: a check voided whole (E2, E3), one voided in part (E4, E5), and the correction of a
    // payment that did clear (E7). E8 was never at a bank; E9 is in euros and names the account in dollars.
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.TrustAccountAsync("T1", "USD");
        await seed.CaseAsync("C1", "NW", "2026-01-05");
        await seed.CaseAsync("C2", "NW", "2026-01-05");
        await seed.CaseAsync("C9", "NW", "2026-01-05", currency: "EUR");
        await seed.LedgerAsync(
            "E1 C1 2026-08-01 deposit 2000.00 cleared=2026-08-02",
            "E2 C1 2026-09-01 disbursement 500.00",
            "E3 C1 2026-09-10 reversal 500.00 of=E2",
            "E4 C1 2026-08-20 disbursement 300.00",
            "E5 C1 2026-09-15 reversal 100.00 of=E4",
            "E6 C1 2026-08-10 disbursement 50.00 cleared=2026-08-12",
            "E7 C1 2026-08-25 reversal 50.00 of=E6",
            "E9 C9 2026-09-05 deposit 40.00");
        await seed.BankedAsync("USD", "T1");
        await seed.BankedAsync("EUR", "T1");
        await seed.LedgerAsync("E8 C2 2026-01-05 opening 70.00");
        await seed.StatementAsync("T1", "2026-09-30", "1950.00");
    }

    [Fact]
    public async Task A_voided_payment_is_neither_in_transit_nor_outstanding()
    {
        // In transit: E7's 50. Outstanding: 300 − 100 of E4. 1,950 + 50 − 200 = 1,800 = 2,000 − 500 + 500 − 300 + 100 − 50 + 50.
        Assert.Equal(
            ["T1 | Account T1 | Three-way reconciliation | USD | 2026-09-30 | 1950.00 | 50.00 | 200.00 | 1800.00 | 1800.00 | 0.00"],
            await LinesAsync(s_september));
        Assert.Equal(TieOutState.Green, (await TieOutAsync("EscrowBankBook", s_september)).State);
    }

    [Fact]
    public async Task Once_one_side_of_a_void_has_cleared_the_other_is_waited_for()
    {
        // The check came through on the 29th after all: the statement holds 1,450, and its reversal of 500 is in transit.
        var db = await OwnDatabaseAsync();
        await db.ExecuteAsync("update escrow.ledger_entry set cleared_on = '2026-09-29' where entry_number = 'E2'");
        await db.ExecuteAsync("update escrow.bank_statement set closing_balance = 1450.00");

        Assert.Equal(
            ["T1 | Account T1 | Three-way reconciliation | USD | 2026-09-30 | 1450.00 | 550.00 | 200.00 | 1800.00 | 1800.00 | 0.00"],
            await LinesAsync(s_september));
    }

    [Fact]
    public async Task Only_what_the_bank_can_still_clear_is_listed_as_uncleared() =>
        // Not the void, not the reversals of open entries, not what was never at a bank.
        Assert.Equal(
            [
                "uncleared | C1 | · | E4 | Agency NW | 2026-08-20 | 41 | USD | -200.00",
                "uncleared | C1 | · | E7 | Agency NW | 2026-08-25 | 36 | USD | 50.00",
                "uncleared | C9 | · | E9 | Agency NW | 2026-09-05 | 25 | EUR | 40.00",
                "another currency than the account | C9 | · | E9 | Agency NW | 2026-09-05 | 25 | EUR | 40.00",
            ],
            await ExceptionsAsync(("staleDays", "10")));

    // E7 is 36 days old on the last day.
    [Theory]
    [InlineData("35", new[] { "E4", "E7" })]
    [InlineData("36", new[] { "E4" })]
    public async Task Uncleared_is_what_is_older_than_the_days_and_not_what_is_as_old(string days, string[] entries) =>
        Assert.Equal(entries, (await ExceptionsAsync(("staleDays", days))).Where(line => line.StartsWith("uncleared", StringComparison.Ordinal)).Select(line => line.Split(" | ")[3]));

    [Fact]
    public async Task Without_a_statement_nothing_is_uncleared()
    {
        await (await OwnDatabaseAsync()).ExecuteAsync("delete from escrow.bank_statement");

        Assert.Equal(["another currency than the account | C9 | · | E9 | Agency NW | 2026-09-05 | 25 | EUR | 40.00"], await ExceptionsAsync());
    }

    [Fact]
    public async Task An_entry_in_another_currency_than_the_account_is_missing_from_the_book()
    {
        Assert.Equal(
            [
                "EUR | Case balance proof | · | 0.00 | 40.00 | · | -40.00 | · | ·",
                "USD | Three-way reconciliation | 1800.00 | 1800.00 | 1870.00 | 0.00 | -70.00 | · | ·",
            ],
            await Engine.LinesAsync("escrow/three-way-reconciliation", "proof", s_september));

        // E8, which names no account, is missing too.
        var found = await TieOutAsync("EscrowBookCases", s_september);
        Assert.Equal(
            ["EUR  40.00", "EUR case C9, entry E9 in no trust book 40.00", "USD  70.00", "USD case C2, entry E8 in no trust book 70.00"],
            found.Differences.Select(one => $"{one.Currency} {one.Place} {one.Difference}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_money_of_a_deleted_case_is_in_the_bank_and_must_be_explained()
    {
        await (await OwnDatabaseAsync()).ExecuteAsync("update escrow.escrow_case set deleted_at = now() where case_number = 'C1'");

        Assert.EndsWith("| 1800.00 | 1800.00 | 0.00", Assert.Single(await LinesAsync(s_september)), StringComparison.Ordinal);
        Assert.Contains("deleted with a balance | C1 | deleted |  | Agency NW | · | · | USD | 1800.00", await ExceptionsAsync());
    }

    [Fact]
    public async Task Every_exception_of_a_deleted_case_says_so_and_its_number_leads_nowhere()
    {
        // C1 is in debt by 10 since E10; C9, which is not deleted, keeps its link.
        var db = await OwnDatabaseAsync();
        await new EscrowSeed(db).LedgerAsync("E10 C1 2026-09-20 debit 1810.00");
        await db.ExecuteAsync("update escrow.escrow_case set deleted_at = now() where case_number = 'C1'");

        var preview = await Engine.PreviewAsync("escrow/three-way-reconciliation", "exceptions", [.. s_september, ("staleDays", "30")]);

        Assert.Equal(
            [
                "negative balance | C1 | deleted |  | Agency NW | · | · | USD | -10.00",
                "uncleared | C1 | deleted | E4 | Agency NW | 2026-08-20 | 41 | USD | -200.00",
                "uncleared | C1 | deleted | E7 | Agency NW | 2026-08-25 | 36 | USD | 50.00",
                "another currency than the account | C9 | · | E9 | Agency NW | 2026-09-05 | 25 | EUR | 40.00",
                "deleted with a balance | C1 | deleted |  | Agency NW | · | · | USD | -10.00",
            ],
            TestEngine.Lines(preview));
        Assert.Equal(["", "", "", "case_number entry_number", ""], preview.Rows.Select(row => string.Join(' ', row.Drills.Keys)));
    }

    [Fact]
    public async Task Where_no_entry_names_an_account_book_and_cases_are_not_compared()
    {
        await (await OwnDatabaseAsync()).ExecuteAsync("update escrow.ledger_entry set trust_account_id = null");

        var found = await TieOutAsync("EscrowBookCases", s_september);
        Assert.Equal((TieOutState.NotApplicable, "No entry up to this day names a trust account."), (found.State, found.Reason));
    }

    [Fact]
    public async Task Accounts_are_not_totalled_where_a_statement_may_be_missing()
    {
        var preview = await PreviewAsync(s_september);

        Assert.Equal(1800.00m, Total(preview, "book", "USD"));
        Assert.Null(Total(preview, "adjusted_bank", "USD"));
        Assert.Null(Total(preview, "statement_balance", "USD"));
    }

    private Task<IReadOnlyList<string>> ExceptionsAsync(params (string, string)[] more) =>
        Engine.LinesAsync("escrow/three-way-reconciliation", "exceptions", [.. s_september, .. more]);
}
