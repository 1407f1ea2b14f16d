using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class DelinquencyAgingTests() : LendingReportTest("lending/delinquency-aging")
{
    private const string Bucket = "currency bucket loans upb past_due_amount";
    private const string Rates = "from_state to_state loans upb from_upb rate_upb rate_loans";

    private const string Cures =
        "currency months_after cured_on cured_loans cured_upb current_loans current_upb late_loans left_loans unseen_loans sustained_rate_loans sustained_rate_upb";

    private static readonly (string, string)[] s_october = [("asOf", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        for (var i = 1; i <= 9; i++)
        {
            await Seed.LoanAsync($"L{i}", "P1");
        }
    }

    [Fact]
    public async Task Each_bucket_shows_loans_whole_principal_and_past_due_amount()
    {
        await Seed.MonthAsync("2026-10-31",
            "L1 1000.00 dpd=0", "L2 500.00 dpd=30 late=55.00", "L3 250.00 dpd=59 late=45.00", "L4 100.00 dpd=130 late=100.00",
            "L5 50.00 dpd=180 late=50.00", "L6 25.00", "L7 0.00 left=charged_off exit=900.00");

        Assert.Equal(
            [
                "USD | Current | 1 | 1000.00 | 0.00",
                "USD | 1-29 | 0 | 0.00 | 0.00",
                "USD | 30-59 | 2 | 750.00 | 100.00",
                "USD | 60-89 | 0 | 0.00 | 0.00",
                "USD | 90-119 | 0 | 0.00 | 0.00",
                "USD | 120+ | 2 | 150.00 | 150.00",
                "USD | Not known | 1 | 25.00 | 0.00",
            ],
            await LinesAsync("buckets", Bucket, s_october));
        Assert.Equal(
            ["90-119 | 0.00", "120-149 | 100.00", "150-179 | 0.00", "180+ | 50.00", "Not known | 25.00"],
            (await LinesAsync("buckets", "bucket upb", ("asOf", "2026-10-31"), ("splitOver120", "true"))).Skip(4));

        // 1,000 of 1,925 = 51.9481 %; 1 of 6 loans.
        Assert.Equal("0.519480519481 | 0.166666666667", (await LinesAsync("buckets", "upb_share loans_share", s_october))[0]);
    }

    [Fact]
    public async Task Two_currencies_have_their_own_buckets_and_statuses_stand_beside_them()
    {
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.MonthAsync("2026-10-31",
            "L1 1000.00 dpd=95 accrual=nonaccrual workout=foreclosure", "L2 10.00 dpd=0 workout=forbearance", "L3 1.00 dpd=0 workout=bankruptcy", "E1 7.00 dpd=1");

        Assert.Equal(
            ["EUR | 1-29 | 7.00 | 0.00 | 0 | 0 | 0", "USD | Current | 11.00 | 0.00 | 1 | 1 | 0", "USD | 90-119 | 1000.00 | 1000.00 | 0 | 0 | 1"],
            (await LinesAsync("buckets", "currency bucket upb nonaccrual_upb forbearance_loans bankruptcy_loans foreclosure_loans", s_october))
                .Where(line => !line.Contains("| 0.00 | 0.00 |", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_month_without_active_loans_has_no_bucket_and_no_rate()
    {
        await Seed.LoadedAsync("2026-10-31", "P1");

        Assert.Empty(await LinesAsync("buckets", Bucket, s_october));
        Assert.Empty(await LinesAsync("transitions", Rates, s_october));
        Assert.Empty(await LinesAsync("trend", "bucket", s_october));
    }

    [Fact]
    [Golden(GoldenNumbersTests.RollRow)]
    public async Task The_golden_roll_row_sums_to_100_percent_and_its_cure_rate_is_55()
    {
        await SeedGoldenRowAsync();

        Assert.Equal(
            [
                "30-59 | Current | 1 | 550000.00 | 1000000.00 | 0.550000000000 | 0.200000000000",
                "30-59 | 30-59 | 1 | 150000.00 | 1000000.00 | 0.150000000000 | 0.200000000000",
                "30-59 | 60-89 | 1 | 200000.00 | 1000000.00 | 0.200000000000 | 0.200000000000",
                "30-59 | Paid off | 1 | 80000.00 | 1000000.00 | 0.080000000000 | 0.200000000000",
                "30-59 | Charged off | 1 | 20000.00 | 1000000.00 | 0.020000000000 | 0.200000000000",
                "30+ | Current | 1 | 550000.00 | 1000000.00 | 0.550000000000 | 0.200000000000",
                "30+ | 30-59 | 1 | 150000.00 | 1000000.00 | 0.150000000000 | 0.200000000000",
                "30+ | 60-89 | 1 | 200000.00 | 1000000.00 | 0.200000000000 | 0.200000000000",
                "30+ | Paid off | 1 | 80000.00 | 1000000.00 | 0.080000000000 | 0.200000000000",
                "30+ | Charged off | 1 | 20000.00 | 1000000.00 | 0.020000000000 | 0.200000000000",
                "New | Current | 1 | 999.00 | · | · | ·",
            ],
            await LinesAsync("transitions", Rates, s_october));
        Assert.Equal(
            ["Better", "Same", "Worse", "Left", "Left", "Cured", "Same", "Same", "Left", "Left", "New"],
            await LinesAsync("transitions", "movement", s_october));
    }

    [Fact]
    public async Task A_cure_by_modification_is_shown_apart()
    {
        await Seed.MonthAsync("2026-09-30", "L1 700.00 dpd=45", "L2 300.00 dpd=45");
        await Seed.MonthAsync("2026-10-31", "L1 700.00 dpd=0", "L2 300.00 dpd=0");
        await Seed.ModificationAsync("M1", "L2", "2026-10-01");
        await Seed.ModificationAsync("M2", "L1", "2026-09-30");

        Assert.Equal(
            ["30-59 | Current | 1000.00 | 300.00", "30+ | Current | 1000.00 | 300.00"],
            await LinesAsync("transitions", "from_state to_state upb modified_upb", s_october));
    }

    // Three months ago L1, L2, L3 and L7 cured: 100 + 190 + 300 + 50 = 640, of which L1 is current (100 ÷ 640 = 15.625 %), L2 late again,
    // L3 without a snapshot and L7 paid off. L4 was 29 days late, L5 was paid off, L6 is still 10 days late: no cures. Twelve months ago L8 did.
    [Fact]
    public async Task Cures_are_sustained_when_the_loans_are_still_current_after_3_and_12_months()
    {
        await Seed.MonthAsync("2025-09-30", "L8 1000.00 dpd=60");
        await Seed.MonthAsync("2025-10-31", "L8 900.00 dpd=0");
        await Seed.MonthAsync("2026-06-30", "L1 100.00 dpd=45", "L2 200.00 dpd=30", "L3 300.00 dpd=95", "L4 400.00 dpd=29", "L5 500.00 dpd=60", "L6 600.00 dpd=31", "L7 50.00 dpd=31");
        await Seed.MonthAsync("2026-07-31", "L1 100.00 dpd=0", "L2 190.00 dpd=0", "L3 300.00 dpd=0", "L4 400.00 dpd=0", "L5 0.00 left=paid_off", "L6 600.00 dpd=10", "L7 50.00 dpd=0");
        await Seed.MonthAsync("2026-08-31", "L7 0.00 left=paid_off");
        await Seed.MonthAsync("2026-10-31", "L1 90.00 dpd=0", "L2 190.00 dpd=30", "L6 600.00 dpd=0", "L8 800.00 dpd=0");

        Assert.Equal(
            [
                "USD | 3 | 2026-07-31 | 4 | 640.00 | 1 | 100.00 | 1 | 1 | 1 | 0.250000000000 | 0.156250000000",
                "USD | 12 | 2025-10-31 | 1 | 900.00 | 1 | 900.00 | 0 | 0 | 0 | 1.000000000000 | 1.000000000000",
            ],
            await LinesAsync("cures", Cures, s_october));
        Assert.Empty(await LinesAsync("cures", Cures, ("asOf", "2026-10-31"), ("vintage", "2024")));
    }

    [Fact]
    public async Task A_gap_is_never_bridged_and_exits_stay_away()
    {
        // L1 has no row in September although the portfolio has; L2 was paid off in August and has no later row; L3 comes back from a charge-off.
        await Seed.MonthAsync("2026-08-31", "L1 100.00 dpd=0", "L2 0.00 left=paid_off", "L3 0.00 left=charged_off", "L4 40.00 dpd=0");
        await Seed.MonthAsync("2026-09-30", "L3 30.00 dpd=130", "L4 40.00 dpd=30");
        await Seed.MonthAsync("2026-10-31", "L1 100.00 dpd=60", "L3 30.00 dpd=150", "L4 40.00 dpd=60");

        Assert.Equal(
            ["Current | 30-59 | 1 | 40.00 | 140.00 | 0.285714285714 | 0.500000000000", "Current | No snapshot | 1 | 100.00 | 140.00 | 0.714285714286 | 0.500000000000", "Charged off | 120+ | 1 | 30.00 | · | · | ·"],
            await LinesAsync("transitions", Rates, ("asOf", "2026-09-30")));
        Assert.Equal(
            ["30-59 | 60-89", "120+ | 120+", "30+ | Current", "30+ | 60-89", "30+ | 120+", "No snapshot | 60-89"],
            await LinesAsync("transitions", "from_state to_state", s_october));
    }

    [Fact]
    public async Task A_whole_month_without_a_snapshot_is_no_snapshot_on_both_sides()
    {
        await Seed.MonthAsync("2026-08-31", "L1 100.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 100.00 dpd=60");

        Assert.Equal(
            ["Current | Not loaded | 1 | 100.00 | · | · | ·", "No snapshot | 60-89 | 1 | 100.00 | · | · | ·"],
            await LinesAsync("transitions", Rates, ("asOf", "2026-10-31"), ("rollMonths", "2")));
        Assert.Equal(
            ["Current | No snapshot | · | · | 100.00 | 1.000000000000 | 1.000000000000"],
            await LinesAsync("transitions", Rates, ("asOf", "2026-10-31"), ("rollMonths", "2"), ("rollMethod", "matrix_product")));
        Assert.Equal(
            ["2026-08-31 | 100.00", "2026-09-30 | ·", "2026-10-31 | 0.00"],
            await CurrentByMonthAsync("month_end upb", 3));
    }

    [Fact]
    public async Task A_loan_that_leaves_the_choice_is_transferred()
    {
        await Seed.MonthAsync("2026-09-30", "L1 100.00 dpd=0", "L2 50.00 dpd=0", "L3 7.00 dpd=0 in=P2");
        await Seed.MonthAsync("2026-10-31", "L1 100.00 dpd=30", "L2 50.00 dpd=0 in=P2", "L3 7.00 dpd=0");

        Assert.Equal(
            ["Current | 30-59 | 1 | 100.00 | 150.00", "Current | Transferred | 1 | 50.00 | 150.00", "Transferred | Current | 1 | 7.00 | ·"],
            await LinesAsync("transitions", "from_state to_state loans upb from_upb", ("asOf", "2026-10-31"), ("portfolio", "P1")));
        Assert.Equal(
            ["Current | Current | 2 | 57.00 | 157.00", "Current | 30-59 | 1 | 100.00 | 157.00"],
            await LinesAsync("transitions", "from_state to_state loans upb from_upb", s_october));
    }

    [Fact]
    public async Task Several_months_are_sums_over_sums_or_a_matrix_product()
    {
        // August → September: of 100 current, 80 stay and 20 go to 30-59. September → October: of 80 current, 60 stay and 20 go on
        // (3/4, 1/4); the 20 that were late all cure. Pooled from Current: (80 + 60) ÷ 180 and (20 + 20) ÷ 180.
        // Product from Current: to Current 0.8 × 0.75 + 0.2 × 1 = 0.8, to 30-59 0.8 × 0.25 = 0.2.
        await Seed.MonthAsync("2026-08-31", "L1 60.00 dpd=0", "L2 20.00 dpd=0", "L3 20.00 dpd=0");
        await Seed.MonthAsync("2026-09-30", "L1 60.00 dpd=0", "L2 20.00 dpd=0", "L3 20.00 dpd=30");
        await Seed.MonthAsync("2026-10-31", "L1 60.00 dpd=0", "L2 20.00 dpd=30", "L3 20.00 dpd=0");

        Assert.Equal(
            [
                "Current | Current | 3 | 140.00 | 180.00 | 0.777777777778 | 0.600000000000",
                "Current | 30-59 | 2 | 40.00 | 180.00 | 0.222222222222 | 0.400000000000",
                "30-59 | Current | 1 | 20.00 | 20.00 | 1.000000000000 | 1.000000000000",
                "30+ | Current | 1 | 20.00 | 20.00 | 1.000000000000 | 1.000000000000",
            ],
            await LinesAsync("transitions", Rates, ("asOf", "2026-10-31"), ("rollMonths", "2")));

        // By loans: first 2/3 stay, 1/3 go; then 1/2 stay, 1/2 go, the late one cures: 2/3 × 1/2 + 1/3 = 2/3.
        Assert.Equal(
            ["Current | Current | · | · | 100.00 | 0.800000000000 | 0.666666666667", "Current | 30-59 | · | · | 100.00 | 0.200000000000 | 0.333333333333"],
            await LinesAsync("transitions", Rates, ("asOf", "2026-10-31"), ("rollMonths", "2"), ("rollMethod", "matrix_product")));
    }

    [Fact]
    public async Task The_trend_has_every_month_and_a_net_flow_rate_from_the_better_bucket_a_month_before()
    {
        // September 30-59: 40 ÷ August 1-29: 80 = 50 %. October 30-59: 60 ÷ September 1-29: 0 = blank.
        await Seed.MonthAsync("2026-08-31", "L1 80.00 dpd=10", "L2 40.00 dpd=0");
        await Seed.MonthAsync("2026-09-30", "L2 40.00 dpd=30", "L1 60.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 60.00 dpd=30", "L2 40.00 dpd=60");

        Assert.Equal(
            ["2026-08-31 | 0 | 0.00 | ·", "2026-09-30 | 1 | 40.00 | 0.500000000000", "2026-10-31 | 1 | 60.00 | ·"],
            await TrendAsync("30-59", "month_end loans upb net_flow_rate", 3));
        Assert.Equal(
            ["2026-10-31 | 1 | 40.00 | 1.000000000000"],
            await TrendAsync("60-89", "month_end loans upb net_flow_rate", 1));
    }

    [Fact]
    public async Task A_scoped_caller_sees_the_aging_of_his_rows()
    {
        await Seed.MonthAsync("2026-09-30", "L1 100.00 dpd=0", "L2 50.00 dpd=0 in=P2");
        await Seed.MonthAsync("2026-10-31", "L1 100.00 dpd=30", "L2 50.00 dpd=0 in=P2");

        Assert.Equal("USD | Current | 1 | 50.00 | 0.00", (await LinesAsync(OnlyP2, "buckets", Bucket, s_october))[0]);
        Assert.Equal(["Current | Current | 50.00"], await LinesAsync(OnlyP2, "transitions", "from_state to_state upb", s_october));
    }

    private Task<IReadOnlyList<string>> CurrentByMonthAsync(string columns, int months) => TrendAsync("Current", columns, months);

    private async Task<IReadOnlyList<string>> TrendAsync(string bucket, string columns, int months) =>
    [
        .. (await LinesAsync("trend", "bucket " + columns, ("asOf", "2026-10-31"), ("trendMonths", $"{months}")))
            .Where(line => line.StartsWith(bucket + " | ", StringComparison.Ordinal))
            .Select(line => line[(bucket.Length + 3)..]),
    ];
}
