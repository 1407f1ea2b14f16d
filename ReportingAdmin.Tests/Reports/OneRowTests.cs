using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>
/// One case and nothing else: opened on 1 October 2026 in Idaho by Ana, 1,000 paid in on the 15th, then 100 to a vendor, 50 in fees and
/// 30 by card; closed on 10 November with the refund of the remaining 820. Means, medians and shares of one are that one.
/// </summary>
public sealed class OneRowTests(EscrowFixture fixture) : IClassFixture<EscrowFixture>
{
    private const string October = "from=2026-10-01 to=2026-10-31";

    public static TheoryData<string, string, string> Reports => new()
    {
        { $"escrow/sales sales {October}", "sales_staff_code cases_opened cases_funded funded_share cohort_deposits average_case_value net_deposits net_deductions last_case_on last_case", "ANA | 1 | 1 | 1.000000000 | 1000.00 | 1000.00 | 1000.00 | 50.00 | 2026-10-01 | C1" },
        { $"escrow/sales-by-agency sales {October}", "agency_code cases_opened cases_funded funded_share cohort_deposits average_case_value net_deposits net_deductions last_case", "NW | 1 | 1 | 1.000000000 | 1000.00 | 1000.00 | 1000.00 | 50.00 | C1" },
        { $"escrow/agency-cases months {October}", "agency_code case_type month opened reopened closed cancelled open_at_end", "NW | surrogacy | 2026-10-01 | 1 | 0 | 0 | 0 | 1" },
        { $"escrow/payee-transactions entries {October} payee=vendor:V1", "entry_number case_number kind amount", "E2 | C1 | disbursement | 100.00" },
        { "escrow/case-life-span cases asOf=2026-10-31", "case_number opened_on last_closed_on still_open days", "C1 | 2026-10-01 | · | True | 30" },
        { "escrow/case-life-span cases asOf=2026-11-30", "case_number opened_on last_closed_on still_open days", "C1 | 2026-10-01 | 2026-11-10 | False | 40" },
        { $"escrow/monthly-balance months {October}", "month opening inflow outflow net closing cases_with_balance negative_cases negative_amount", "2026-10-01 | 0.00 | 1000.00 | 180.00 | 820.00 | 820.00 | 1 | 0 | 0.00" },
        { $"escrow/case-monthly-balance months {October}", "case_number month opening inflow outflow closing", "C1 | 2026-10-01 | 0.00 | 1000.00 | 180.00 | 820.00" },
        { $"escrow/state-monthly-balance months {October}", "state month opening inflow outflow closing", "ID | 2026-10-01 | 0.00 | 1000.00 | 180.00 | 820.00" },
        { $"escrow/monthly-activity months {October}", "opened reopened closed cancelled open_at_end entries requests_submitted requests_paid", "1 | 0 | 0 | 0 | 1 | 4 | 0 | 0" },
        { $"escrow/monthly-deposits months {October}", "entries reversals gross reversed net mean median largest cases", "1 | 0 | 1000.00 | 0.00 | 1000.00 | 1000.00 | 1000.00 | 1000.00 | 1" },
        { $"escrow/monthly-deductions months {October}", "entries reversals gross reversed net mean median largest cases", "1 | 0 | 50.00 | 0.00 | 50.00 | 50.00 | 50.00 | 50.00 | 1" },
        { $"escrow/monthly-debits months {October}", "entries reversals gross reversed net mean median largest cases", "1 | 0 | 30.00 | 0.00 | 30.00 | 30.00 | 30.00 | 30.00 | 1" },
        { "escrow/agencies-by-state states asOf=2026-10-31", "state agencies cases open_cases", "ID | 1 | 1 | 1" },
        { "escrow/parties-by-state states asOf=2026-10-31", "state surrogates donors intended_parents people", "ID | 1 | 0 | 0 | 1" },
        { "escrow/never-funded cases asOf=2026-10-14", "case_number opened_on days_waiting contract_uploaded deposit_reversed", "C1 | 2026-10-01 | 13 | False | False" },
        { "escrow/never-funded cases asOf=2026-10-15", "case_number", "" },
        { "escrow/life-span-statistics years asOf=2026-11-30", "case_type year_closed cases mean_days median_days p_10_days p_90_days shortest_days longest_days", "surrogacy | 2026 | 1 | 40 | 40 | 40 | 40 | 40 | 40" },
        { "escrow/life-span-statistics distribution asOf=2026-11-30", "from_days to_days case_type cases share", "0 | 89 | surrogacy | 1 | 1.000000000" },
        { "escrow/starting-funds cases asOf=2026-10-31", "case_number funded_on days_to_funding deposits received", "C1 | 2026-10-15 | 14 | 1 | 1000.00" },

        // 1,000 of 40,000; nothing had come in the day before the first deposit.
        { "escrow/deposits-at-contract cases asOf=2026-10-31", "case_number occurred_on deposits net_deposits base_compensation later_terms share_of_base", "C1 | 2026-10-20 | 1 | 1000.00 | 40000.00 | False | 0.025000000" },
        { "escrow/deposits-at-heartbeat cases asOf=2026-10-31", "case_number occurred_on deposits net_deposits share_of_base", "C1 | 2026-10-25 | 1 | 1000.00 | 0.025000000" },
        { "escrow/deposits-at-base-compensation cases asOf=2026-10-31", "case_number occurred_on deposits net_deposits share_of_base", "C1 | 2026-10-14 | 0 | 0.00 | 0.000000000" },
        { "escrow/funds-at-close cases asOf=2026-11-30", "case_number closed_on before_refunds refunds_that_day end_of_day refunded_after other_after residual", "C1 | 2026-11-10 | 820.00 | 820.00 | 0.00 | 0.00 | 0.00 | 0.00" },
        {
            "escrow/case-averages types asOf=2026-11-30",
            "case_type cases mean_deposits median_deposits mean_disbursements median_debits mean_starting_funds mean_entries closed_cases mean_funds_at_close median_funds_at_close mean_life_span median_life_span",
            "surrogacy | 1 | 1000.00 | 1000.00 | 100.00 | 30.00 | 1000.00 | 5 | 1 | 820.00 | 820.00 | 40 | 40; (all types) | 1 | 1000.00 | 1000.00 | 100.00 | 30.00 | 1000.00 | 5 | 1 | 820.00 | 820.00 | 40 | 40"
        },
        { "escrow/case-averages types asOf=2026-10-31 caseType=surrogacy", "case_type closed_cases mean_funds_at_close median_life_span", "surrogacy | 0 | · | ·; (all types) | 0 | · | ·" },
        { $"escrow/corporate-card-agencies agencies {October}", "agency_code entries reversals cases net first_on last_on master_data mismatch", "NW | 1 | 0 | 1 | 30.00 | 2026-10-22 | 2026-10-22 | yes | False" },
        { $"escrow/monthly-inflow-outflow months {October}", "inflow outflow net balance deposits deductions debits disbursements refunds", "1000.00 | 180.00 | 820.00 | 820.00 | 1000.00 | 50.00 | 30.00 | 100.00 | 0.00" },
        { $"escrow/vendor-transactions vendors {October} vendor=V1", "vendor_code entries reversals cases disbursements debits vendor_refunds net_paid share mean_per_entry first_on last_on", "V1 | 1 | 0 | 1 | 100.00 | 0.00 | 0.00 | 100.00 | 1.000000000 | 100.00 | 2026-10-20 | 2026-10-20" },
        { "escrow/incoming-deposits months through=2026-10-31", "month entries net cumulative", "2026-10-01 | 1 | 1000.00 | 1000.00" },
        { "escrow/outgoing-disbursements months through=2026-10-31", "month entries net cumulative", "2026-10-01 | 1 | 100.00 | 100.00" },
        { $"escrow/case-types-by-month months {October}", "case_type opened open_at_end", "surrogacy | 1 | 1" },
        { "escrow/active-as-of cases asOf=2026-10-31", "case_number open_since days_open balance", "C1 | 2026-10-01 | 30 | 820.00" },

        // The month after: nothing came in, the refund went out, and the case is no longer there.
        { "escrow/monthly-balance months from=2026-11-01 to=2026-11-30", "opening inflow outflow closing cases_with_balance", "820.00 | 0.00 | 820.00 | 0.00 | 0" },
        { "escrow/monthly-activity months from=2026-11-01 to=2026-11-30", "opened closed open_at_end entries", "0 | 1 | 0 | 1" },
        { "escrow/monthly-deposits months from=2026-11-01 to=2026-11-30", "entries net mean median largest cases", "0 | 0.00 | · | · | · | 0" },
        { "escrow/active-as-of cases asOf=2026-11-10", "case_number", "" },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task A_report_of_one_case_has_that_case_alone(string asked, string columns, string expected) =>
        Assert.Equal(expected, await AskedLines.ReadAsync(new TestEngine(await fixture.DatabaseAsync(SeedAsync), "2026-12-15"), asked, columns));

    private static async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW", "ID", card: true);
        await seed.StaffAsync("ANA", "Ana Sample");
        await seed.VendorAsync("V1", "Vendor", "legal");
        await seed.PartyAsync("S1", "Sue Sample", "ID");
        await seed.CaseAsync("C1", "NW", "2026-10-01", staff: "ANA", state: "ID");
        await seed.RoleAsync("C1", "S1", "surrogate", "2026-10-01");
        await seed.TermsAsync("C1", "2026-10-01", "500.00", "40000.00");
        await seed.MilestoneAsync("C1", "contract_uploaded", "2026-10-20");
        await seed.MilestoneAsync("C1", "heartbeat_confirmed", "2026-10-25");
        await seed.MilestoneAsync("C1", "base_comp_started", "2026-10-14");
        await seed.LedgerAsync(
            "E1 C1 2026-10-15 deposit 1000.00", "E2 C1 2026-10-20 disbursement 100.00 vendor=V1", "E3 C1 2026-10-21 deduction 50.00",
            "E4 C1 2026-10-22 debit 30.00 method=corporate_card", "E5 C1 2026-11-10 refund 820.00");
        await seed.StatusAsync("C1", "2026-11-10 closed");
    }
}
