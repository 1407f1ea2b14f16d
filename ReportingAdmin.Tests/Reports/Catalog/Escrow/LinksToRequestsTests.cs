using System.Globalization;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Each figure of requests leads to exactly the requests that it counts, as they stood at the end of the parent's period.</summary>
public sealed class LinksToRequestsTests(EscrowFixture fixture) : EscrowReportTest("escrow/disbursement-requests", fixture)
{
    // Both months in part; by the last day R1, R7 and R8 are paid, R2 on that day.
    private static readonly (string, string)[] s_period = [("from", "2026-01-11"), ("to", "2026-02-20")];

    private static readonly string[] s_counts = ["requests", "submitted", "approved", "rejected", "paid", "cancelled", "timed", "without_history"];

    protected override Task SeedAsync(EscrowSeed seed) => seed.RequestsAsync();

    [Theory]
    [InlineData("escrow/requests-by-agency", "agencies", 3)]
    [InlineData("escrow/requests-by-agency", "months", 3)]
    [InlineData("escrow/requests-by-staff", "staff", 5)]
    [InlineData("escrow/requests-by-staff", "teams", 4)]
    public async Task Every_figure_of_every_row_is_the_sum_of_its_requests(string key, string section, int rows)
    {
        var preview = await Engine.PreviewAsync(key, section, s_period);
        var filled = preview.Rows.Where(row => Convert.ToInt64(Cell(preview, row, "requests"), CultureInfo.InvariantCulture) > 0).ToList();
        Assert.Equal(rows, filled.Count);
        foreach (var row in filled)
        {
            foreach (var column in s_counts)
            {
                var count = (long)Cell(preview, row, column)!;
                if (count == 0)
                {
                    Assert.DoesNotContain(column, row.Drills.Keys);
                    continue;
                }

                var behind = await BehindAsync(row.Drills[column]);
                Assert.Equal(count, behind.Count);
            }

            var all = await BehindAsync(row.Drills["amount"]);
            Assert.Equal((decimal)Cell(preview, row, "amount")!, all.Sum(cells => decimal.Parse(cells[5], CultureInfo.InvariantCulture)));
            Assert.Equal((long)Cell(preview, row, "timed")!, all.Count(cells => cells[7] != "·"));
        }

        foreach (var empty in preview.Rows.Except(filled))
        {
            Assert.Empty(empty.Drills);
        }
    }

    [Theory]
    [InlineData("escrow/requests-by-agency", "agencies", "Agency SE | SE | USD", "paid", "R7 R8 R1")]
    [InlineData("escrow/requests-by-agency", "agencies", "Agency SE | SE | USD", "without_history", "R3 R7")]
    [InlineData("escrow/requests-by-agency", "agencies", "Agency SE | SE | EUR", "cancelled", "R6")]
    [InlineData("escrow/requests-by-agency", "months", "2026-01-01 | USD", "requests", "R3 R7 R8 R1")]
    [InlineData("escrow/requests-by-agency", "months", "2026-02-01 | USD", "submitted", "R4")]
    [InlineData("escrow/requests-by-staff", "staff", "Ana Sample | ANA | USD", "median_hours", "R1")]
    [InlineData("escrow/requests-by-staff", "staff", "(no staff member) |  | USD", "amount", "R8 R4")]
    [InlineData("escrow/requests-by-staff", "teams", "(no team) | EUR", "requests", "R6")]
    [InlineData("escrow/requests-by-staff", "teams", "sales | USD", "timed", "R7 R1")]
    public async Task A_figure_leads_to_these_requests(string key, string section, string start, string column, string requests)
    {
        var preview = await Engine.PreviewAsync(key, section, s_period);
        var row = preview.Rows[TestEngine.Lines(preview).ToList().FindIndex(line => line.StartsWith(start, StringComparison.Ordinal))];

        Assert.Equal(requests, string.Join(' ', (await BehindAsync(row.Drills[column])).Select(cells => cells[0])));
    }

    [Fact]
    public async Task Requests_and_entries_of_a_month_are_listed_as_the_month_counts_them()
    {
        await new EscrowSeed(await OwnDatabaseAsync()).LedgerAsync("E1 A3 2026-02-02 deposit 10.00", "E2 A3 2026-02-03 reversal 10.00 of=E1", "E3 A2 2026-02-28 interest 1.00", "E4 A2 2026-03-01 interest 1.00");
        var preview = await Engine.PreviewAsync("escrow/monthly-activity", null, ("from", "2025-12-01"), ("to", "2026-02-28"));

        Assert.DoesNotContain(preview.Rows[0].Drills.Keys, key => key != "open_at_end");
        Assert.Equal("R2 R3 R5 R6 R7 R8 R1", string.Join(' ', (await BehindAsync(preview.Rows[1].Drills["requests_submitted"])).Select(cells => cells[0])));
        Assert.Equal("R4", Assert.Single(await BehindAsync(preview.Rows[2].Drills["requests_submitted"]))[0]);
        Assert.Equal("R2 R7 R8 R1", string.Join(' ', (await BehindAsync(preview.Rows[2].Drills["requests_paid"])).Select(cells => cells[0])));
        Assert.Equal((3L, 1L, 4L), ((long)Cell(preview, preview.Rows[2], "entries")!, (long)Cell(preview, preview.Rows[2], "requests_submitted")!, (long)Cell(preview, preview.Rows[2], "requests_paid")!));
        Assert.Equal(["E1", "E2", "E3"], (await BehindAsync(preview.Rows[2].Drills["entries"])).Select(cells => cells[1]));
    }

    [Fact]
    public async Task Pending_requests_are_those_open_at_the_end_whenever_they_were_submitted()
    {
        // At the end of 31 January: R1, R2 and R8 submitted, R5 approved. Of the days from the 20th on only R1 was submitted then.
        var preview = await Engine.PreviewAsync("escrow/financial-stats", "counts", ("from", "2026-01-20"), ("to", "2026-01-31"));
        var row = preview.Rows.Single(row => row.Cells[0] is "Requests pending");

        Assert.Equal(4m, Cell(preview, row, "value"));
        Assert.Equal("R2 R5 R8 R1", string.Join(' ', (await BehindAsync(row.Drills["value"])).Select(cells => cells[0])));
    }

    [Fact]
    public async Task The_address_names_only_what_narrows_the_list()
    {
        var preview = await Engine.PreviewAsync("escrow/requests-by-agency", "agencies", s_period);
        var drill = preview.Rows[^1].Drills["paid"];

        Assert.Equal("agency=SE currency=USD from=2026-01-11 status=paid to=2026-02-20", string.Join(' ', drill.Query.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));
    }

    private static object? Cell(ReportPreview preview, PreviewRow row, string column) =>
        row.Cells[preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column)];

    // Written too, so that the control query of the list must agree.
    private async Task<IReadOnlyList<string[]>> BehindAsync(DrillTarget drill)
    {
        (string, string)[] parameters = [.. drill.Query.Select(pair => (pair.Key, pair.Value))];
        await Engine.WriteAsync(TestEngine.Everyone, TestEngine.Request(drill.Key, parameters), new Core.Reports.Output.Json.JsonReportWriter());
        return [.. (await Engine.LinesAsync(drill.Key, null, parameters)).Select(line => line.Split(" | "))];
    }
}
