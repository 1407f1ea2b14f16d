using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: month, currency, cases, sum, mean, median, 10th and 90th percentile, change, trend.</summary>
public sealed class MonthlyAllowanceTrendTests(EscrowFixture fixture) : EscrowReportTest("escrow/monthly-allowance-trend", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.CaseAsync("C5", "NW", "2026-02-10");
        await seed.StatusAsync("C5", "2026-03-31 closed");
        await seed.TermsAsync("C1", "2026-01-10", "200.00", "40000.00");
        await seed.TermsAsync("C1", "2026-02-15", "250.00", "42000.00");
        await seed.TermsAsync("C2", "2026-02-01", "100.00", null);
        await seed.TermsAsync("C4", "2026-01-15", "900.00", "900.00");
        await seed.TermsAsync("C5", "2026-02-10", "301.00", "30000.01");
    }

    [Fact]
    public async Task Terms_in_force_at_month_end_of_cases_open_then_are_counted()
    {
        // February: 100, 250, 301; the 10th percentile lies at 100 + 0.2 × 150, the 90th at 250 + 0.8 × 51. C5 is closed on 31 March.
        // The line through 200, 217 and 175 has the slope −12.5 and passes 197.33 in February.
        Assert.Equal(
            [
                "2026-01-01 | USD | 1 | 200.00 | 200.00 | 200.00 | 200.00 | 200.00 | · | 209.83",
                "2026-02-01 | USD | 3 | 651.00 | 217.00 | 250.00 | 130.00 | 290.80 | 17.00 | 197.33",
                "2026-03-01 | USD | 2 | 350.00 | 175.00 | 175.00 | 115.00 | 235.00 | -42.00 | 184.83",
            ],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-03-31"), ("currency", "USD")));
    }

    [Fact]
    public async Task A_month_without_terms_is_blank_and_one_alone_is_its_own_trend()
    {
        Assert.Equal(
            ["2025-12-01 | EUR | 0 | 0.00 | · | · | · | · | · | ·", "2025-12-01 | USD | 0 | 0.00 | · | · | · | · | · | ·"],
            await LinesAsync(("from", "2025-12-01"), ("to", "2025-12-31")));
        Assert.Equal(
            ["2026-03-01 | USD | 2 | 350.00 | 175.00 | 175.00 | 115.00 | 235.00 | -42.00 | 175.00"],
            await LinesAsync(("from", "2026-03-01"), ("to", "2026-03-31"), ("currency", "USD")));
    }

    [Theory]
    [InlineData("agency", "SE", "2026-02-01 | EUR | 0 | 0.00 | · | · | · | · | · | ·")]
    [InlineData("caseType", "egg_donation", "2026-02-01 | USD | 1 | 100.00 | 100.00 | 100.00 | 100.00 | 100.00 | · | 100.00")]
    [InlineData("state", "WA", "2026-02-01 | USD | 1 | 100.00 | 100.00 | 100.00 | 100.00 | 100.00 | · | 100.00")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value, string line) =>
        Assert.Equal([line], await LinesAsync(("from", "2026-02-01"), ("to", "2026-02-28"), (parameter, value)));

    [Fact]
    public async Task A_case_cancelled_later_was_open_and_is_in_when_asked_for() =>
        Assert.Equal(
            ["2026-01-01 | USD | 2 | 1100.00 | 550.00 | 550.00 | 270.00 | 830.00 | · | 550.00"],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-01-31"), ("currency", "USD"), ("includeCancelled", "true")));
}
