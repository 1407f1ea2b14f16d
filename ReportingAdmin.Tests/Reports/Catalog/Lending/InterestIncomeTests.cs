using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed class InterestIncomeTests() : LendingReportTest("lending/interest-income")
{
    private const string Figures =
        "month portfolio opening earned acquired collected reversed waived capitalised disposed adjustment closing income accrued_in_snapshot nonaccrual_upb";

    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2", owned: false);
        await Seed.ProgramAsync("A");
        await Seed.LoanAsync("L1", "P1", "2024-05-01", program: "A");
        await Seed.LoanAsync("L2", "P1", "2025-05-01");
        await Seed.LoanAsync("L3", "P2", "2025-06-01");
        await Seed.RowsAsync("lending.interest_event",
            "loan=L1 month=2026-08-01 acquired=40.00",
            "loan=L1 month=2026-09-01 earned=60.00 collected=50.00",
            "loan=L1 month=2026-10-01 earned=62.00 collected=50.00 waived=2.00",
            "loan=L2 month=2026-09-01 earned=30.00",
            "loan=L2 month=2026-10-01 earned=31.00 reversed=61.00",
            "loan=L3 month=2026-10-01 earned=5.00 capitalised=1.00 disposed=2.00 transferred_in=3.00 transferred_out=4.00 adjustment=-0.50");
        await Seed.MonthAsync("2026-09-30", "L1 1000.00 accrued=50.00 accrual=accruing", "L2 500.00 accrued=30.00 accrual=accruing", "L3 100.00 accrued=0");
        await Seed.MonthAsync("2026-10-31", "L1 990.00 accrued=60.00 accrual=accruing", "L2 500.00 accrued=0 accrual=nonaccrual", "L3 100.00 accrued=0.50");
    }

    // P1: 40 + 60 − 50 + 30 = 80; + 93 − 50 − 61 − 2 = 60. P2: 5 + 3 − 1 − 2 − 4 − 0.50.
    [Fact]
    public async Task The_receivable_rolls_forward_by_what_was_earned_and_what_became_of_it() =>
        Assert.Equal(
            [
                "2026-10-01 | P1 | 80.00 | 93.00 | 0.00 | 50.00 | 61.00 | 2.00 | 0.00 | 0.00 | 0.00 | 60.00 | 32.00 | 60.00 | 500.00",
                "2026-10-01 | P2 | 0.00 | 5.00 | 0.00 | 0.00 | 0.00 | 0.00 | 1.00 | 2.00 | -0.50 | 0.50 | 5.00 | 0.50 | 0.00",
            ],
            await LinesAsync("roll-forward", Figures, s_october));

    [Fact]
    public async Task Each_month_opens_as_the_one_before_closed_also_without_a_movement() =>
        Assert.Equal(
            ["2026-09-01 | 40.00 | 80.00 | 80.00", "2026-10-01 | 80.00 | 60.00 | 60.00", "2026-11-01 | 60.00 | 60.00 | ·"],
            await LinesAsync("roll-forward", "month opening closing accrued_in_snapshot", ("from", "2026-09-15"), ("to", "2026-11-02"), ("portfolio", "P1")));

    [Fact]
    public async Task Totals_add_flows_and_leave_balances_alone()
    {
        var preview = await Engine.PreviewAsync("lending/interest-income", null, s_october);

        Assert.Equal(98m, Total(preview, "earned", "USD"));
        Assert.Equal(37m, Total(preview, "income", "USD"));
        Assert.Null(Total(preview, "closing", "USD"));
    }

    [Fact]
    public async Task Transfers_stand_apart_by_direction()
    {
        var preview = await Engine.PreviewAsync("lending/interest-income", null, s_october);

        Assert.Equal(["P1 | 0.00 | 0.00", "P2 | 3.00 | 4.00"], await LinesAsync("roll-forward", "portfolio transferred_in transferred_out", s_october));
        Assert.Equal((3m, 4m), (Total(preview, "transferred_in", "USD"), Total(preview, "transferred_out", "USD")));
    }

    [Fact]
    public async Task Before_everything_there_are_zeros() =>
        Assert.Equal(
            ["P1 | 0.00 | 0.00 | ·", "P2 | 0.00 | 0.00 | ·"],
            await LinesAsync("roll-forward", "portfolio opening closing accrued_in_snapshot", ("from", "2020-02-01"), ("to", "2020-02-29")));

    [Theory]
    [InlineData("program", "A", "62.00 | 60.00")]
    [InlineData("vintage", "2024", "62.00 | 60.00")]
    public async Task Each_filter_keeps_its_loans(string parameter, string value, string expected) =>
        Assert.Equal(
            [expected],
            await LinesAsync("roll-forward", "earned closing", [.. s_october, (parameter, value), ("portfolio", "P1")]));

    [Fact]
    public async Task Currencies_have_rows_of_their_own()
    {
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.RowsAsync("lending.interest_event", "loan=E1 month=2026-10-01 earned=7.00");

        Assert.Equal(["P1 | EUR | 7.00"], await LinesAsync("roll-forward", "portfolio currency closing", [.. s_october, ("currency", "EUR")]));
        Assert.Equal(
            ["P1 | EUR | 0.00 | 7.00 | 0.00 | 7.00 | 7.00", "P1 | USD | 80.00 | 93.00 | 50.00 | 60.00 | 32.00", "P2 | USD | 0.00 | 5.00 | 0.00 | 0.50 | 5.00"],
            await LinesAsync("roll-forward", "portfolio currency opening earned collected closing income", s_october));
    }

    [Fact]
    public async Task A_scoped_caller_sees_his_portfolio() =>
        Assert.Equal(["P2 | 0.50"], await LinesAsync(OnlyP2, "roll-forward", "portfolio closing", s_october));

    [Fact]
    public async Task The_roll_forward_closes_at_the_loans_accrued_interest()
    {
        Assert.Equal(TieOutState.Green, (await TieOutAsync("InterestInSnapshots", ("from", "2026-09-01"), ("to", "2026-12-31"))).State);
        Assert.Equal("A loan may have come from another portfolio.", (await TieOutAsync("InterestInSnapshots", [.. s_october, ("portfolio", "P1")])).Reason);
        Assert.Equal(TieOutState.NotApplicable, (await TieOutAsync("InterestInSnapshots", ("from", "2026-12-01"), ("to", "2026-12-31"))).State);
    }

    // P2 has no snapshot of September, though of the months around it: its interest is not held against the roll-forward.
    [Fact]
    public async Task A_month_that_one_portfolio_lacks_is_not_compared()
    {
        await Seed.MonthAsync("2026-08-31", "L3 100.00 accrued=0");
        await Db.ExecuteAsync("delete from lending.loan_month_load where month_end = '2026-09-30' and portfolio_code = 'P2'");

        Assert.Equal(TieOutState.NotApplicable, (await TieOutAsync("InterestInSnapshots", ("from", "2026-09-01"), ("to", "2026-09-30"))).State);
        Assert.Equal(TieOutState.Green, (await TieOutAsync("InterestInSnapshots", s_october)).State);
    }

    [Theory]
    [Breaks("InterestInSnapshots", Harm.All)]
    [InlineData("update lending.interest_event set earned = earned + 0.01 where month = '2026-10-01' and loan_id = (select id from lending.loan where loan_number = 'L1')", "60.51")]
    [InlineData("delete from lending.interest_event where month = '2026-09-01' and loan_id = (select id from lending.loan where loan_number = 'L2')", "30.50")]
    [InlineData("update lending.interest_event set collected = collected * 2 where month = '2026-10-01'", "10.50")]
    public async Task A_cent_a_missing_event_and_a_doubled_one_are_red(string harm, string rolled)
    {
        await Db.ExecuteAsync(harm);

        Assert.Equal(
            [$"USD 2026-10: Loan snapshots 60.50, Roll-forward {rolled}, This report {rolled}"],
            Red(await TieOutAsync("InterestInSnapshots", s_october)));
    }

    [Fact]
    [Breaks("InterestInLedger", Harm.Missing)]
    public async Task Owned_loans_interest_is_the_ledgers_receivable()
    {
        await Seed.AccountsAsync("1250 Interest asset interest_receivable", "4000 Income income interest_income");
        await Seed.EntryAsync("J1 2026-09-30", "1250 debit 80.00", "4000 credit 80.00");
        await Seed.EntryAsync("J2 2026-10-31", "1250 credit 20.00", "4000 debit 20.00");
        var both = new[] { ("from", "2026-09-01"), ("to", "2026-10-31") };
        Assert.Equal(TieOutState.Green, (await TieOutAsync("InterestInLedger", both)).State);

        await Db.ExecuteAsync("delete from lending.journal_entry where entry_number = 'J2'");
        Assert.Equal(["USD 2026-10: General ledger 80.00, Loan snapshots 60.00, This report 60.00"], Red(await TieOutAsync("InterestInLedger", both)));
        Assert.Equal("The ledger's interest receivable cannot be cut by vintage.", (await TieOutAsync("InterestInLedger", [.. both, ("vintage", "2024")])).Reason);
    }

    [Theory]
    [Breaks("InterestInLedger", Harm.Cent | Harm.Doubled)]
    [InlineData("1250 debit 0.01", "4000 credit 0.01", "60.01")]
    [InlineData("1250 credit 20.00", "4000 debit 20.00", "40.00")]
    public async Task A_cent_and_an_entry_posted_twice_are_red_in_their_month(string debit, string credit, string ledger)
    {
        await Seed.AccountsAsync("1250 Interest asset interest_receivable", "4000 Income income interest_income");
        await Seed.EntryAsync("J1 2026-09-30", "1250 debit 80.00", "4000 credit 80.00");
        await Seed.EntryAsync("J2 2026-10-31", "1250 credit 20.00", "4000 debit 20.00");
        await Seed.EntryAsync("J3 2026-10-31", debit, credit);

        Assert.Equal(
            [$"USD 2026-10: General ledger {ledger}, Loan snapshots 60.00, This report 60.00"],
            Red(await TieOutAsync("InterestInLedger", ("from", "2026-09-01"), ("to", "2026-10-31"))));
    }

    // Noted twice as loaded, a portfolio stands twice in the report.
    [Fact]
    public async Task What_the_report_prints_of_owned_loans_is_a_side()
    {
        await Seed.AccountsAsync("1250 Interest asset interest_receivable", "4000 Income income interest_income");
        await Seed.EntryAsync("J1 2026-10-31", "1250 debit 60.00", "4000 credit 60.00");
        Assert.Equal(TieOutState.Green, (await TieOutAsync("InterestInLedger", s_october)).State);

        await DoubleAsync("lending.loan_month_load", "portfolio_code = 'P1' and month_end = '2026-10-31'");

        Assert.Equal(["USD 2026-10: General ledger 60.00, Loan snapshots 60.00, This report 120.00"], Red(await TieOutAsync("InterestInLedger", s_october)));
    }
}
