using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.TieOuts;

/// <summary>
/// Identities of owned loans with the ledger where loans changed hands. L1 was ours (A) until the end of May and is sold and still
/// serviced (S) since June; L2 was serviced until the end of April and is ours since May. The ledger has what was ours.
/// </summary>
public sealed class OwnedThenTests() : LendingReportTest("lending/payment-activity")
{
    private const string Losses = "lending/charge-off-recovery";

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("A");
        await Seed.PortfolioAsync("S", owned: false);
        await Seed.LoanAsync("L1", "A");
        await Seed.LoanAsync("L2", "S");
        await Seed.MonthAsync("2026-02-28", "L1 9000.00", "L2 500.00");
        await Seed.MonthAsync("2026-03-31", "L1 8000.00", "L2 500.00");
        await Seed.MonthAsync("2026-04-30", "L1 8000.00", "L2 500.00");
        await Seed.MonthAsync("2026-05-31", "L1 7900.00", "L2 490.00 in=A");
        await Seed.MonthAsync("2026-06-30", "L1 7600.00 in=S", "L2 490.00 in=A");
        await Seed.MonthAsync("2026-07-31", "L1 7200.00 in=S", "L2 490.00 in=A");
        await Seed.PaymentsAsync(
            "PM1 L1 2026-03-10 1200.00 principal=1000.00 interest=200.00",
            "PM2 L2 2026-04-05 30.00 principal=30.00",
            "PM3 L1 2026-06-10 300.00 principal=300.00",
            "PM4 L1 2026-07-10 400.00 principal=400.00",
            "PM5 L2 2026-07-11 10.00 principal=10.00");
        await Seed.ChargeOffAsync("CO1", "L1", "2026-05-20", 100m);
        await Seed.ChargeOffAsync("CO2", "L1", "2026-06-20", 7m);
        await Seed.RecoveryAsync("R1", "CO1", "2026-07-20", 40m, 0m);
        await Seed.MoveAsync("L1", "S");
        await Seed.MoveAsync("L2", "A");
        await Seed.AccountsAsync(
            "1000 Cash asset cash", "1200 Loans asset loans_receivable", "1250 Interest asset interest_receivable", "1290 Allowance asset allowance",
            "5000 Provision expense provision");
        await Seed.EntryAsync("J1 2026-03-10 source=payment", "1000 debit 1200.00", "1200 credit 1000.00", "1250 credit 200.00");
        await Seed.EntryAsync("J2 2026-07-11 source=payment", "1000 debit 10.00", "1200 credit 10.00");
        await Seed.EntryAsync("J3 2026-05-20 source=charge_off", "1290 debit 100.00", "1200 credit 100.00");
    }

    // March: 1,200 of L1 were ours. April: 30 of L2 were not. July: 10 of L2 are ours, 400 of L1 are not.
    [Theory]
    [InlineData("2026-03-01", "2026-03-31")]
    [InlineData("2026-04-01", "2026-04-30")]
    [InlineData("2026-03-01", "2026-05-31")]
    [InlineData("2026-07-01", "2026-07-31")]
    public async Task Payments_agree_with_the_ledger_of_the_time_when_a_loan_was_owned(string from, string to) =>
        Assert.Equal(TieOutState.Green, (await TieOutAsync("PaymentsInLedger", ("from", from), ("to", to))).State);

    // On a day of June L1 was sold: whether the payment of the 10th was ours nobody can tell.
    [Theory]
    [InlineData("2026-06-01", "2026-06-30")]
    [InlineData("2026-03-01", "2026-07-31")]
    public async Task With_a_payment_of_the_month_in_which_a_loan_was_sold_nothing_is_said(string from, string to)
    {
        var result = await TieOutAsync("PaymentsInLedger", ("from", from), ("to", to));

        Assert.Equal(
            (TieOutState.NotApplicable, "Loans with payments changed between owned and not owned in 2026-06: month-ends do not tell on which day."),
            (result.State, result.Reason));
    }

    // May's snapshot is of the last day: what was posted by then was ours, and nothing else of the month was paid.
    [Fact]
    public async Task A_payment_that_the_ledger_lacks_is_red_though_its_loan_is_sold_today()
    {
        await Seed.PaymentsAsync("PM6 L1 2026-05-10 100.00 principal=100.00");

        Assert.Equal(
            ["USD cash: General ledger 0, Payments 100.00, This report 100.00", "USD principal: General ledger 0, Payments 100.00, This report 100.00"],
            Red(await TieOutAsync("PaymentsInLedger", ("from", "2026-05-01"), ("to", "2026-05-31"))));
    }

    // Where the month-end before the period is not loaded the one before that stands for it: L2 changed hands in April or May.
    [Fact]
    public async Task A_month_end_that_was_not_loaded_widens_the_doubt()
    {
        await Db.ExecuteAsync("delete from lending.loan_month where month_end = '2026-04-30'");
        await Db.ExecuteAsync("delete from lending.loan_month_load where month_end = '2026-04-30'");

        Assert.Equal(TieOutState.NotApplicable, (await TieOutAsync("PaymentsInLedger", ("from", "2026-04-01"), ("to", "2026-04-30"))).State);
    }

    // May: 100 of L1 were ours and lost. July: the 40 that came back were not.
    [Theory]
    [InlineData("2026-05-01", "2026-05-31", TieOutState.Green)]
    [InlineData("2026-07-01", "2026-07-31", TieOutState.Green)]
    [InlineData("2026-06-01", "2026-06-30", TieOutState.NotApplicable)]
    [InlineData("2026-05-01", "2026-07-31", TieOutState.NotApplicable)]
    public async Task The_allowance_moves_by_the_losses_of_loans_that_were_owned(string from, string to, TieOutState state)
    {
        var result = (await Engine.TieOutsAsync(Losses, ("from", from), ("to", to))).Single(one => one.Key == "AllowanceMovement");

        Assert.Equal(
            (state, state == TieOutState.Green ? null : "Loans charged off or recovered changed between owned and not owned in 2026-06: month-ends do not tell on which day."),
            (result.State, result.Reason));
    }
}
