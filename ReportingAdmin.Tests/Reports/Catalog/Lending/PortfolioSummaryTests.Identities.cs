using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class PortfolioSummaryTests
{
    [Fact]
    public async Task The_sum_of_principal_ties_out_with_aging_tape_and_ledger()
    {
        await SeedTiedAsync();

        var balances = await TieOutAsync("LoanBalances", s_october);
        var ledger = await TieOutAsync("LoansInLedger", s_october);

        Assert.Equal(TieOutState.Green, balances.State);
        Assert.Equal(
            ["All rows 1300.00", "By bucket 1300.00", "By portfolio 1300.00", "This report 1300.00"],
            balances.Sides.Single().Sides.Select(side => FormattableString.Invariant($"{side.Source} {side.Amount}")));
        Assert.Equal(TieOutState.Green, ledger.State);
        Assert.Equal(1000m, ledger.Sides.Single().Sides[0].Amount);
    }

    [Fact]
    [Breaks("LoansInLedger", Harm.Cent)]
    public async Task A_cent_too_much_in_the_ledger_is_red_and_named()
    {
        await SeedTiedAsync();
        await Seed.EntryAsync("J2 2026-10-31", "1200 debit 0.01", "1000 credit 0.01");

        Assert.Equal(["USD since 2026-10 or earlier: General ledger 1000.01, Loan snapshots 1000.00"], Red(await TieOutAsync("LoansInLedger", s_october)));
    }

    [Fact]
    [Breaks("LoansInLedger", Harm.Doubled)]
    public async Task A_doubled_entry_is_red_and_one_after_the_month_end_is_not_looked_at()
    {
        await SeedTiedAsync();
        await Seed.EntryAsync("J2 2026-11-01", "1200 debit 5.00", "1000 credit 5.00");
        Assert.Equal(TieOutState.Green, (await TieOutAsync("LoansInLedger", s_october)).State);

        await Seed.EntryAsync("J3 2026-10-01", "1200 debit 1000.00", "1000 credit 1000.00");
        Assert.Equal(["USD since 2026-10 or earlier: General ledger 2000.00, Loan snapshots 1000.00"], Red(await TieOutAsync("LoansInLedger", s_october)));
    }

    [Fact]
    [Breaks("LoanBalances", Harm.Missing)]
    public async Task A_balance_left_on_a_loan_that_was_charged_off_is_red_between_the_reports()
    {
        await SeedTiedAsync();
        await Db.ExecuteAsync("update lending.loan_month set status = 'charged_off' where upb = 300.00");

        Assert.Equal(
            [
                "USD portfolio P2: All rows 300.00, By bucket 0, By portfolio 0",
                "USD : All rows 1300.00, By bucket 1000.00, By portfolio 1000.00, This report 1000.00",
            ],
            Red(await TieOutAsync("LoanBalances", s_october)));
    }

    [Fact]
    [Breaks("LoansInLedger", Harm.Missing)]
    public async Task Loans_that_the_ledger_does_not_have_are_red()
    {
        await SeedTiedAsync();
        await Db.ExecuteAsync("delete from lending.journal_entry where entry_number = 'J1'");

        Assert.Equal(["USD since 2026-10 or earlier: Loan snapshots 1000.00, The other side 0"], Red(await TieOutAsync("LoansInLedger", s_october)));
    }

    [Fact]
    [Breaks("LoanBalances", Harm.Cent)]
    public async Task A_cent_left_on_a_loan_that_was_charged_off_is_red_between_the_reports()
    {
        await SeedTiedAsync();
        await Db.ExecuteAsync("update lending.loan_month set status = 'charged_off', upb = 0.01 where upb = 300.00");

        Assert.Equal(
            [
                "USD portfolio P2: All rows 0.01, By bucket 0, By portfolio 0",
                "USD : All rows 1000.01, By bucket 1000.00, By portfolio 1000.00, This report 1000.00",
            ],
            Red(await TieOutAsync("LoanBalances", s_october)));
    }

    // P2's loans stand twice in what is summed by portfolio, once on the tape.
    [Fact]
    [Breaks("LoanBalances", Harm.Doubled)]
    public async Task A_portfolio_entered_twice_is_red_between_the_reports()
    {
        await SeedTiedAsync();
        await DoubleAsync("lending.portfolio", "code = 'P2'");

        Assert.Equal(
            [
                "USD portfolio P2: All rows 300.00, By bucket 600.00, By portfolio 600.00",
                "USD : All rows 1300.00, By bucket 1600.00, By portfolio 1600.00, This report 1600.00",
            ],
            Red((await Engine.TieOutsAsync("lending/delinquency-aging", s_october)).Single(result => result.Key == "LoanBalances")));
    }

    [Fact]
    public async Task The_ledger_is_not_asked_under_a_filter_or_for_part_of_the_rows_or_without_a_marked_account()
    {
        await SeedTiedAsync();
        var filtered = await TieOutAsync("LoansInLedger", ("asOf", "2026-10-31"), ("portfolio", "P1"));
        var scoped = await WriteAsync(OnlyP2, s_october);
        await Db.ExecuteAsync("update lending.gl_account set control = null");
        var unmarked = await TieOutAsync("LoansInLedger", s_october);

        Assert.Equal((TieOutState.NotApplicable, "The ledger's loan accounts cannot be cut by portfolio."), (filtered.State, filtered.Reason));
        Assert.Equal(TieOutState.NotApplicable, scoped.Footer.TieOuts.Single(result => result.Key == "LoansInLedger").State);
        Assert.Equal(TieOutState.Green, scoped.Footer.TieOuts.Single(result => result.Key == "LoanBalances").State);
        Assert.Equal((TieOutState.NotApplicable, "There are no owned loans, or no ledger account is marked as loans receivable."), (unmarked.State, unmarked.Reason));
    }

    // 1,000 owned and 300 of others, an opening entry of 1,000.
    private async Task SeedTiedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2", owned: false);
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P1");
        await Seed.LoanAsync("L3", "P2");
        await Seed.MonthAsync("2026-10-31", "L1 400.00 dpd=0", "L2 600.00 dpd=95", "L3 300.00");
        await Seed.AccountsAsync("1000 Cash asset cash", "1200 Loans asset loans_receivable");
        await Seed.EntryAsync("J1 2026-01-01 kind=opening", "1200 debit 1000.00", "1000 credit 1000.00");
    }
}
