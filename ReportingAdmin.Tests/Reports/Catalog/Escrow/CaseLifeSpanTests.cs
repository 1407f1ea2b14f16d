using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: case, type, agency, code, opened, last closed, still open, days.</summary>
public sealed class CaseLifeSpanTests(EscrowFixture fixture) : EscrowReportTest("escrow/case-life-span", fixture)
{
    protected override Task SeedAsync(EscrowSeed seed) => seed.LivesAsync();

    [Fact]
    public async Task A_case_lives_to_its_latest_closing_and_an_open_one_to_the_day() =>
        // A1 lived over a leap day: 29 Feb 2024 to 1 March 2025 are 366 days.
        Assert.Equal(
            [
                "A1 | surrogacy | Agency NW | NW | 2024-02-29 | 2025-03-01 | False | 366",
                "A2 | egg donation | Agency NW | NW | 2026-01-10 | 2026-02-10 | True | 80",
                "A3 | surrogacy | Agency SE | SE | 2026-01-15 | 2026-03-31 | False | 75",
                "A5 | surrogacy | Agency NW | NW | 2026-03-05 | 2026-03-05 | False | 0",
            ],
            await LinesAsync(("asOf", "2026-03-31")));

    [Fact]
    public async Task Earlier_days_know_less()
    {
        Assert.Empty(await LinesAsync(("asOf", "2024-02-28")));
        Assert.Equal(["A1 | surrogacy | Agency NW | NW | 2024-02-29 | · | True | 0"], await LinesAsync(("asOf", "2024-02-29")));
    }

    [Fact]
    public async Task A_cancelled_case_is_in_when_asked_for_and_ends_with_its_cancelling() =>
        Assert.Equal(
            ["A4 | surrogacy | Agency SE | SE | 2026-02-01 | · | False | 14"],
            (await LinesAsync(("asOf", "2026-03-31"), ("agency", "SE"), ("includeCancelled", "true"))).Skip(1));
}
