using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: state, surrogates, donors, intended parents, people.</summary>
public sealed class PartiesByStateTests(EscrowFixture fixture) : EscrowReportTest("escrow/parties-by-state", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.LivesAsync();
        await seed.PartyAsync("P1", "One Sample", "ID");
        await seed.PartyAsync("P2", "Two Sample", "ID");
        await seed.PartyAsync("P3", "Three Sample");
        await seed.PartyAsync("P4", "Four Sample", "CA");
        await seed.RoleAsync("A1", "P1", "surrogate", "2024-02-29", "2025-03-01");
        await seed.RoleAsync("A3", "P1", "surrogate", "2026-01-15");
        await seed.RoleAsync("A1", "P2", "intended_parent", "2024-02-29", "2025-03-01");
        await seed.RoleAsync("A2", "P2", "egg_donor", "2026-01-10");
        await seed.RoleAsync("A3", "P3", "intended_parent", "2026-01-15");
        await seed.RoleAsync("A4", "P4", "surrogate", "2026-02-01");
    }

    [Fact]
    public async Task A_person_counts_once_in_each_role_and_once_among_the_people() =>
        Assert.Equal(["ID | 1 | 1 | 1 | 2", "(no state) | 0 | 0 | 1 | 1"], await LinesAsync(("asOf", "2026-03-31")));

    // A role counts from its first day on; one that has ended still counts, as A1's do.
    [Theory]
    [InlineData("2026-01-12", "ID | 1 | 1 | 1 | 2")]
    [InlineData("2026-01-05", "ID | 1 | 0 | 1 | 2")]
    public async Task A_role_counts_from_its_first_day_on(string on, string line) => Assert.Equal([line], await LinesAsync(("asOf", on)));

    [Fact]
    public async Task Before_the_first_case_there_is_nobody() => Assert.Empty(await LinesAsync(("asOf", "2024-02-28")));

    [Theory]
    [InlineData("agency", "NW", "ID | 1 | 1 | 1 | 2")]
    [InlineData("caseType", "egg_donation", "ID | 0 | 1 | 0 | 1")]
    [InlineData("state", "WA", "ID | 0 | 1 | 0 | 1")]
    public async Task Each_filter_leaves_only_the_parties_of_its_cases(string parameter, string value, string line) =>
        Assert.Equal([line], await LinesAsync(("asOf", "2026-03-31"), (parameter, value)));

    [Fact]
    public async Task Parties_of_a_cancelled_case_are_in_when_asked_for() =>
        Assert.Equal("CA | 1 | 0 | 0 | 1", (await LinesAsync(("asOf", "2026-03-31"), ("includeCancelled", "true")))[0]);

    [Fact]
    public async Task A_scoped_caller_counts_the_parties_of_his_cases_alone() =>
        Assert.Equal(["ID | 1 | 0 | 0 | 1", "(no state) | 0 | 0 | 1 | 1"], await LinesAsync(OnlySe, ("asOf", "2026-03-31")));
}
