using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: type, year, cases, mean, median, 10th and 90th percentile, shortest, longest; of the bands from, to, type, cases, share.</summary>
public sealed class LifeSpanStatisticsTests(EscrowFixture fixture) : EscrowReportTest("escrow/life-span-statistics", fixture)
{
    private static readonly (string, string)[] s_march = [("asOf", "2026-03-31")];

    protected override Task SeedAsync(EscrowSeed seed) => seed.LivesAsync();

    [Fact]
    public async Task Each_year_has_the_spread_of_its_closings() =>
        // 2026: 0 and 75 days; the percentiles lie at 7.5 and 67.5.
        Assert.Equal(
            [
                "surrogacy | 2025 | 1 | 366 | 366 | 366 | 366 | 366 | 366",
                "surrogacy | 2026 | 2 | 37.5 | 37.5 | 7.5 | 67.5 | 0 | 75",
            ],
            await LinesAsync(s_march));

    [Fact]
    public async Task The_bands_have_no_gaps() =>
        Assert.Equal(
            [
                "0 | 89 | surrogacy | 2 | 0.666666667",
                "90 | 179 | surrogacy | 0 | 0.000000000",
                "180 | 269 | surrogacy | 0 | 0.000000000",
                "270 | 359 | surrogacy | 0 | 0.000000000",
                "360 | 449 | surrogacy | 1 | 0.333333333",
            ],
            await Engine.LinesAsync("escrow/life-span-statistics", "distribution", s_march));

    [Fact]
    public async Task The_mean_of_all_years_is_weighted_by_cases() =>
        // (366 + 0 + 75) ÷ 3
        Assert.Equal(147m, Total(await PreviewAsync(s_march), "mean_days", null));

    [Fact]
    public async Task Without_closed_cases_there_are_no_rows() => Assert.Empty(await LinesAsync(("asOf", "2025-02-28")));
}
