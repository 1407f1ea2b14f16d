using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>29 February 2024 by value, in every report that counts days or months: see <see cref="LeapDayData"/>.</summary>
public sealed class LeapDayTests(LeapDayData data) : IClassFixture<LeapDayData>
{
    private const string That = "from=2024-02-29 to=2024-02-29";

    public static TheoryData<string, string, string> Reports => new()
    {
        { $"escrow/monthly-balance months {That}", "month opening inflow outflow closing cases_with_balance", "2024-02-01 | 0.00 | 105.00 | 45.00 | 60.00 | 1" },
        { "escrow/monthly-balance months from=2024-03-01 to=2024-03-01", "month opening inflow outflow closing", "2024-03-01 | 60.00 | 7.00 | 0.00 | 67.00" },
        { $"escrow/monthly-inflow-outflow months {That}", "inflow outflow net balance deposits disbursements refunds", "105.00 | 45.00 | 60.00 | 60.00 | 105.00 | 40.00 | 5.00" },
        { $"escrow/case-monthly-balance months {That}", "case_number opening inflow outflow closing", "C1 | 0.00 | 100.00 | 40.00 | 60.00; C2 | 0.00 | 5.00 | 5.00 | 0.00" },
        { $"escrow/monthly-deposits months {That}", "entries net mean median largest cases", "2 | 105.00 | 52.50 | 52.50 | 100.00 | 2" },
        { "escrow/incoming-deposits months through=2024-02-28", "month entries net cumulative", "2024-02-01 | 1 | 5.00 | 5.00" },
        { "escrow/incoming-deposits months through=2024-02-29", "month entries net cumulative", "2024-02-01 | 2 | 105.00 | 105.00" },
        { "escrow/incoming-deposits months through=2024-03-01", "month entries net cumulative", "2024-02-01 | 2 | 105.00 | 105.00; 2024-03-01 | 1 | 7.00 | 112.00" },
        { "escrow/active-as-of cases asOf=2024-02-28", "case_number days_open balance", "C2 | 365 | 5.00" },
        { "escrow/active-as-of cases asOf=2024-02-29", "case_number days_open balance", "C1 | 0 | 60.00" },
        { "escrow/active-as-of cases asOf=2025-02-28", "case_number days_open balance", "C1 | 365 | 67.00" },
        { "escrow/active-as-of cases asOf=2025-03-01", "case_number days_open balance", "C1 | 366 | 67.00" },
        { "escrow/case-life-span cases asOf=2024-02-29", "case_number opened_on last_closed_on days", "C2 | 2023-02-28 | 2024-02-29 | 366; C1 | 2024-02-29 | · | 0" },
        { "escrow/life-span-statistics years asOf=2024-02-29", "year_closed cases mean_days longest_days", "2024 | 1 | 366 | 366" },
        { "escrow/life-span-statistics distribution asOf=2024-02-29", "from_days to_days cases share", "360 | 449 | 1 | 1.000000000" },
        { "escrow/funds-at-close cases asOf=2024-02-29", "case_number closed_on before_refunds refunds_that_day end_of_day residual", "C2 | 2024-02-29 | 5.00 | 5.00 | 0.00 | 0.00" },
        { "escrow/starting-funds cases asOf=2024-02-29", "case_number funded_on days_to_funding received", "C2 | 2024-02-28 | 365 | 5.00; C1 | 2024-02-29 | 0 | 100.00" },
        { "escrow/never-funded cases asOf=2024-02-28", "case_number", "" },
        { "escrow/never-funded cases asOf=2024-02-27", "case_number days_waiting", "C2 | 364" },
        { "escrow/deposits-at-contract cases asOf=2024-02-29", "case_number occurred_on net_deposits base_compensation later_terms share_of_base", "C1 | 2024-02-29 | 100.00 | 1000.00 | True | 0.100000000" },
        { $"escrow/vendor-transactions vendors {That} vendor=V1", "vendor_code entries net_paid first_on", "V1 | 1 | 40.00 | 2024-02-29" },
        { $"escrow/payee-transactions entries {That}", "entry_number kind amount", "X1 | disbursement | 40.00; X2 | refund | 5.00" },
        { $"escrow/sales sales {That}", "cases_opened cases_funded cohort_deposits net_deposits last_case_on", "1 | 1 | 100.00 | 100.00 | 2024-02-29" },
        { $"escrow/agency-cases months {That}", "month opened closed open_at_end", "2024-02-01 | 1 | 1 | 1" },
        { $"escrow/monthly-activity months {That}", "month opened closed open_at_end entries", "2024-02-01 | 1 | 1 | 1 | 4" },
        { $"escrow/case-types-by-month months {That}", "month opened open_at_end", "2024-02-01 | 1 | 1" },
        { "lending/payment-activity activity from=2024-02-28 to=2024-03-01 every=day", "first_day last_day received_amount", "2024-02-28 | 2024-02-28 | 0.00; 2024-02-29 | 2024-02-29 | 50.00; 2024-03-01 | 2024-03-01 | 0.00" },
        { "lending/payment-activity activity from=2024-02-01 to=2024-02-29 every=month", "first_day last_day principal interest", "2024-02-01 | 2024-02-29 | 10.00 | 40.00" },

        // Due on 31 January: a month later by both, for the due date of February is its last day.
        { "lending/portfolio-summary portfolios asOf=2024-02-29", "portfolio loans upb days_30_to_59_loans", "PD | 1 | 500.00 | 0; PM | 1 | 891.00 | 1; PO | 1 | 500.00 | 1" },
        { "lending/loan-tape loans asOf=2024-02-29 portfolio=PD", "loan_number month_end days_past_due bucket", "D1 | 2024-02-29 | 29 | 1-29" },
        { "lending/delinquency-aging buckets asOf=2024-03-15 portfolio=PM", "loans upb", "0 | 0.00; 0 | 0.00; 1 | 891.00; 0 | 0.00; 0 | 0.00; 0 | 0.00; 0 | 0.00" },

        // 99 of 1,000 − 10; 100 charged off in 29 days, on (1,000 + 891) ÷ 2 beside 500.
        { $"lending/prepayment months {That} portfolio=PM", "month beginning_upb scheduled_ending unscheduled_principal smm", "2024-02-01 | 1000.00 | 990.00 | 99.00 | 0.100000000000" },
        { $"lending/charge-off-recovery period {That} portfolio=PD ratesBy=days", "gross_charge_offs average_upb net_charge_off_rate", "100.00 | 550.00 | 2.288401253918" },
        { $"lending/charge-off-recovery period {That} portfolio=PD", "gross_charge_offs average_upb net_charge_off_rate", "100.00 | 550.00 | 2.181818181818" },
        { $"lending/interest-income roll-forward {That} portfolio=PM", "month opening earned collected closing accrued_in_snapshot", "2024-02-01 | 0.00 | 60.00 | 40.00 | 20.00 | 20.00" },
        { $"lending/fee-revenue fees {That} kind=late portfolio=PM", "month fees assessed outstanding", "2024-02-01 | 1 | 8.00 | 8.00" },
        { "lending/trial-balance accounts asOf=2024-02-29", "account_code debits credits closing", "1000 | 50.00 | 0.00 | 50.00; 1200 | 0.00 | 50.00 | -50.00" },
        { "lending/trial-balance accounts asOf=2024-02-28", "account_code", "" },
        { $"lending/general-ledger lines {That} account=1000", "posted_on debit credit balance", "2024-02-29 | · | · | 0.00; 2024-02-29 | 50.00 | 0.00 | 50.00; 2024-02-29 | · | · | 50.00" },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task The_day_counts_on_its_own_day_and_in_its_own_month(string asked, string columns, string expected) =>
        Assert.Equal(expected, await AskedLines.ReadAsync(new TestEngine(data.Db, "2025-06-10"), asked, columns));
}
