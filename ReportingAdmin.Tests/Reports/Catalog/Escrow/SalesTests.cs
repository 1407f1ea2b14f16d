using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>
/// Cells: agency, code, sales staff, code, currency; of the cohort opened, funded, funded share, deposits to date, average;
/// posted deposits, deductions; last case on, last case.
/// </summary>
public sealed class SalesTests(EscrowFixture fixture) : EscrowReportTest("escrow/sales", fixture)
{
    private const string Ben = "Agency NW | NW | Ben Sample | BEN | USD | 0 | 0 | · | 0.00 | · | 700.00 | 89.99 | 2026-02-28 | B1";
    private const string Southeast = "Agency SE | SE | (no sales staff) |  | EUR | 1 | 0 | 0.000000000 | 0.00 | · | 0.00 | 5.00 | 2026-03-02 | S1";

    private static readonly (string, string)[] s_march = [("from", "2026-03-01"), ("to", "2026-03-31")];

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.StaffAsync("ANA", "Ana Sample");
        await seed.StaffAsync("BEN", "Ben Sample");
        await seed.CaseAsync("A1", "NW", "2026-03-01", staff: "ANA", state: "ID");
        await seed.CaseAsync("A2", "NW", "2026-03-31", staff: "ANA", state: "ID");
        await seed.CaseAsync("A3", "NW", "2026-03-15", staff: "ANA", state: "ID");
        await seed.CaseAsync("A4", "NW", "2026-03-20", staff: "ANA", state: "ID");
        await seed.CaseAsync("A5", "NW", "2026-03-10", staff: "ANA", state: "ID");
        await seed.CaseAsync("B1", "NW", "2026-02-28", staff: "BEN", state: "ID");
        await seed.CaseAsync("S1", "SE", "2026-03-02", type: "egg_donation", currency: "EUR", state: "WA");
        await seed.CaseAsync("S2", "SE", "2026-04-01", currency: "EUR", state: "WA");
        await seed.CaseAsync("D1", "SE", "2025-12-01", staff: "ANA");
        await seed.StatusAsync("A5", "2026-04-15 cancelled");
        await seed.LedgerAsync(
            "E01 A1 2026-03-01 deposit 1000.00",
            "E02 A2 2026-03-31 deposit 501.00",
            "E03 A3 2026-03-16 deposit 300.00",
            "E04 A3 2026-03-20 reversal 300.00 of=E03",
            "E05 A4 2026-04-01 deposit 400.00",
            "E06 A5 2026-03-11 deposit 50.00",
            "E07 B1 2026-03-05 deposit 700.00",
            "E08 B1 2026-03-31 deduction 99.99",
            "E09 B1 2026-03-31 reversal 10.00 of=E08",
            "E10 B1 2026-03-12 debit 1.00",
            "E11 S1 2026-03-30 deduction 5.00",
            "E12 D1 2026-02-28 deposit 20.00");
    }

    [Fact]
    public async Task Cohort_figures_follow_the_opening_and_money_the_posting()
    {
        // Ana's cohort: A1 and A2 funded, A3 reversed in full, A4 funded a day too late, A5 cancelled; 1501.00 ÷ 2 = 750.50.
        Assert.Equal(
            [
                "Agency NW | NW | Ana Sample | ANA | USD | 4 | 2 | 0.500000000 | 1501.00 | 750.50 | 1501.00 | 0.00 | 2026-03-31 | A2",
                Ben,
                Southeast,
            ],
            await LinesAsync(s_march));
    }

    [Fact]
    public async Task Totals_are_per_currency_and_the_share_is_weighted_by_cases()
    {
        var preview = await PreviewAsync(s_march);

        Assert.Equal(4, Total(preview, "cases_opened", "USD"));
        Assert.Equal(0.5m, Total(preview, "funded_share", "USD"));
        Assert.Equal(2201.00m, Total(preview, "net_deposits", "USD"));
        Assert.Equal(89.99m, Total(preview, "net_deductions", "USD"));
        Assert.Equal(5.00m, Total(preview, "net_deductions", "EUR"));
        Assert.Equal(750.50m, Total(preview, "average_case_value", "USD")); // 1,501.00 ÷ 2
        Assert.Null(Total(preview, "average_case_value", "EUR")); // none is funded
    }

    [Fact]
    public async Task A_deposit_reversed_in_the_period_no_longer_funds_on_its_last_day()
    {
        Assert.Equal(
            ["Agency NW | NW | Ana Sample | ANA | USD | 1 | 1 | 1.000000000 | 300.00 | 300.00 | 300.00 | 0.00 | 2026-03-15 | A3"],
            await LinesAsync(("from", "2026-03-15"), ("to", "2026-03-19")));
        Assert.Equal(
            ["Agency NW | NW | Ana Sample | ANA | USD | 2 | 0 | 0.000000000 | 0.00 | · | 0.00 | 0.00 | 2026-03-20 | A4"],
            await LinesAsync(("from", "2026-03-15"), ("to", "2026-03-20")));
    }

    [Fact]
    public async Task An_average_is_rounded_to_the_cent()
    {
        await new EscrowSeed(await OwnDatabaseAsync()).LedgerAsync("E20 A3 2026-03-31 deposit 0.01");

        // (1000.00 + 501.00 + 0.01) ÷ 3 = 500.33666…
        Assert.Contains(" | 3 | 0.750000000 | 1501.01 | 500.34 | ", (await LinesAsync(s_march))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_case_is_in_when_asked_for() =>
        Assert.Equal(
            "Agency NW | NW | Ana Sample | ANA | USD | 5 | 3 | 0.600000000 | 1551.00 | 517.00 | 1551.00 | 0.00 | 2026-03-31 | A2",
            (await LinesAsync([.. s_march, ("includeCancelled", "true")]))[0]);

    [Theory]
    [InlineData("agency", "SE", Southeast)]
    [InlineData("staff", "BEN", Ben)]
    [InlineData("caseType", "egg_donation", Southeast)]
    [InlineData("state", "WA", Southeast)]
    [InlineData("currency", "EUR", Southeast)]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value, string line) =>
        Assert.Equal([line], await LinesAsync([.. s_march, (parameter, value)]));

    [Fact]
    public async Task A_period_without_openings_and_postings_has_no_rows() =>
        Assert.Empty(await LinesAsync(("from", "2025-01-01"), ("to", "2025-01-31")));

    [Fact]
    public async Task A_scoped_caller_sees_his_agencies_alone() => Assert.Equal([Southeast], await LinesAsync(OnlySe, s_march));
}
