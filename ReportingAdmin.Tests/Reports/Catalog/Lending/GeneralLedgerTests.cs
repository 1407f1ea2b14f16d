using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed class GeneralLedgerTests() : LendingReportTest("lending/general-ledger")
{
    private const string Line = "account_code currency position row_kind posted_on entry_number line debit credit balance";

    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1");
        await Seed.AccountsAsync("1000 Cash asset cash", "1200 Loans asset loans_receivable", "3000 Equity equity", "9000 Unused expense");
        await Seed.EntryAsync("J1 2026-09-30 kind=opening", "1000 debit 500.00", "3000 credit 500.00");
        await Seed.EntryAsync("J3 2026-10-05 source=funding text=Loan-L1", "1200 debit 200.00 loan=L1", "1000 credit 200.00");
        await Seed.EntryAsync("J2 2026-10-05 source=fee", "1000 debit 10.00", "1200 credit 10.00");
        await Seed.EntryAsync("J4 2026-10-31 source=fee reverses=J2", "1000 credit 10.00", "1200 debit 10.00");
        await Seed.EntryAsync("J5 2026-11-01 source=fee", "1000 debit 1.00", "3000 credit 1.00");
    }

    [Fact]
    public async Task Each_account_runs_from_its_opening_over_its_lines_to_its_closing() =>
        Assert.Equal(
            [
                "1000 | USD | 0 | Opening | 2026-10-01 | · | · | · | · | 500.00",
                "1000 | USD | 1 | Line | 2026-10-05 | J2 | 1 | 10.00 | 0.00 | 510.00",
                "1000 | USD | 2 | Line | 2026-10-05 | J3 | 2 | 0.00 | 200.00 | 310.00",
                "1000 | USD | 3 | Line | 2026-10-31 | J4 | 1 | 0.00 | 10.00 | 300.00",
                "1000 | USD | 4 | Closing | 2026-10-31 | · | · | · | · | 300.00",
                "1200 | USD | 0 | Opening | 2026-10-01 | · | · | · | · | 0.00",
                "1200 | USD | 1 | Line | 2026-10-05 | J2 | 2 | 0.00 | 10.00 | -10.00",
                "1200 | USD | 2 | Line | 2026-10-05 | J3 | 1 | 200.00 | 0.00 | 190.00",
                "1200 | USD | 3 | Line | 2026-10-31 | J4 | 2 | 10.00 | 0.00 | 200.00",
                "1200 | USD | 4 | Closing | 2026-10-31 | · | · | · | · | 200.00",
                "3000 | USD | 0 | Opening | 2026-10-01 | · | · | · | · | -500.00",
                "3000 | USD | 1 | Closing | 2026-10-31 | · | · | · | · | -500.00",
            ],
            await LinesAsync("lines", Line, s_october));

    [Fact]
    public async Task Lines_name_their_account_and_the_kind_of_their_entry() =>
        Assert.Equal(
            ["Equity | Opening | ·", "Equity | Line | opening", "Equity | Closing | ·"],
            await LinesAsync("lines", "account_name row_kind entry_kind", ("from", "2026-09-01"), ("to", "2026-10-31"), ("account", "3000")));

    [Fact]
    public async Task An_entry_and_its_reversal_name_each_other() =>
        Assert.Equal(
            ["J2 | · | J4", "J3 | · | ·", "J4 | J2 | ·"],
            (await LinesAsync("lines", "entry_number reverses reversed_by", [.. s_october, ("account", "1000")])).Where(line => line[0] == 'J'));

    [Fact]
    public async Task Totals_count_lines_only()
    {
        var preview = await Engine.PreviewAsync("lending/general-ledger", null, s_october);

        Assert.Equal(220m, Total(preview, "debit", "USD"));
        Assert.Equal(220m, Total(preview, "credit", "USD"));
        Assert.Null(Total(preview, "balance", "USD"));
    }

    [Fact]
    public async Task Filters_cut_opening_lines_and_closing_alike()
    {
        Assert.Equal(
            ["3000 | Opening | -500.00", "3000 | Closing | -500.00"],
            await LinesAsync("lines", "account_code row_kind balance", [.. s_october, ("account", "3000")]));
        Assert.Equal(
            ["1200 | Opening | 0.00", "1200 | Line | 200.00", "1200 | Closing | 200.00"],
            await LinesAsync("lines", "account_code row_kind balance", [.. s_october, ("portfolio", "P1")]));
        Assert.Equal(
            "L1 | P1 | funding",
            (await LinesAsync("lines", "loan_number portfolio source", [.. s_october, ("portfolio", "P1")]))[1]);
    }

    [Fact]
    public async Task Currencies_run_apart()
    {
        await Seed.EntryAsync("J6 2026-10-02", "1000 debit 5.00 EUR", "3000 credit 5.00 EUR");

        Assert.Equal(
            ["1000 | EUR | Opening | 0.00", "1000 | EUR | Line | 5.00", "1000 | EUR | Closing | 5.00"],
            await LinesAsync("lines", "account_code currency row_kind balance", [.. s_october, ("account", "1000"), ("currency", "EUR")]));
    }

    [Fact]
    public async Task Before_the_first_entry_there_is_nothing_and_after_the_last_there_are_balances()
    {
        Assert.Empty(await LinesAsync("lines", Line, ("from", "2020-01-01"), ("to", "2020-01-31")));
        Assert.Equal(
            ["Opening | 301.00", "Closing | 301.00"],
            await LinesAsync("lines", "row_kind balance", ("from", "2027-01-01"), ("to", "2027-01-31"), ("account", "1000")));
    }

    [Fact]
    public async Task The_text_of_an_entry_is_masked_without_the_right_to_personal_data()
    {
        var caller = TestEngine.Caller(RowScope.All, Permissions.LendingLedger);

        Assert.Equal(["•••"], (await LinesAsync(caller, "lines", "description", s_october)).Distinct());
        Assert.Contains("Loan-L1", await LinesAsync("lines", "description", s_october));
    }

    [Fact]
    public async Task A_caller_who_sees_part_of_the_rows_is_refused()
    {
        var outcome = await Engine.Runner.PrepareAsync(OnlyP2, TestEngine.Request("lending/general-ledger"), default);

        Assert.Equal(ProblemKind.Forbidden, outcome.FirstProblem.Kind);
    }

    [Fact]
    public async Task The_movement_ties_out_with_the_trial_balance_and_not_for_a_portfolio()
    {
        Assert.Equal(TieOutState.Green, (await TieOutAsync("LedgerPeriod", s_october)).State);
        Assert.Equal("The trial balance cannot be cut by portfolio.", (await TieOutAsync("LedgerPeriod", [.. s_october, ("portfolio", "P1")])).Reason);
    }

    [Theory]
    [Breaks("LedgerPeriod", Harm.Cent | Harm.Missing)]
    [InlineData("delete from lending.gl_account where code = '1200'", "200.00")]
    [InlineData("insert into lending.journal_line (entry_id, line, account_id, debit, currency) select e.id, 9, 999999, 0.01, 'USD' from lending.journal_entry e where e.entry_number = 'J4'", "0.01")]
    public async Task Lines_of_an_account_that_is_not_there_are_red(string harm, string amount)
    {
        await UnguardedAsync(harm);

        Assert.Equal([$"USD no account: General ledger {amount}, Trial balance 0, This report 0"], Red(await TieOutAsync("LedgerPeriod", s_october)));
    }

    [Fact]
    [Breaks("LedgerPeriod", Harm.Doubled)]
    public async Task An_account_entered_twice_is_red()
    {
        await DoubleAsync("lending.gl_account", "code = '1200'");

        Assert.Equal(["USD 1200: General ledger 200.00, Trial balance 400.00, This report 400.00"], Red(await TieOutAsync("LedgerPeriod", s_october)));
    }
}
