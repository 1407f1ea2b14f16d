using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class LoanTapeTests() : LendingReportTest("lending/loan-tape")
{
    private static readonly (string, string)[] s_october = [("asOf", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2", "mba");
        await Seed.ProgramAsync("A");
        await Seed.LoanAsync("L1", "P1", "2025-01-15", 1000m, program: "A", state: "ID");
        await Seed.LoanAsync("L2", "P1", "2024-03-01", 2000m, state: "WA");
        await Seed.LoanAsync("L3", "P2", "2026-10-05", 300m);
    }

    [Fact]
    public async Task Each_loan_of_the_snapshot_has_a_row_those_that_left_too()
    {
        await SeedOctoberAsync();

        Assert.Equal(
            [
                "L1 | P1 | A | USD | 2025-01-15 | 1000.00 | active | 900.00 | 9.00 | 0.060000000 | 21 | 40 | 35 | 30-59 | ·",
                "L2 | P1 | · | USD | 2024-03-01 | 2000.00 | paid_off | 0.00 | · | · | 31 | · | · | · | paid_off",
                "L3 | P2 | · | USD | 2026-10-05 | 300.00 | active | 300.00 | · | · | 0 | · | · | Not known | ·",
            ],
            await LinesAsync("loans",
                "loan_number portfolio program currency originated_on original_principal status upb accrued_interest note_rate loan_age remaining_term days_past_due bucket zero_balance_code",
                s_october));
        Assert.Equal(["USD | 3 | 2 | 1 | 1200.00 | 9.00"], await LinesAsync("control", "currency rows active_loans exits upb accrued_interest", s_october));
    }

    [Fact]
    public async Task There_are_at_least_45_fields_each_in_the_dictionary_with_a_meaning()
    {
        await SeedOctoberAsync();
        var fields = await LinesAsync("dictionary", "position field heading meaning", s_october);

        Assert.True(fields.Count >= 45, $"{fields.Count} fields");
        Assert.Equal("1 | loan_number | Loan identifier | Number of the loan. A loan that has since moved to a portfolio outside your rows shows as moved.", fields[0]);
        Assert.Equal(
            ["borrower_name", "borrower_ssn_last_4", "borrower_email"],
            (await LinesAsync("dictionary", "personal field", s_october)).Where(line => line.StartsWith("True", StringComparison.Ordinal)).Select(line => line[7..]));
    }

    [Fact]
    public async Task The_payment_string_has_24_characters_with_the_newest_month_on_the_right()
    {
        // October 2024 is the 25th month back and must not show. No snapshot in September 2026.
        await Seed.MonthAsync("2024-10-31", "L1 900.00 dpd=200");
        await Seed.MonthAsync("2024-11-30", "L1 900.00 dpd=180");
        await Seed.MonthAsync("2024-12-31", "L1 900.00 dpd=150");
        await Seed.MonthAsync("2025-01-31", "L1 900.00 dpd=120");
        await Seed.MonthAsync("2025-02-28", "L1 900.00 dpd=119");
        await Seed.MonthAsync("2025-10-31", "L1 900.00 dpd=89");
        await Seed.MonthAsync("2025-11-30", "L1 900.00 dpd=59");
        await Seed.MonthAsync("2026-07-31", "L1 900.00 dpd=29");
        await Seed.MonthAsync("2026-08-31", "L1 900.00");
        await Seed.MonthAsync("2026-10-31", "L1 900.00 dpd=30", "L2 0.00 left=charged_off", "L3 300.00 due=2026-10-01");

        // L3 by MBA: due 1 October, missing at the month-end = one month late.
        Assert.Equal(
            ["L1 | 6543.......21.......0?.1 | 2 | 1 | 4", "L2 | .......................C | 0 | 0 | 0", "L3 | .......................1 | 1 | 0 | 0"],
            await LinesAsync("loans", "loan_number payment_string months_30 months_60 months_90", s_october));
    }

    [Fact]
    public async Task Payments_modifications_charge_offs_and_recoveries_count_through_the_month_end()
    {
        await SeedOctoberAsync();
        await Seed.PaymentsAsync(
            "PM1 L1 2025-10-31 999.00 principal=999.00",
            "PM2 L1 2025-11-01 10.00 interest=10.00",
            "PM3 L1 2026-10-01 50.00 principal=30.00 interest=15.00 fees=5.00 received=2026-09-30",
            "PM4 L1 2026-10-09 -10.00 interest=-10.00 kind=nsf of=PM2",
            "PM5 L1 2026-11-01 7.00 interest=7.00");
        await Seed.ModificationAsync("M1", "L1", "2026-02-01");
        await Seed.ModificationAsync("M2", "L1", "2026-10-31");
        await Seed.ModificationAsync("M3", "L1", "2026-11-01");
        await Seed.ChargeOffAsync("C1", "L2", "2026-01-10", 500m);
        await Seed.ChargeOffAsync("C2", "L2", "2026-11-10", 9m);
        await Seed.RecoveryAsync("R1", "C1", "2026-03-01", 120m, 20m);
        await Seed.RecoveryAsync("R2", "C1", "2026-11-01", 1m, 0m);

        Assert.Equal(
            "L1 | 40.00 | 30.00 | 5.00 | 5.00 | 50.00 | 1 | 2026-09-30 | 2 | 2026-10-31",
            (await LinesAsync("loans",
                "loan_number paid_in_month principal_in_month interest_in_month fees_in_month paid_in_12_months nsf_in_12_months last_paid_on modification_count last_modified_on",
                s_october))[0]);
        Assert.Equal(
            ["L1 | 0.00 | 0.00 | 0.00", "L2 | 500.00 | 120.00 | 20.00", "L3 | 0.00 | 0.00 | 0.00"],
            await LinesAsync("loans", "loan_number charged_off_to_date recoveries_to_date recovery_cost_to_date", s_october));
    }

    [Theory]
    [InlineData("portfolio", "P2", "L3")]
    [InlineData("program", "A", "L1")]
    [InlineData("vintage", "2024,2026", "L2 L3")]
    [InlineData("bucket", "30-59,60-89", "L1")]
    [InlineData("bucket", "unknown", "L3")]
    [InlineData("state", "WA", "L2")]
    [InlineData("includeExits", "false", "L1 L3")]
    [InlineData("currency", "USD", "L1 L2 L3")]
    public async Task Each_filter_keeps_its_loans(string parameter, string value, string loans)
    {
        await SeedOctoberAsync();

        Assert.Equal(loans.Split(' '), await LinesAsync("loans", "loan_number", [.. s_october, (parameter, value)]));
    }

    [Fact]
    public async Task Personal_fields_are_masked_without_the_right()
    {
        await SeedOctoberAsync();
        var caller = TestEngine.Caller(RowScope.All, Permissions.LendingLoan);

        Assert.Equal(["L1 | •••", "L2 | •••", "L3 | •••"], await LinesAsync(caller, "loans", "loan_number borrower_name", s_october));
        Assert.Equal("Borrower of L1 | 1234", (await LinesAsync("loans", "borrower_name borrower_ssn_last_4", s_october))[0]);
    }

    [Fact]
    public async Task A_scoped_caller_sees_the_rows_of_his_portfolio_also_of_a_loan_that_has_moved_away()
    {
        await Seed.MonthAsync("2026-10-31", "L1 900.00 in=P2 dpd=0", "L3 300.00");

        Assert.Equal(["300.00", "900.00"], (await LinesAsync(OnlyP2, "loans", "upb", s_october)).Order(StringComparer.Ordinal));
        Assert.Single(await LinesAsync(OnlyP2, "loans", "loan_number", s_october), line => line.StartsWith("moved (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Principal_ties_out_with_the_other_reports_and_not_for_part_of_the_tape()
    {
        await SeedOctoberAsync();

        Assert.Equal(TieOutState.Green, (await TieOutAsync("LoanBalances", s_october)).State);
        Assert.Equal("The tape is cut by bucket.", (await TieOutAsync("LoanBalances", [.. s_october, ("bucket", "current")])).Reason);
        Assert.Equal("The tape is cut by property state.", (await TieOutAsync("LoanBalances", [.. s_october, ("state", "ID")])).Reason);
    }

    [Fact]
    public async Task A_cent_between_tape_and_ledger_is_red()
    {
        await SeedOctoberAsync();
        await Seed.AccountsAsync("1000 Cash asset cash", "1200 Loans asset loans_receivable");
        await Seed.EntryAsync("J1 2026-10-31", "1200 debit 1199.99", "1000 credit 1199.99");

        Assert.Equal(["USD since 2026-10 or earlier: General ledger 1199.99, Loan snapshots 1200.00"], Red(await TieOutAsync("LoansInLedger", s_october)));
    }

    private Task SeedOctoberAsync() => Seed.MonthAsync("2026-10-31",
        "L1 900.00 rate=0.06 term=40 dpd=35 accrued=9.00", "L2 0.00 left=paid_off zero_balance_on=2026-10-10 exit=1500.00", "L3 300.00");
}
