using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.TieOuts;

/// <summary>
/// Identities of lending with a cent too much in dollars and one too little in euros: added up the currencies would agree, each by itself
/// does not. L1 is in dollars, E1 in euros. What the report itself shows has its own tests; here are the sides that it is held against.
/// </summary>
public sealed class LendingCurrenciesTests() : LendingReportTest("lending/delinquency-aging")
{
    private const string Closed = "drawn=0.00 prepaid=0.00 capitalised=0.00 charged_off_principal=0.00 sold_principal=0.00 adjustment=0.00";

    private static readonly (string, string)[] s_month = [("from", "2026-10-01"), ("to", "2026-10-31")];
    private static readonly (string, string)[] s_asOf = [("asOf", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.MonthAsync("2026-09-30", "L1 1000.00 dpd=0", "E1 50.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", $"L1 900.00 dpd=0 accrued=10.00 began=1000.00 paid=100.00 {Closed}", $"E1 40.00 dpd=0 accrued=5.00 began=50.00 paid=10.00 {Closed}");
        await Seed.AccountsAsync(
            "1000 Cash asset", "1250 Interest asset interest_receivable", "1290 Allowance asset allowance", "4000 Income income interest_income", "5000 Provision expense provision");
    }

    [Fact]
    public async Task The_beginning_and_the_movement_of_a_month_close_in_each_currency()
    {
        Assert.Empty(await RedAsync("lending/delinquency-aging", "MonthBeginning", s_asOf));
        Assert.Empty(await RedAsync("lending/delinquency-aging", "MonthMovement", s_asOf));
        await Db.ExecuteAsync("alter table lending.loan_month drop constraint loan_month_movement_check");
        await Db.ExecuteAsync("update lending.loan_month set beginning_upb = beginning_upb + case when currency = 'USD' then 0.01 else -0.01 end where month_end = '2026-10-31'");

        Assert.Equal(
            ["EUR loan E1: Beginning of the month 49.99, Month-end before 50.00", "USD loan L1: Beginning of the month 1000.01, Month-end before 1000.00"],
            await RedAsync("lending/delinquency-aging", "MonthBeginning", s_asOf));
        Assert.Equal(
            ["EUR loan E1: Beginning + movement 39.99, Principal 40.00", "USD loan L1: Beginning + movement 900.01, Principal 900.00"],
            await RedAsync("lending/delinquency-aging", "MonthMovement", s_asOf));
    }

    [Fact]
    public async Task The_allowance_moves_in_each_currency()
    {
        await Seed.ChargeOffAsync("C1", "L1", "2026-10-05", 10m);
        await Seed.ChargeOffAsync("C2", "E1", "2026-10-06", 7m);
        await Seed.EntryAsync("J1 2026-10-05", "1290 debit 10.00", "1000 credit 10.00");
        await Seed.EntryAsync("J2 2026-10-06", "1290 debit 7.00 EUR", "1000 credit 7.00 EUR");
        Assert.Empty(await RedAsync("lending/charge-off-recovery", "AllowanceMovement", s_month));

        await CentsAsync("1290");

        Assert.Equal(
            ["EUR 2026-10: Change of the allowance -6.99, Provision − charge-offs + recoveries -7.00", "USD 2026-10: Change of the allowance -10.01, Provision − charge-offs + recoveries -10.00"],
            await RedAsync("lending/charge-off-recovery", "AllowanceMovement", s_month));
    }

    [Fact]
    public async Task Accrued_interest_is_that_of_the_snapshots_and_of_the_ledger_in_each_currency()
    {
        await Seed.RowsAsync("lending.interest_event", "loan=L1 month=2026-10-01 earned=10.00", "loan=E1 month=2026-10-01 earned=5.00");
        await Seed.EntryAsync("J1 2026-10-31", "1250 debit 10.00", "4000 credit 10.00");
        await Seed.EntryAsync("J2 2026-10-31", "1250 debit 5.00 EUR", "4000 credit 5.00 EUR");
        Assert.Empty(await RedAsync("lending/interest-income", "InterestInSnapshots", s_month));
        Assert.Empty(await RedAsync("lending/interest-income", "InterestInLedger", s_month));

        await CentsAsync("1250");
        await Db.ExecuteAsync("update lending.interest_event set earned = earned + case when currency = 'USD' then 0.01 else -0.01 end");

        Assert.Equal(
            ["EUR 2026-10: General ledger 4.99, Loan snapshots 5.00", "USD 2026-10: General ledger 10.01, Loan snapshots 10.00"],
            await RedAsync("lending/interest-income", "InterestInLedger", s_month));
        Assert.Equal(
            ["EUR 2026-10: Loan snapshots 5.00, Roll-forward 4.99", "USD 2026-10: Loan snapshots 10.00, Roll-forward 10.01"],
            await RedAsync("lending/interest-income", "InterestInSnapshots", s_month));
    }

    [Fact]
    public async Task A_fee_settled_beyond_its_amount_is_red_in_its_currency()
    {
        await Seed.RowsAsync("lending.fee", "fee_number=F1 loan=L1 kind=late assessed_on=2026-10-01 amount=25.00", "fee_number=F2 loan=E1 kind=late assessed_on=2026-10-01 amount=7.00");
        await Seed.RowsAsync("lending.fee_event", "number=V1 fee=F1 kind=collected occurred_on=2026-10-02 amount=24.99", "number=V2 fee=F2 kind=collected occurred_on=2026-10-02 amount=7.01");

        Assert.Equal(["EUR late, fee F2: Assessed less settled -0.01, The same, no fee below zero 0"], await RedAsync("lending/fee-revenue", "FeesOutstanding", s_month));
    }

    [Fact]
    public async Task Lines_of_an_account_that_is_not_there_are_red_in_each_currency()
    {
        await Seed.EntryAsync("J1 2026-10-05", "1000 debit 10.00", "4000 credit 10.00");
        Assert.Empty(await RedAsync("lending/trial-balance", "LedgerLines", [("from", "2026-10-01"), .. s_asOf]));
        await UnguardedAsync(
            """
            insert into lending.journal_line (entry_id, line, account_id, debit, credit, currency)
            select e.id, v.line, 999999, v.debit, v.credit, v.currency
            from lending.journal_entry e, (values (8, 0.01, 0.00, 'USD'), (9, 0.00, 0.01, 'EUR')) v (line, debit, credit, currency)
            where e.entry_number = 'J1'
            """);

        Assert.Equal(
            ["EUR no account: General ledger -0.01, Trial balance 0", "USD no account: General ledger 0.01, Trial balance 0"],
            await RedAsync("lending/general-ledger", "LedgerPeriod", s_month));
        Assert.Equal(
            [
                "EUR no account, closing: General ledger -0.01, Trial balance 0", "EUR no account, credits: General ledger 0.01, Trial balance 0",
                "USD no account, closing: General ledger 0.01, Trial balance 0", "USD no account, debits: General ledger 0.01, Trial balance 0",
            ],
            await RedAsync("lending/trial-balance", "LedgerLines", [("from", "2026-10-01"), .. s_asOf]));
        Assert.Equal(
            ["EUR no account: Closing 0, Opening of the next day -0.01", "USD no account: Closing 0, Opening of the next day 0.01"],
            await RedAsync("lending/trial-balance", "LedgerCarriedForward", [("from", "2026-10-01"), .. s_asOf]));
    }

    [Theory]
    [InlineData("lending/portfolio-returns")]
    [InlineData("lending/loan-profitability")]
    public async Task Flows_of_loans_are_those_of_the_portfolios_in_each_currency(string report)
    {
        await Seed.PaymentsAsync("PM1 L1 2026-10-05 100.00 principal=100.00", "PM2 E1 2026-10-05 10.00 principal=10.00");
        Assert.Empty(await RedAsync(report, "ReturnFlows", s_asOf));
        await Db.ExecuteAsync("alter table lending.payment drop constraint payment_components_check");
        await Db.ExecuteAsync("update lending.payment set principal = principal + case when currency = 'USD' then 0.01 else -0.01 end");

        Assert.Equal(
            ["EUR received: Loans and unallocated 9.99, Portfolio returns 10.00", "USD received: Loans and unallocated 100.01, Portfolio returns 100.00"],
            await RedAsync(report, "ReturnFlows", s_asOf));
    }

    // A cent more on the account in dollars, a cent less in euros.
    private async Task CentsAsync(string account)
    {
        await Seed.EntryAsync("J8 2026-10-31", $"{account} debit 0.01", "1000 credit 0.01");
        await Seed.EntryAsync("J9 2026-10-31", $"{account} credit 0.01 EUR", "1000 debit 0.01 EUR");
    }

    private async Task<IReadOnlyList<string>> RedAsync(string report, string identity, params (string, string)[] parameters) =>
    [
        .. (await Engine.TieOutsAsync(report, parameters)).Single(result => result.Key == identity).Differences
            .Where(difference => difference.Place.Length > 0)
            .Select(difference => $"{difference.Currency} {difference.Place}: " + string.Join(", ", difference.Sides
                .Where(side => side.Source != "This report")
                .OrderBy(side => side.Source, StringComparer.Ordinal)
                .Select(side => FormattableString.Invariant($"{side.Source} {side.Amount}"))))
            .Order(StringComparer.Ordinal),
    ];
}
