using ReportingAdmin.Core.Common;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class TrialBalanceTests() : LendingReportTest("lending/trial-balance")
{
    private const string Account = "account_code currency opening debits credits closing debit_balance credit_balance";

    private static readonly (string, string)[] s_october = [("asOf", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.AccountsAsync("1000 Cash asset cash", "1200 Loans asset loans_receivable", "3000 Equity equity", "4000 Income income interest_income", "9000 Unused expense");
        await Seed.EntryAsync("J1 2025-06-30 kind=opening", "1000 debit 1000.00", "3000 credit 1000.00");
        await Seed.EntryAsync("J2 2025-12-31", "1200 debit 400.00", "1000 credit 400.00");
        await Seed.EntryAsync("J3 2026-01-01", "1000 debit 50.00", "4000 credit 50.00");
        await Seed.EntryAsync("J4 2026-10-31", "1000 debit 100.00", "1200 credit 100.00");
        await Seed.EntryAsync("J5 2026-11-01", "1000 debit 7.00", "4000 credit 7.00");
    }

    [Fact]
    public async Task Each_account_has_opening_movement_and_closing_of_the_fiscal_year() =>
        Assert.Equal(
            [
                "1000 | USD | 600.00 | 150.00 | 0.00 | 750.00 | 750.00 | 0.00",
                "1200 | USD | 400.00 | 0.00 | 100.00 | 300.00 | 300.00 | 0.00",
                "3000 | USD | -1000.00 | 0.00 | 0.00 | -1000.00 | 0.00 | 1000.00",
                "4000 | USD | 0.00 | 0.00 | 50.00 | -50.00 | 0.00 | 50.00",
            ],
            await LinesAsync("accounts", Account, s_october));

    [Fact]
    public async Task Each_account_stands_with_its_name_and_type() =>
        Assert.Equal(
            ["1000 | Cash | asset", "1200 | Loans | asset", "3000 | Equity | equity", "4000 | Income | income"],
            await LinesAsync("accounts", "account_code account_name type", s_october));

    [Fact]
    public async Task The_proof_says_that_they_balance() =>
        Assert.Equal(
            ["USD | 150.00 | 150.00 | 1050.00 | 1050.00 | 0.00 | True | 0"],
            await LinesAsync("proof", "currency debits credits debit_balances credit_balances difference balanced unbalanced_entries", s_october));

    [Fact]
    public async Task The_movement_begins_with_the_fiscal_year_of_the_as_of_day_or_where_asked()
    {
        Assert.Equal("1000 | USD | 0.00 | 1000.00 | 400.00 | 600.00 | 600.00 | 0.00", (await LinesAsync("accounts", Account, ("asOf", "2025-12-31")))[0]);
        Assert.Equal("1000 | USD | 650.00 | 100.00 | 0.00 | 750.00 | 750.00 | 0.00", (await LinesAsync("accounts", Account, ("asOf", "2026-10-31"), ("from", "2026-10-01")))[0]);

        var preview = await Engine.PreviewAsync("lending/trial-balance", null, s_october);
        Assert.Equal("1 Jan 2026", preview.Parameters.Single(parameter => parameter.Name == "from").Resolved);
    }

    [Fact]
    public async Task A_first_day_after_the_as_of_day_is_refused() =>
        Assert.Equal(
            new Problem(ProblemKind.Invalid, "The first day must be on or before the as-of day.", "from", "start_after_end"),
            await ProblemAsync(("asOf", "2026-10-31"), ("from", "2026-11-01")));

    [Fact]
    public async Task Totals_of_debits_and_credits_agree()
    {
        var preview = await Engine.PreviewAsync("lending/trial-balance", null, s_october);

        Assert.Equal(0m, Total(preview, "opening", "USD"));
        Assert.Equal(150m, Total(preview, "debits", "USD"));
        Assert.Equal(150m, Total(preview, "credits", "USD"));
        Assert.Equal(1050m, Total(preview, "debit_balance", "USD"));
        Assert.Equal(1050m, Total(preview, "credit_balance", "USD"));
    }

    [Fact]
    public async Task Two_currencies_balance_apart()
    {
        await Seed.EntryAsync("J6 2026-05-01", "1000 debit 10.00 EUR", "4000 credit 10.00 EUR");

        Assert.Equal(
            ["EUR | 10.00 | True", "USD | 150.00 | True"],
            await LinesAsync("proof", "currency debits balanced", s_october));
        Assert.Equal(
            ["1000 | EUR | 0.00 | 10.00 | 0.00 | 10.00 | 10.00 | 0.00", "4000 | EUR | 0.00 | 0.00 | 10.00 | -10.00 | 0.00 | 10.00"],
            await LinesAsync("accounts", Account, ("asOf", "2026-10-31"), ("currency", "EUR")));
    }

    [Fact]
    public async Task An_account_that_came_to_nothing_is_listed_and_one_without_posting_is_not()
    {
        await Seed.AccountsAsync("9100 Reversed expense");
        await Seed.EntryAsync("J6 2025-01-01", "9100 debit 5.00", "1000 credit 5.00");
        await Seed.EntryAsync("J7 2025-01-02 reverses=J6", "9100 credit 5.00", "1000 debit 5.00");

        Assert.Equal(["1000", "1200", "3000", "4000", "9100"], await LinesAsync("accounts", "account_code", s_october));
    }

    [Fact]
    public async Task Before_the_first_entry_there_is_nothing() =>
        Assert.Empty(await LinesAsync("accounts", Account, ("asOf", "2025-06-29")));

    [Fact]
    public async Task Suspense_is_named()
    {
        await Seed.AccountsAsync("1050 Suspense asset suspense");
        await Seed.EntryAsync("J6 2026-05-01", "1050 debit 12.34", "1000 credit 12.34");

        Assert.Equal(["USD | 12.34"], await LinesAsync("proof", "currency suspense", s_october));
    }

    [Fact]
    public async Task A_caller_who_sees_part_of_the_rows_is_refused()
    {
        var outcome = await Engine.Runner.PrepareAsync(OnlyP2, TestEngine.Request("lending/trial-balance"), default);

        Assert.Equal(ProblemKind.Forbidden, outcome.FirstProblem.Kind);
    }

    [Fact]
    public async Task Every_identity_is_green() =>
        Assert.Equal(
            ["LedgerBalances Green", "LedgerCarriedForward Green", "LedgerLines Green"],
            (await Engine.TieOutsAsync("lending/trial-balance", s_october)).Select(result => $"{result.Key} {result.State}"));

    [Fact]
    [Breaks("LedgerBalances", Harm.Cent)]
    public async Task A_cent_out_of_balance_is_red_and_names_the_entry()
    {
        await UnguardedAsync("update lending.journal_line l set debit = 100.01 from lending.journal_entry e where e.id = l.entry_id and e.entry_number = 'J4' and l.debit = 100.00");

        Assert.Equal(["USD entry J4: Credits 100.00, Debits 100.01"], Red(await TieOutAsync("LedgerBalances", s_october)));
        Assert.Equal(["USD | 0.01 | False | 1"], await LinesAsync("proof", "currency difference balanced unbalanced_entries", s_october));
    }

    [Fact]
    [Breaks("LedgerBalances", Harm.Missing)]
    public async Task A_missing_line_is_red_and_names_the_entry()
    {
        await UnguardedAsync("delete from lending.journal_line l using lending.journal_entry e where e.id = l.entry_id and e.entry_number = 'J4' and l.credit = 100.00");

        Assert.Equal(["USD entry J4: Credits 0.00, Debits 100.00"], Red(await TieOutAsync("LedgerBalances", s_october)));
    }

    [Fact]
    public async Task Two_wrong_entries_that_balance_together_are_still_red()
    {
        await UnguardedAsync("update lending.journal_line l set debit = 100.01 from lending.journal_entry e where e.id = l.entry_id and e.entry_number = 'J4' and l.debit = 100.00");
        await UnguardedAsync("update lending.journal_line l set credit = 50.01 from lending.journal_entry e where e.id = l.entry_id and e.entry_number = 'J3' and l.credit = 50.00");

        Assert.Equal(
            ["USD entry J3: Credits 50.01, Debits 50.00", "USD entry J4: Credits 100.00, Debits 100.01"],
            Red(await TieOutAsync("LedgerBalances", s_october)).Order());
        Assert.Equal(["USD | 0.00 | False | 2"], await LinesAsync("proof", "currency difference balanced unbalanced_entries", s_october));
    }

    [Fact]
    [Breaks("LedgerLines", Harm.Missing)]
    [Breaks("LedgerCarriedForward", Harm.Missing)]
    public async Task Lines_of_an_account_that_is_gone_are_red_between_trial_balance_and_ledger()
    {
        await UnguardedAsync("delete from lending.gl_account where code = '4000'");

        Assert.Equal(
            ["USD no account, closing: General ledger -50.00, Trial balance 0, This report 0", "USD no account, credits: General ledger 50.00, Trial balance 0, This report 0"],
            Red(await TieOutAsync("LedgerLines", s_october)).Order());
        Assert.Equal(["USD no account: Closing 0, Opening of the next day -50.00, This report 0"], Red(await TieOutAsync("LedgerCarriedForward", s_october)));
    }

    [Fact]
    [Breaks("LedgerBalances", Harm.Doubled)]
    public async Task A_line_that_is_there_twice_is_red_and_names_the_entry()
    {
        await UnguardedAsync("insert into lending.journal_line (entry_id, line, account_id, debit, currency) select l.entry_id, 9, l.account_id, l.debit, l.currency from lending.journal_line l join lending.journal_entry e on e.id = l.entry_id where e.entry_number = 'J4' and l.debit = 100.00");

        Assert.Equal(["USD entry J4: Credits 100.00, Debits 200.00"], Red(await TieOutAsync("LedgerBalances", s_october)));
    }

    [Fact]
    [Breaks("LedgerLines", Harm.Cent)]
    [Breaks("LedgerCarriedForward", Harm.Cent)]
    public async Task A_cent_on_no_account_is_red_between_trial_balance_and_ledger()
    {
        await UnguardedAsync("insert into lending.journal_line (entry_id, line, account_id, debit, currency) select e.id, 9, 999999, 0.01, 'USD' from lending.journal_entry e where e.entry_number = 'J4'");

        Assert.Equal(
            ["USD no account, closing: General ledger 0.01, Trial balance 0, This report 0", "USD no account, debits: General ledger 0.01, Trial balance 0, This report 0"],
            Red(await TieOutAsync("LedgerLines", s_october)).Order());
        Assert.Equal(["USD no account: Closing 0, Opening of the next day 0.01, This report 0"], Red(await TieOutAsync("LedgerCarriedForward", s_october)));
    }

    [Fact]
    [Breaks("LedgerLines", Harm.Doubled)]
    [Breaks("LedgerCarriedForward", Harm.Doubled)]
    public async Task An_account_entered_twice_is_red_between_trial_balance_and_ledger()
    {
        await DoubleAsync("lending.gl_account", "code = '4000'");

        Assert.Equal(
            ["USD 4000, closing: General ledger -50.00, Trial balance -100.00, This report -100.00", "USD 4000, credits: General ledger 50.00, Trial balance 100.00, This report 100.00"],
            Red(await TieOutAsync("LedgerLines", s_october)).Order());
        Assert.Equal(["USD 4000: Closing -100.00, Opening of the next day -50.00, This report -100.00"], Red(await TieOutAsync("LedgerCarriedForward", s_october)));
    }

    [Fact]
    public async Task Figures_that_do_not_reach_the_report_fail_the_file()
    {
        await UnguardedAsync("delete from lending.gl_account where code = '4000'");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(TestEngine.Everyone, s_october));

        Assert.Contains("credits USD is 100.00, the control query says 150.00", failure.Message, StringComparison.Ordinal);
    }
}
