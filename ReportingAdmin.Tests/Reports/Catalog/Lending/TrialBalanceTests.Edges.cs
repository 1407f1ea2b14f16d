namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class TrialBalanceTests
{
    private const string Greatest = "9999999999999999.99";
    private const string Half = "4999999999999999.99";

    [Fact]
    public async Task The_greatest_balance_stays_exact_on_both_sides_and_comes_to_nothing_with_its_reversal()
    {
        await Seed.EntryAsync("J6 2026-05-01", $"1000 debit {Greatest} EUR", $"3000 credit {Greatest} EUR");
        (string, string)[] euros = [.. s_october, ("currency", "EUR")];

        Assert.Equal(
            [$"1000 | {Greatest} | {Greatest} | 0.00", $"3000 | -{Greatest} | 0.00 | {Greatest}"],
            await LinesAsync("accounts", "account_code closing debit_balance credit_balance", euros));

        // Half of it twice is as much as a sum can hold.
        await Seed.EntryAsync("J7 2026-05-01", $"1000 debit {Half} GBP", $"3000 credit {Half} GBP");
        await Seed.EntryAsync("J8 2026-05-02 reverses=J7", $"3000 debit {Half} GBP", $"1000 credit {Half} GBP");
        Assert.Equal(
            [$"1000 | {Half} | {Half} | 0.00", $"3000 | {Half} | {Half} | 0.00"],
            await LinesAsync("accounts", "account_code debits credits closing", [.. s_october, ("currency", "GBP")]));
    }

    // A cent in dollars and one in euros, each on another side.
    [Fact]
    public async Task Each_currency_is_red_by_itself()
    {
        await Seed.EntryAsync("J6 2026-05-01", "1000 debit 5.00 EUR", "4000 credit 5.00 EUR");
        await UnguardedAsync("update lending.journal_line l set debit = 100.01 from lending.journal_entry e where e.id = l.entry_id and e.entry_number = 'J4' and l.debit = 100.00");
        await UnguardedAsync("update lending.journal_line l set credit = 5.01 from lending.journal_entry e where e.id = l.entry_id and e.entry_number = 'J6' and l.credit = 5.00");

        Assert.Equal(
            ["EUR entry J6: Credits 5.01, Debits 5.00", "USD entry J4: Credits 100.00, Debits 100.01"],
            Red(await TieOutAsync("LedgerBalances", s_october)).Order());
        Assert.Equal(
            ["EUR | -0.01 | False | 1", "USD | 0.01 | False | 1"],
            await LinesAsync("proof", "currency difference balanced unbalanced_entries", s_october));
    }
}
