using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class ChargeOffRecoveryTests() : LendingReportTest("lending/charge-off-recovery")
{
    private static readonly (string, string)[] s_quarter = [("from", "2026-07-01"), ("to", "2026-09-30")];

    // The golden quarter: gross 150,000, recoveries 30,000, loans from 9.8 to 10.2 million.
    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2", owned: false);
        await Seed.ProgramAsync("A");
        await Seed.LoanAsync("L1", "P1", "2024-05-01", program: "A");
        await Seed.LoanAsync("L2", "P1", "2025-05-01");
        await Seed.MonthAsync("2026-06-30", "L1 9800000.00");
        await Seed.MonthAsync("2026-07-31", "L1 9900000.00");
        await Seed.MonthAsync("2026-08-31", "L1 10100000.00");
        await Seed.MonthAsync("2026-09-30", "L1 10200000.00");
        await Seed.RowsAsync("lending.charge_off",
            "number=CO1 loan=L1 charged_off_on=2026-07-15 posted_on=2026-07-15 principal=100000 interest_reversed=70.00",
            "number=CO2 loan=L2 charged_off_on=2026-09-30 posted_on=2026-09-30 principal=50000 kind=write_off");
        await Seed.RecoveryAsync("R1", "CO1", "2026-08-20", 30000m, 1000m);
    }

    [Fact]
    [Golden(GoldenNumbersTests.NetChargeOffRate)]
    public async Task A_quarter_is_annualised_on_the_mean_of_its_months() =>
        Assert.Equal(
            ["USD | all | 3 | 150000.00 | 50000.00 | 30000.00 | 120000.00 | 10000000.00 | 0.048000000000"],
            await LinesAsync("period", "currency portfolio months gross_charge_offs write_offs recoveries net_charge_offs average_upb net_charge_off_rate", s_quarter));

    // 12 × 100,000 ÷ 9.85 million; 12 × −30,000 ÷ 10 million; 12 × 50,000 ÷ 10.15 million.
    [Fact]
    public async Task Each_month_stands_by_itself_and_may_be_negative() =>
        Assert.Equal(
            [
                "2026-07-01 | 1 | 100000.00 | 0.00 | 0.00 | 100000.00 | 0.00 | 70.00 | 9800000.00 | 9900000.00 | 9850000.00 | 0.121827411168",
                "2026-08-01 | 0 | 0.00 | 0.00 | 30000.00 | -30000.00 | 1000.00 | 0.00 | 9900000.00 | 10100000.00 | 10000000.00 | -0.036000000000",
                "2026-09-01 | 1 | 50000.00 | 50000.00 | 0.00 | 50000.00 | 0.00 | 0.00 | 10100000.00 | 10200000.00 | 10150000.00 | 0.059113300493",
            ],
            await LinesAsync("months",
                "month charge_offs gross_charge_offs write_offs recoveries net_charge_offs recovery_cost interest_reversed opening_upb closing_upb average_upb net_charge_off_rate", s_quarter));

    // 1.2 % in 92 days: 0.012 × 365 ÷ 92. The months: 365 × net ÷ 31 or 30 days ÷ their average loans.
    [Fact]
    public async Task By_days_the_quarter_is_92_of_365_and_each_month_has_its_own()
    {
        (string, string)[] byDays = [.. s_quarter, ("ratesBy", "days")];

        Assert.Equal(["0.047608695652"], await LinesAsync("period", "net_charge_off_rate", byDays));
        Assert.Equal(["0.119534959882", "-0.035322580645", "0.059934318555"], await LinesAsync("months", "net_charge_off_rate", byDays));
    }

    // July and August: 12 × 70,000 ÷ 2 = 420,000; ÷ (9.85 + 10) ÷ 2 = 9.925 million, or ÷ (9.8 + 10.1) ÷ 2 = 9.95 million.
    [Fact]
    public async Task Average_loans_are_the_mean_of_all_months_or_of_both_ends()
    {
        (string, string)[] twoMonths = [("from", "2026-07-01"), ("to", "2026-08-31")];

        Assert.Equal(["9925000.00 | 0.042317380353"], await LinesAsync("period", "average_upb net_charge_off_rate", twoMonths));
        Assert.Equal(["9950000.00 | 0.042211055276"], await LinesAsync("period", "average_upb net_charge_off_rate", [.. twoMonths, ("averageLoans", "ends")]));
    }

    [Fact]
    public async Task The_settings_stand_where_nothing_is_chosen_and_what_was_taken_is_printed()
    {
        var engine = new TestEngine(Db, conventions: new ConventionOptions { ChargeOffRatesBy = "days", AverageLoans = "ends" });

        var preview = await engine.PreviewAsync("lending/charge-off-recovery", "period", s_quarter);

        Assert.Equal("Days (× 365 ÷ days)", preview.Parameters.Single(parameter => parameter.Name == "ratesBy").Resolved);
        Assert.Equal("First and last balance", preview.Parameters.Single(parameter => parameter.Name == "averageLoans").Resolved);
        Assert.EndsWith(" | 10000000.00 | 0.047608695652", Assert.Single(TestEngine.Lines(preview)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_counts_for_the_month_of_its_charge_off_in_the_cohorts() =>
        Assert.Equal(
            ["2026-07-01 | 100000.00 | 30000.00 | 0.300000000000", "2026-08-01 | 0.00 | 0.00 | ·", "2026-09-01 | 50000.00 | 0.00 | 0.000000000000"],
            await LinesAsync("cohorts", "month gross_charge_offs recovered recovery_rate", s_quarter));

    [Fact]
    public async Task A_reversal_is_taken_off_in_its_own_month_and_off_its_cohort()
    {
        await Seed.RowsAsync("lending.charge_off", "number=CO3 loan=L1 charged_off_on=2026-09-02 posted_on=2026-09-02 principal=-100000 reverses=CO1");

        Assert.Equal(
            ["1 | 100000.00 | 0.00", "0 | 0.00 | 0.00", "1 | -50000.00 | -100000.00"],
            await LinesAsync("months", "charge_offs gross_charge_offs reversed", s_quarter));
        Assert.Equal(
            ["0.00 | 30000.00 | ·", "0.00 | 0.00 | ·", "50000.00 | 0.00 | 0.000000000000"],
            await LinesAsync("cohorts", "gross_charge_offs recovered recovery_rate", s_quarter));
    }

    [Fact]
    public async Task Without_a_month_end_there_is_no_average_and_no_rate() =>
        Assert.Equal(
            ["2026-09-01 | 10100000.00 | 10200000.00 | 0.059113300493", "2026-10-01 | 10200000.00 | · | ·"],
            await LinesAsync("months", "month opening_upb closing_upb net_charge_off_rate", ("from", "2026-09-10"), ("to", "2026-10-03")));

    [Fact]
    public async Task A_month_loaded_in_part_is_not_loaded()
    {
        await Seed.LoadedAsync("2026-09-30", "P2", complete: false);

        Assert.Equal(["USD | · | ·"], await LinesAsync("period", "currency average_upb net_charge_off_rate", s_quarter));
        Assert.Equal(["10200000.00"], await LinesAsync("months", "closing_upb", ("from", "2026-09-01"), ("to", "2026-09-30"), ("portfolio", "P1")));
    }

    // P2 has snapshots of July and September and none of August.
    [Fact]
    public async Task A_month_that_one_portfolio_lacks_is_not_loaded()
    {
        await Seed.LoanAsync("L3", "P2");
        await Seed.MonthAsync("2026-07-31", "L3 5.00");
        await Seed.MonthAsync("2026-09-30", "L3 5.00");

        Assert.Equal(["9900005.00 | 0.121827380247", "· | ·", "10200005.00 | ·"], await LinesAsync("months", "closing_upb net_charge_off_rate", s_quarter));
        Assert.Equal(["10100000.00 | -0.036000000000"], await LinesAsync("months", "closing_upb net_charge_off_rate", ("from", "2026-08-01"), ("to", "2026-08-31"), ("portfolio", "P1")));
    }

    [Fact]
    public async Task Before_everything_there_are_zeros_and_no_rate() =>
        Assert.Equal(
            ["2020-01-01 | USD | 0.00 | 0.00 | ·"],
            await LinesAsync("months", "month currency gross_charge_offs net_charge_offs net_charge_off_rate", ("from", "2020-01-01"), ("to", "2020-01-31")));

    [Fact]
    public async Task Portfolios_and_vintages_have_rows_of_their_own_when_asked()
    {
        Assert.Equal(
            ["P1 | · | 150000.00"],
            await LinesAsync("period", "portfolio vintage gross_charge_offs", [.. s_quarter, ("byPortfolio", "true"), ("portfolio", "P1")]));
        Assert.Equal(
            ["2024 | 100000.00 | 0.028000000000", "2025 | 50000.00 | ·"],
            await LinesAsync("period", "vintage gross_charge_offs net_charge_off_rate", [.. s_quarter, ("byVintage", "true")]));
    }

    [Theory]
    [InlineData("portfolio", "P2", "0.00 | 0.00")]
    [InlineData("program", "A", "100000.00 | 30000.00")]
    [InlineData("vintage", "2025", "50000.00 | 0.00")]
    public async Task Each_filter_keeps_its_loans(string parameter, string value, string expected)
    {
        await Seed.LoanAsync("L3", "P2");
        Assert.Equal([expected], await LinesAsync("period", "gross_charge_offs recoveries", [.. s_quarter, (parameter, value)]));
    }

    [Fact]
    public async Task Currencies_are_never_added_and_the_largest_amount_stays_exact()
    {
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.RowsAsync("lending.charge_off", "number=CO9 loan=E1 charged_off_on=2026-07-31 posted_on=2026-07-31 principal=9999999999999999.99");

        Assert.Equal(
            ["EUR | 9999999999999999.99", "USD | 150000.00"],
            await LinesAsync("period", "currency gross_charge_offs", s_quarter));
    }

    [Fact]
    public async Task A_scoped_caller_sees_the_losses_of_his_loans()
    {
        await Seed.LoanAsync("L3", "P2");
        Assert.Equal(["0.00"], await LinesAsync(OnlyP2, "period", "gross_charge_offs", s_quarter));
    }

    [Fact]
    public async Task The_allowance_moves_by_provision_losses_and_recoveries()
    {
        await SeedLedgerAsync();

        Assert.Equal(TieOutState.Green, (await TieOutAsync("AllowanceMovement", s_quarter)).State);
        Assert.Equal("The ledger's allowance cannot be cut by program.", (await TieOutAsync("AllowanceMovement", [.. s_quarter, ("program", "A")])).Reason);
    }

    [Fact]
    [Breaks("AllowanceMovement", Harm.All)]
    public async Task A_cent_too_much_provision_a_missing_loss_and_a_doubled_recovery_are_red_in_their_months()
    {
        await SeedLedgerAsync();
        await Db.ExecuteAsync("delete from lending.journal_entry where entry_number = 'J3'");
        await Seed.EntryAsync("J8 2026-07-31", "5000 debit 0.01", "1000 credit 0.01");
        await Seed.RecoveryAsync("R2", "CO1", "2026-08-20", 30000m, 0m);

        Assert.Equal(
            [
                "USD 2026-09: Change of the allowance 0, Provision − charge-offs + recoveries -50000.00, This report -50000.00",
                "USD 2026-08: Change of the allowance 30000.00, Provision − charge-offs + recoveries 60000.00, This report 60000.00",
                "USD 2026-07: Change of the allowance 20000.00, Provision − charge-offs + recoveries 20000.01, This report 20000.01",
            ],
            Red(await TieOutAsync("AllowanceMovement", s_quarter)));
    }

    // Without its charge-off the report does not find the recovery, though it was posted; loans of others are in its rows and in no side.
    [Fact]
    public async Task What_the_report_prints_of_owned_loans_is_a_side()
    {
        await SeedLedgerAsync();
        await Seed.PortfolioAsync("P9", owned: false);
        await Seed.LoanAsync("L9", "P9");
        await Seed.ChargeOffAsync("CO9", "L9", "2026-08-05", 700m);
        await Seed.RecoveryAsync("R9", "CO9", "2026-09-05", 70m, 0m);
        Assert.Equal(TieOutState.Green, (await TieOutAsync("AllowanceMovement", s_quarter)).State);

        await UnguardedAsync("delete from lending.charge_off where number = 'CO1'");
        Assert.Equal(
            [
                "USD 2026-07: Change of the allowance 20000.00, Provision − charge-offs + recoveries 120000.00, This report 120000.00",
                "USD 2026-08: Change of the allowance 30000.00, Provision − charge-offs + recoveries 30000.00, This report 0.00",
            ],
            Red(await TieOutAsync("AllowanceMovement", s_quarter)));
    }

    [Fact]
    public async Task Without_a_marked_account_the_ledger_is_not_asked() =>
        Assert.Equal(TieOutState.NotApplicable, (await TieOutAsync("AllowanceMovement", s_quarter)).State);

    private async Task SeedLedgerAsync()
    {
        await Seed.AccountsAsync("1000 Cash asset cash", "1200 Loans asset loans_receivable", "1290 Allowance asset allowance", "5000 Provision expense provision");
        await Seed.EntryAsync("J1 2026-07-31 source=provision", "5000 debit 120000.00", "1290 credit 120000.00");
        await Seed.EntryAsync("J2 2026-07-15 source=charge_off", "1290 debit 100000.00", "1200 credit 100000.00");
        await Seed.EntryAsync("J3 2026-09-30 source=charge_off", "1290 debit 50000.00", "1200 credit 50000.00");
        await Seed.EntryAsync("J4 2026-08-20 source=recovery", "1000 debit 30000.00", "1290 credit 30000.00");
    }
}
