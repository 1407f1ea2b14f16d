using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: state, agencies, cases, open cases.</summary>
public sealed class AgenciesByStateTests(EscrowFixture fixture) : EscrowReportTest("escrow/agencies-by-state", fixture)
{
    protected override Task SeedAsync(EscrowSeed seed) => seed.LivesAsync();

    [Fact]
    public async Task Agencies_stand_in_their_own_state_and_one_without_is_not_lost() =>
        Assert.Equal(["ID | 1 | 3 | 1", "(no state) | 1 | 1 | 0"], await LinesAsync(("asOf", "2026-03-31")));

    [Fact]
    public async Task Cases_opened_later_do_not_count()
    {
        Assert.Equal(["ID | 1 | 1 | 1"], await LinesAsync(("asOf", "2024-03-01")));
        Assert.Empty(await LinesAsync(("asOf", "2024-02-28")));
    }

    [Theory]
    [InlineData("agency", "SE", "(no state) | 1 | 1 | 0")]
    [InlineData("caseType", "egg_donation", "ID | 1 | 1 | 1")]
    [InlineData("state", "WA", "ID | 1 | 1 | 1")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value, string line) =>
        Assert.Equal([line], await LinesAsync(("asOf", "2026-03-31"), (parameter, value)));

    [Fact]
    public async Task A_cancelled_case_is_in_when_asked_for() =>
        Assert.Equal(["(no state) | 1 | 2 | 0"], await LinesAsync(("asOf", "2026-03-31"), ("agency", "SE"), ("includeCancelled", "true")));
}
