using System.Globalization;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>
/// The cases counted as open at a month-end are those that the link lists, with and without those cancelled since.
/// A was opened on 5 January and cancelled on 10 March; B, an egg donation of another agency, is open.
/// </summary>
public sealed class OpenCasesLinkTests(EscrowFixture fixture) : EscrowReportTest("escrow/active-as-of", fixture)
{
    private static readonly (string, string)[] s_february = [("from", "2026-02-01"), ("to", "2026-02-28")];

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.CaseAsync("A", "NW", "2026-01-05");
        await seed.CaseAsync("B", "SE", "2026-01-10", type: "egg_donation");
        await seed.StatusAsync("A", "2026-03-10 cancelled");
    }

    [Theory]
    [InlineData("escrow/agency-cases", "false", "B")]
    [InlineData("escrow/agency-cases", "true", "A B")]
    [InlineData("escrow/monthly-activity", "false", "B")]
    [InlineData("escrow/monthly-activity", "true", "A B")]
    [InlineData("escrow/case-types-by-month", "false", "B")]
    [InlineData("escrow/case-types-by-month", "true", "A B")]
    public async Task The_link_lists_the_cases_that_the_figure_counts(string key, string includeCancelled, string cases)
    {
        var preview = await Engine.PreviewAsync(key, null, [.. s_february, ("includeCancelled", includeCancelled)]);
        var column = preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == "open_at_end");

        var listed = new List<string>();
        foreach (var row in preview.Rows)
        {
            var open = Convert.ToInt64(row.Cells[column], CultureInfo.InvariantCulture);
            if (open == 0)
            {
                Assert.DoesNotContain("open_at_end", row.Drills.Keys);
                continue;
            }

            var rows = await FollowAsync(row, "open_at_end");
            Assert.Equal(open, rows.Count);
            listed.AddRange(rows);
        }

        Assert.Equal(cases, string.Join(' ', listed.Order()));
    }

    [Theory]
    [InlineData("false", "B")]
    [InlineData("true", "A B")]
    public async Task Financial_statistics_lead_to_the_cases_open_on_the_last_day(string includeCancelled, string cases)
    {
        var preview = await Engine.PreviewAsync("escrow/financial-stats", "counts", [.. s_february, ("includeCancelled", includeCancelled)]);
        var row = preview.Rows.Single(one => (string?)one.Cells[0] == "Cases open");

        Assert.Equal((decimal)cases.Split(' ').Length, row.Cells[2]);
        Assert.Equal(cases, string.Join(' ', await FollowAsync(row, "value")));
        Assert.Empty(preview.Rows.First(one => (string?)one.Cells[0] == "Cases opened").Drills);
    }

    [Theory]
    [InlineData("escrow/active-as-of", null, "B")]
    [InlineData("escrow/active-as-of", "true", "A B")]
    [InlineData("escrow/never-funded", null, "B")]
    [InlineData("escrow/never-funded", "true", "A B")]
    public async Task A_case_cancelled_since_is_left_out_unless_it_is_asked_for(string key, string? includeCancelled, string cases)
    {
        (string, string)[] parameters = [("asOf", "2026-02-28"), .. includeCancelled is null ? [] : new[] { ("includeCancelled", includeCancelled) }];
        await Engine.WriteAsync(TestEngine.Everyone, TestEngine.Request(key, parameters), new Core.Reports.Output.Json.JsonReportWriter());
        var preview = await Engine.PreviewAsync(key, null, parameters);

        Assert.Equal(cases, string.Join(' ', preview.Rows.Select(row => row.Cells[0])));
        Assert.Equal(includeCancelled is null ? "No" : "Yes", preview.Parameters.Single(parameter => parameter.Name == "includeCancelled").Resolved);
    }

    private async Task<IReadOnlyList<string>> FollowAsync(PreviewRow row, string column)
    {
        var drill = row.Drills[column];
        var preview = await Engine.PreviewAsync(drill.Key, null, [.. drill.Query.Select(pair => (pair.Key, pair.Value))]);
        return [.. preview.Rows.Select(one => (string)one.Cells[0]!)];
    }
}
