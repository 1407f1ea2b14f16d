using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: month, type, opened, open at end.</summary>
public sealed class CaseTypesByMonthTests(EscrowFixture fixture) : EscrowReportTest("escrow/case-types-by-month", fixture)
{
    protected override Task SeedAsync(EscrowSeed seed) => seed.LivesAsync();

    [Fact]
    public async Task Both_types_are_counted_in_every_month() =>
        Assert.Equal(
            [
                "2026-02-01 | egg donation | 0 | 1",
                "2026-02-01 | surrogacy | 0 | 1",
                "2026-03-01 | egg donation | 0 | 1",
                "2026-03-01 | surrogacy | 1 | 0",
                "2026-04-01 | egg donation | 0 | 1",
                "2026-04-01 | surrogacy | 0 | 0",
            ],
            await LinesAsync(("from", "2026-02-01"), ("to", "2026-04-30")));

    [Fact]
    public async Task A_case_opened_on_a_leap_day_is_open_at_the_end_of_its_month() =>
        Assert.Equal(
            ["2024-02-01 | egg donation | 0 | 0", "2024-02-01 | surrogacy | 1 | 1"],
            await LinesAsync(("from", "2024-02-01"), ("to", "2024-02-29")));

    [Fact]
    public async Task A_cancelled_case_is_opened_when_asked_for()
    {
        Assert.Equal(["2026-02-01 | surrogacy | 0 | 1"], await LinesAsync(("from", "2026-02-01"), ("to", "2026-02-28"), ("agency", "SE")));
        Assert.Equal(
            ["2026-02-01 | surrogacy | 1 | 1"],
            await LinesAsync(("from", "2026-02-01"), ("to", "2026-02-28"), ("agency", "SE"), ("includeCancelled", "true")));
    }

    [Fact]
    public async Task Cases_open_at_the_month_ends_are_those_of_the_case_file()
    {
        var db = await OwnDatabaseAsync();
        Assert.Equal(TieOutState.Green, (await TieOutAsync("EscrowOpenCases", [("from", "2026-02-01"), ("to", "2026-04-30")])).State);

        await db.ExecuteAsync("update escrow.case_status_history set changed_on = '2026-04-01' where changed_on = '2026-03-31'");

        Assert.Equal("2026-03, case A3", Assert.Single((await TieOutAsync("EscrowOpenCases", [("from", "2026-02-01"), ("to", "2026-04-30")])).Differences).Place);
    }
}
