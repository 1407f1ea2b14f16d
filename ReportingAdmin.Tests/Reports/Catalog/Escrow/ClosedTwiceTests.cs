using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cases that are recorded as closed, or as open, once more while they are: that moves no day.</summary>
public sealed class ClosedTwiceTests(EscrowFixture fixture) : EscrowReportTest("escrow/funds-at-close", fixture)
{
    private static readonly (string, string)[] s_january = [("asOf", "2026-01-31")];

    // B1 lived 30 days. B2 was reopened: 1 November to 20 December are 49. B3 is cancelled on 2 January, having been closed before.
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.CaseAsync("B1", "NW", "2025-12-01");
        await seed.CaseAsync("B2", "NW", "2025-11-01");
        await seed.CaseAsync("B3", "NW", "2025-12-03");
        await seed.CaseAsync("B4", "NW", "2026-01-05");
        await seed.LedgerAsync("E1 B1 2025-12-05 deposit 100.00", "E2 B1 2025-12-31 refund 60.00", "E3 B1 2026-01-02 refund 40.00");
        await seed.StatusAsync("B1", "2025-12-31 closed", "2026-01-02 closed");
        await seed.StatusAsync("B2", "2025-11-10 closed", "2025-11-20 open", "2025-12-20 closed", "2025-12-20 closed", "2026-01-10 closed");
        await seed.StatusAsync("B3", "2025-12-10 closed", "2026-01-02 cancelled", "2026-01-20 cancelled");
        await seed.StatusAsync("B4", "2026-01-05 open", "2026-01-12 open");
    }

    [Fact]
    public async Task Funds_at_close_are_those_of_the_first_day() =>
        Assert.Equal(
            [
                "B3 | surrogacy | Agency NW | NW | 2026-01-02 | USD | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00",
                "B2 | surrogacy | Agency NW | NW | 2025-12-20 | USD | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00",
                "B1 | surrogacy | Agency NW | NW | 2025-12-31 | USD | 100.00 | 60.00 | 40.00 | 40.00 | 0.00 | 0.00",
            ],
            (await LinesAsync([.. s_january, ("includeCancelled", "true")])).OrderByDescending(line => line[..2], StringComparer.Ordinal));

    [Fact]
    public async Task A_life_ends_on_the_first_day()
    {
        await Engine.WriteAsync(TestEngine.Everyone, TestEngine.Request("escrow/case-life-span", s_january), new Core.Reports.Output.Json.JsonReportWriter());

        Assert.Equal(
            [
                "B2 | surrogacy | Agency NW | NW | 2025-11-01 | 2025-12-20 | False | 49",
                "B1 | surrogacy | Agency NW | NW | 2025-12-01 | 2025-12-31 | False | 30",
                "B4 | surrogacy | Agency NW | NW | 2026-01-05 | · | True | 26",
            ],
            await Engine.LinesAsync("escrow/case-life-span", null, s_january));
        Assert.Equal("B2", Assert.Single(await Engine.LinesAsync("escrow/case-life-span", null, [.. s_january, ("closedFrom", "2025-12-01"), ("closedTo", "2025-12-30")]))[..2]);
    }

    // (30 + 49) ÷ 2, both in the year of the first day; B1 held 100 before its refund, B2 nothing.
    [Fact]
    public async Task Statistics_count_the_first_day()
    {
        await Engine.WriteAsync(TestEngine.Everyone, TestEngine.Request("escrow/life-span-statistics", s_january), new Core.Reports.Output.Json.JsonReportWriter());

        Assert.Equal(["surrogacy | 2025 | 2 | 39.5 | 39.5 | 31.9 | 47.1 | 30 | 49"], await Engine.LinesAsync("escrow/life-span-statistics", null, s_january));
        Assert.EndsWith("| 2 | 50.00 | 50.00 | 39.5 | 39.5", (await Engine.LinesAsync("escrow/case-averages", null, s_january))[0], StringComparison.Ordinal);
        Assert.Equal(TieOutState.Green, (await Engine.TieOutsAsync("escrow/case-averages", s_january)).Single(result => result.Key == "CaseSums").State);
    }

    [Fact]
    public async Task A_case_is_open_since_it_opened() =>
        Assert.Equal("2026-01-05", Assert.Single(await Engine.LinesAsync("escrow/active-as-of", null, s_january)).Split(" | ")[7]);
}
