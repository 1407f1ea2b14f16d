using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed class ModificationSummaryTests() : LendingReportTest("lending/modification-summary")
{
    private static readonly (string, string)[] s_year = [("from", "2026-01-01"), ("to", "2026-10-31"), ("asOf", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.ProgramAsync("A");
        foreach (var (number, portfolio) in new[] { ("L1", "P1"), ("L2", "P1"), ("L3", "P1"), ("L4", "P1"), ("L5", "P2") })
        {
            await Seed.LoanAsync(number, portfolio, number == "L5" ? "2024-02-29" : "2025-01-15", program: number == "L2" ? "A" : null);
        }

        const string terms = "remaining_term_before=40 remaining_term_after=60 days_past_due_before=70 days_past_due_after=0";
        await Seed.RowsAsync("lending.modification",
            $"number=M1 loan=L1 effective_on=2026-01-31 kind=rate_cut note_rate_before=0.10 note_rate_after=0.06 upb_before=3000 upb_after=3000 payment_before=100 payment_after=80 {terms}",
            $"number=M2 loan=L2 effective_on=2026-01-15 kind=rate_cut note_rate_before=0.06 note_rate_after=0.02 upb_before=1000 upb_after=1000 payment_before=100 payment_after=90 {terms}",
            "number=M3 loan=L3 effective_on=2026-04-30 kind=capitalisation upb_before=500 upb_after=520.50 payment_before=50 payment_after=51 capitalised_amount=20.50",
            "number=M4 loan=L4 effective_on=2026-07-01 kind=deferral upb_before=700 upb_after=700 payment_before=70 payment_after=70",
            "number=M5 loan=L5 effective_on=2026-07-31 kind=rate_cut upb_before=800 upb_after=800");
        await Seed.MonthAsync("2026-04-30", "L1 2900.00 dpd=59", "L2 990.00 dpd=60");
        await Seed.MonthAsync("2026-07-31", "L1 2800.00 dpd=60", "L2 0.00 left=paid_off", "L3 500.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 0.00 left=charged_off", "L3 480.00 dpd=95", "L5 790.00 dpd=0");
    }

    // Rates by principal: (3,000 × 10 % + 1,000 × 6 %) ÷ 4,000 = 9 %; payments 170 ÷ 200; M5 gives neither.
    [Fact]
    public async Task Kinds_show_before_and_after() =>
        Assert.Equal(
            [
                "capitalisation | 1 | 500.00 | 520.50 | 20.50 | · | · | · | 50.00 | 51.00 | 0.020000000000 | ·",
                "deferral | 1 | 700.00 | 700.00 | 0.00 | · | · | · | 70.00 | 70.00 | 0.000000000000 | ·",
                "rate cut | 3 | 4800.00 | 4800.00 | 0.00 | 0.090000000000 | 0.050000000000 | 60.000000000000 | 200.00 | 170.00 | -0.150000000000 | 70.000000000000",
            ],
            await LinesAsync("kinds",
                "kind modifications upb_before upb_after capitalised rate_before rate_after term_after payment_before payment_after payment_change days_past_due_before", s_year));

    [Fact]
    public async Task By_month_each_kind_stands_in_every_month() =>
        Assert.Equal(
            ["2026-06-01 | deferral | 0", "2026-06-01 | rate cut | 0", "2026-07-01 | deferral | 1", "2026-07-01 | rate cut | 1"],
            await LinesAsync("kinds", "month kind modifications", ("from", "2026-06-01"), ("to", "2026-07-31"), ("asOf", "2026-10-31"), ("byMonth", "true")));

    // 100 → 80 is 20 % down, 100 → 90 is 10 % down: both edges belong to the larger band.
    [Fact]
    public async Task Every_modification_is_in_one_band_of_payment_change() =>
        Assert.Equal(
            [
                "20 % or more down | 1 | 0.200000000000", "10 to under 20 % down | 1 | 0.200000000000", "under 10 % down | 0 | 0.000000000000",
                "unchanged | 1 | 0.200000000000", "up | 1 | 0.200000000000", "not known | 1 | 0.200000000000",
            ],
            await LinesAsync("payments", "band modifications share", s_year));

    // Month 3: L2 at 60 days, L1 at 59. Month 6: L1 at 60, L2 paid off and still counted. Month 9: L1 charged off.
    [Fact]
    public async Task Re_defaults_count_60_days_and_charge_offs_and_keep_exits_in_the_denominator() =>
        Assert.Equal(
            [
                "capitalisation | 3 | 1 | 0 | 0 | 0 | 0 | 0.000000000000", "capitalisation | 6 | 1 | 1 | 0 | 0 | 0 | 1.000000000000",
                "deferral | 3 | 1 | 0 | 0 | 0 | 1 | 0.000000000000",
                "rate cut | 3 | 3 | 1 | 0 | 0 | 0 | 0.333333333333", "rate cut | 6 | 2 | 1 | 0 | 1 | 0 | 0.500000000000", "rate cut | 9 | 2 | 1 | 1 | 1 | 0 | 0.500000000000",
            ],
            await LinesAsync("redefaults", "kind months_after modifications redefaulted charged_off paid_or_sold not_seen redefault_rate", s_year));

    [Fact]
    public async Task Modifications_too_young_for_the_month_end_are_in_no_denominator() =>
        Assert.Equal(
            ["rate cut | 3 | 2"],
            await LinesAsync("redefaults", "kind months_after modifications", ("from", "2026-01-01"), ("to", "2026-10-31"), ("asOf", "2026-05-05"), ("portfolio", "P1")));

    [Theory]
    [InlineData("portfolio", "P2", "rate cut | 1")]
    [InlineData("program", "A", "rate cut | 1")]
    [InlineData("vintage", "2024", "rate cut | 1")]
    [InlineData("kind", "deferral", "deferral | 1")]
    public async Task Each_filter_keeps_its_modifications(string parameter, string value, string expected) =>
        Assert.Equal([expected], await LinesAsync("kinds", "kind modifications", [.. s_year, (parameter, value)]));

    [Fact]
    public async Task Outside_the_period_there_is_nothing_and_currencies_stand_apart()
    {
        Assert.Empty(await LinesAsync("kinds", "kind", ("from", "2020-02-29"), ("to", "2020-02-29"), ("asOf", "2026-10-31")));

        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.RowsAsync("lending.modification", "number=M9 loan=E1 effective_on=2026-09-01 kind=deferral upb_before=9999999999999999.99 upb_after=9999999999999999.99");
        Assert.Equal(
            ["EUR | 9999999999999999.99", "USD | 700.00"],
            await LinesAsync("kinds", "currency upb_after", [.. s_year, ("kind", "deferral")]));
    }

    [Fact]
    public async Task A_scoped_caller_sees_his_loans() =>
        Assert.Equal(["rate cut | 1"], await LinesAsync(OnlyP2, "kinds", "kind modifications", s_year));

    // M1 and M2 had 40 months left and were current afterwards; the others say neither.
    [Fact]
    public async Task Terms_before_and_days_past_due_after_are_means_of_what_is_known() =>
        Assert.Equal(
            ["capitalisation | · | ·", "deferral | · | ·", "rate cut | 40.000000000000 | 0.000000000000"],
            await LinesAsync("kinds", "kind term_before days_past_due_after", s_year));

    // By principal after: L2's 1,000 of 4,800; then L1's 3,000 of 4,000.
    [Fact]
    public async Task Re_defaults_by_principal_weigh_each_modification() =>
        Assert.Equal(
            [
                "capitalisation | 3 | 520.50 | 0.00 | 0.000000000000", "capitalisation | 6 | 520.50 | 520.50 | 1.000000000000",
                "deferral | 3 | 700.00 | 0.00 | 0.000000000000",
                "rate cut | 3 | 4800.00 | 1000.00 | 0.208333333333", "rate cut | 6 | 4000.00 | 3000.00 | 0.750000000000",
                "rate cut | 9 | 4000.00 | 3000.00 | 0.750000000000",
            ],
            await LinesAsync("redefaults", "kind months_after upb_after redefaulted_upb redefault_rate_upb", s_year));
}
