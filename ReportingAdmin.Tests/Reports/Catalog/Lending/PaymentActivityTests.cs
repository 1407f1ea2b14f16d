using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class PaymentActivityTests() : LendingReportTest("lending/payment-activity")
{
    private const string Received = "first_day last_day currency received_count received_amount principal interest fees escrow unapplied";
    private const string Taken = "first_day reversed_count reversed_amount nsf_count nsf_amount net_amount";
    private const string Net = "first_day net_amount net_principal net_interest net_fees net_escrow net_unapplied";

    private static readonly (string, string)[] s_augustToOctober = [("from", "2026-08-01"), ("to", "2026-10-31"), ("every", "month")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2", owned: false);
        await Seed.ProgramAsync("A");
        await Seed.LoanAsync("L1", "P1", "2024-05-01", program: "A");
        await Seed.LoanAsync("L2", "P2", "2025-05-01");
        await Seed.PaymentsAsync(
            "PM1 L1 2026-08-31 100.00 principal=60.00 interest=20.00 fees=5.00 escrow=10.00 unapplied=5.00 method=ach",
            "PM2 L2 2026-10-01 50.00 principal=50.00 method=check received=2026-09-29 effective=2026-09-30",
            "PM3 L1 2026-10-05 30.00 principal=20.00 interest=10.00 method=ach",
            "PM4 L1 2026-10-07 -30.00 principal=-20.00 interest=-10.00 kind=nsf of=PM3 method=ach",
            "PM5 L1 2026-10-31 -100.00 principal=-60.00 interest=-20.00 fees=-5.00 escrow=-10.00 unapplied=-5.00 kind=reversal of=PM1 method=ach");
    }

    [Fact]
    public async Task Every_month_shows_what_was_received_also_without_a_payment() =>
        Assert.Equal(
            [
                "2026-08-01 | 2026-08-31 | USD | 1 | 100.00 | 60.00 | 20.00 | 5.00 | 10.00 | 5.00",
                "2026-09-01 | 2026-09-30 | USD | 0 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00",
                "2026-10-01 | 2026-10-31 | USD | 2 | 80.00 | 70.00 | 10.00 | 0.00 | 0.00 | 0.00",
            ],
            await LinesAsync("activity", Received, s_augustToOctober));

    [Fact]
    public async Task Reversals_and_returned_payments_stand_apart_in_their_own_month()
    {
        Assert.Equal(
            ["2026-08-01 | 0 | 0.00 | 0 | 0.00 | 100.00", "2026-09-01 | 0 | 0.00 | 0 | 0.00 | 0.00", "2026-10-01 | 1 | -100.00 | 1 | -30.00 | -50.00"],
            await LinesAsync("activity", Taken, s_augustToOctober));
        Assert.Equal(
            "2026-10-01 | -50.00 | -10.00 | -20.00 | -5.00 | -10.00 | -5.00",
            (await LinesAsync("activity", Net, s_augustToOctober))[2]);
    }

    [Fact]
    public async Task Totals_add_up_the_periods()
    {
        var preview = await Engine.PreviewAsync("lending/payment-activity", null, s_augustToOctober);

        Assert.Equal(180m, Total(preview, "received_amount", "USD"));
        Assert.Equal(50m, Total(preview, "net_amount", "USD"));
        Assert.Equal(3m, Total(preview, "received_count", "USD"));
    }

    [Fact]
    public async Task Weeks_begin_on_Monday_and_end_with_the_period() =>
        Assert.Equal(
            ["2026-09-30 | 2026-10-04 | USD | 1 | 50.00", "2026-10-05 | 2026-10-07 | USD | 1 | 30.00"],
            await LinesAsync("activity", "first_day last_day currency received_count received_amount", ("from", "2026-09-30"), ("to", "2026-10-07"), ("every", "week")));

    [Fact]
    public async Task Days_stand_one_by_one() =>
        Assert.Equal(
            ["2026-10-04 | 2026-10-04 | 0.00", "2026-10-05 | 2026-10-05 | 30.00", "2026-10-06 | 2026-10-06 | 0.00", "2026-10-07 | 2026-10-07 | -30.00"],
            await LinesAsync("activity", "first_day last_day net_amount", ("from", "2026-10-04"), ("to", "2026-10-07"), ("every", "day")));

    [Fact]
    public async Task Methods_have_rows_of_their_own_when_asked() =>
        Assert.Equal(
            ["2026-10-01 | ACH | 1 | 30.00 | -100.00", "2026-10-01 | check | 1 | 50.00 | 50.00"],
            await LinesAsync("activity", "first_day method received_count received_amount net_amount", ("from", "2026-10-01"), ("to", "2026-10-31"), ("every", "month"), ("byMethod", "true")));

    [Theory]
    [InlineData("posted", "0.00")]
    [InlineData("effective", "50.00")]
    [InlineData("received", "50.00")]
    public async Task The_basis_decides_the_month(string basis, string september) =>
        Assert.Equal(
            [september],
            await LinesAsync("activity", "received_amount", ("from", "2026-09-01"), ("to", "2026-09-30"), ("every", "month"), ("basis", basis)));

    [Fact]
    public async Task A_payment_without_the_chosen_date_counts_on_its_posting_date() =>
        Assert.Equal(
            ["30.00"],
            await LinesAsync("activity", "received_amount", ("from", "2026-10-01"), ("to", "2026-10-31"), ("every", "month"), ("basis", "received")));

    [Theory]
    [InlineData("portfolio", "P2", 50)]
    [InlineData("program", "A", 130)]
    [InlineData("vintage", "2025", 50)]
    [InlineData("method", "check,wire", 50)]
    [InlineData("currency", "USD", 180)]
    public async Task Each_filter_keeps_its_payments(string parameter, string value, int received)
    {
        await WriteAsync(TestEngine.Everyone, [.. s_augustToOctober, (parameter, value)]);
        var preview = await Engine.PreviewAsync("lending/payment-activity", null, [.. s_augustToOctober, (parameter, value)]);

        Assert.Equal(received, Total(preview, "received_amount", "USD"));
    }

    [Fact]
    public async Task Currencies_have_rows_of_their_own()
    {
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.PaymentsAsync("PM9 E1 2026-10-02 7.00 interest=7.00");

        Assert.Equal(
            ["EUR | 7.00", "USD | 80.00"],
            await LinesAsync("activity", "currency received_amount", ("from", "2026-10-01"), ("to", "2026-10-31"), ("every", "month")));
    }

    [Fact]
    public async Task Before_everything_the_currencies_of_portfolios_with_loans_have_empty_rows()
    {
        await Seed.PortfolioAsync("P3", currency: "EUR");
        Assert.Equal(["USD | 0.00"], await LinesAsync("activity", "currency net_amount", ("from", "2020-01-01"), ("to", "2020-01-31"), ("every", "month")));

        await Seed.LoanAsync("E1", "P3", currency: "EUR");
        Assert.Equal(["EUR | 0.00", "USD | 0.00"], await LinesAsync("activity", "currency net_amount", ("from", "2020-01-01"), ("to", "2020-01-31"), ("every", "month")));
    }

    [Fact]
    public async Task A_scoped_caller_sees_the_payments_of_his_loans() =>
        Assert.Equal(["50.00"], await LinesAsync(OnlyP2, "activity", "net_amount", ("from", "2026-10-01"), ("to", "2026-10-31"), ("every", "month")));

    [Fact]
    public async Task Payments_of_owned_loans_tie_out_with_the_ledger_part_by_part()
    {
        await SeedLedgerAsync();

        var result = await TieOutAsync("PaymentsInLedger", s_augustToOctober);

        Assert.Equal(TieOutState.Green, result.State);
    }

    [Fact]
    [Breaks("PaymentsInLedger", Harm.Missing)]
    public async Task A_missing_entry_is_red_in_each_part_it_had()
    {
        await SeedLedgerAsync();
        await Db.ExecuteAsync("delete from lending.journal_entry where entry_number = 'J4'");

        Assert.Equal(
            [
                "USD cash: General ledger 30.00, Payments 0.00, This report 0.00",
                "USD principal: General ledger 20.00, Payments 0.00, This report 0.00",
                "USD interest: General ledger 10.00, Payments 0.00, This report 0.00",
            ],
            Red(await TieOutAsync("PaymentsInLedger", s_augustToOctober)));
    }

    [Fact]
    [Breaks("PaymentsInLedger", Harm.Cent)]
    public async Task A_cent_on_the_wrong_account_is_red_on_both()
    {
        await SeedLedgerAsync();
        await Seed.EntryAsync("J9 2026-10-08 source=payment", "1200 debit 0.01", "4000 credit 0.01");

        Assert.Equal(
            ["USD interest: General ledger 0.01, Payments 0.00, This report 0.00", "USD principal: General ledger -0.01, Payments 0.00, This report 0.00"],
            Red(await TieOutAsync("PaymentsInLedger", s_augustToOctober)));
    }

    [Fact]
    [Breaks("PaymentsInLedger", Harm.Doubled)]
    public async Task A_doubled_payment_entry_is_red()
    {
        await SeedLedgerAsync();
        await Seed.EntryAsync("J9 2026-10-05 source=payment", "1000 debit 30.00", "1200 credit 20.00", "4000 credit 10.00");

        Assert.Equal(
            [
                "USD cash: General ledger 30.00, Payments 0.00, This report 0.00",
                "USD principal: General ledger 20.00, Payments 0.00, This report 0.00",
                "USD interest: General ledger 10.00, Payments 0.00, This report 0.00",
            ],
            Red(await TieOutAsync("PaymentsInLedger", s_augustToOctober)));
    }

    [Fact]
    public async Task An_account_without_a_mark_shows_as_a_difference_of_its_own()
    {
        await SeedLedgerAsync();
        await Seed.AccountsAsync("9999 Elsewhere liability");
        await Seed.EntryAsync("J9 2026-10-08 source=payment", "1000 debit 5.00", "9999 credit 5.00");

        Assert.Equal(
            ["USD cash: General ledger 5.00, Payments 0.00, This report 0.00", "USD other accounts: General ledger 5.00, Payments 0, This report 0"],
            Red(await TieOutAsync("PaymentsInLedger", s_augustToOctober)));
    }

    [Theory]
    [InlineData("basis", "received", "The ledger knows posting dates only.")]
    [InlineData("portfolio", "P1", "The ledger's payment entries cannot be cut by portfolio.")]
    [InlineData("method", "ach", "The ledger's payment entries cannot be cut by method.")]
    public async Task The_ledger_is_not_asked_what_it_cannot_answer(string parameter, string value, string reason)
    {
        await SeedLedgerAsync();

        var result = await TieOutAsync("PaymentsInLedger", [.. s_augustToOctober, (parameter, value)]);

        Assert.Equal((TieOutState.NotApplicable, reason), (result.State, result.Reason));
    }

    [Fact]
    public async Task A_period_without_payment_and_entry_is_green_and_a_ledger_without_marks_is_not_asked()
    {
        Assert.Equal(TieOutState.NotApplicable, (await TieOutAsync("PaymentsInLedger", s_augustToOctober)).State);

        await SeedLedgerAsync();
        Assert.Equal(TieOutState.Green, (await TieOutAsync("PaymentsInLedger", ("from", "2020-01-01"), ("to", "2020-01-31"), ("every", "month"))).State);
    }

    // The entries of L1's payments; L2 is not on the balance sheet.
    private async Task SeedLedgerAsync()
    {
        await Seed.AccountsAsync(
            "1000 Cash asset cash", "1200 Loans asset loans_receivable", "1250 Interest asset interest_receivable", "1260 Fees asset fee_receivable",
            "2100 Escrow liability escrow_liability", "2200 Unapplied liability unapplied", "4000 Income income interest_income");
        await Seed.EntryAsync("J1 2026-08-31 source=payment",
            "1000 debit 100.00", "1200 credit 60.00", "1250 credit 20.00", "1260 credit 5.00", "2100 credit 10.00", "2200 credit 5.00");
        await Seed.EntryAsync("J3 2026-10-05 source=payment", "1000 debit 30.00", "1200 credit 20.00", "4000 credit 10.00");
        await Seed.EntryAsync("J4 2026-10-07 source=payment reverses=J3", "1000 credit 30.00", "1200 debit 20.00", "4000 debit 10.00");
        await Seed.EntryAsync("J5 2026-10-31 source=payment reverses=J1",
            "1000 credit 100.00", "1200 debit 60.00", "1250 debit 20.00", "1260 debit 5.00", "2100 debit 10.00", "2200 debit 5.00");
        await Seed.EntryAsync("J6 2026-10-31 source=accrual", "1250 debit 3.00", "4000 credit 3.00");
    }
}
