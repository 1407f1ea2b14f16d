using System.Globalization;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Numbers of cases lead to exactly the cases that they count.</summary>
public sealed class LinksToCasesTests(EscrowFixture fixture) : EscrowReportTest("escrow/case-life-span", fixture)
{
    private static readonly (string, string)[] s_march = [("asOf", "2026-03-31")];

    // A4 is cancelled, A2 open again; B3 is of May, as all that the second agency of Idaho has.
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.LivesAsync();
        await seed.StaffAsync("ANA", "Ana Sample");
        await seed.CaseAsync("B1", "NW", "2026-02-03", staff: "ANA", state: "ID");
        await seed.CaseAsync("B2", "SE", "2026-02-10", currency: "EUR", staff: "ANA");
        await seed.AgencyAsync("MW", "ID");
        await seed.CaseAsync("B3", "MW", "2026-05-10");
    }

    [Theory]
    [InlineData("escrow/sales", null, "Agency NW | NW | Ana Sample", "cases_opened", "B1", "from=2026-02-01 to=2026-02-28")]
    [InlineData("escrow/financial-stats", "counts", "Cases opened", "value", "A2 A3 B1 B2 A5", "from=2026-01-01 to=2026-03-31")]
    [InlineData("escrow/case-averages", null, "(all types) | USD", "cases", "A1 A2 A3 B1 A5", "asOf=2026-03-31")]
    [InlineData("escrow/case-averages", null, "surrogacy | EUR", "cases", "B2", "asOf=2026-03-31")]
    [InlineData("escrow/monthly-activity", null, "2026-01-01", "opened", "A2 A3", "from=2026-01-15 to=2026-03-31")]
    [InlineData("escrow/monthly-activity", null, "2026-02-01", "opened", "B1 B2", "from=2026-01-15 to=2026-03-31")]
    [InlineData("escrow/monthly-activity", null, "2026-02-01", "opened", "A4 B1 B2", "from=2026-02-01 to=2026-02-28 includeCancelled=true")]
    [InlineData("escrow/monthly-activity", null, "2026-02-01", "opened", "B1", "from=2026-02-01 to=2026-02-28 agency=NW")]
    [InlineData("escrow/agency-cases", null, "Agency SE | SE | surrogacy | 2026-02-01", "opened", "A4 B2", "from=2026-02-01 to=2026-02-28 includeCancelled=true")]
    [InlineData("escrow/agency-cases", null, "Agency NW | NW | egg donation | 2026-01-01", "opened", "A2", "from=2026-01-01 to=2026-03-31")]
    [InlineData("escrow/case-types-by-month", null, "2026-01-01 | surrogacy", "opened", "A3", "from=2026-01-01 to=2026-03-31")]
    [InlineData("escrow/case-types-by-month", null, "2026-03-01 | surrogacy", "opened", "A5", "from=2026-01-01 to=2026-03-31 state=ID")]
    [InlineData("escrow/agencies-by-state", null, "ID", "cases", "A1 A2 B1 A5", "asOf=2026-03-31")]
    [InlineData("escrow/agencies-by-state", null, "(no state)", "cases", "A3 B2", "asOf=2026-03-31")]
    [InlineData("escrow/agencies-by-state", null, "(no state)", "cases", "A3 A4 B2", "asOf=2026-03-31 includeCancelled=true")]
    [InlineData("escrow/agencies-by-state", null, "ID", "cases", "A2", "asOf=2026-03-31 caseType=egg_donation")]
    [InlineData("escrow/life-span-statistics", "years", "surrogacy | 2025", "cases", "A1", "asOf=2026-03-31")]
    [InlineData("escrow/life-span-statistics", "years", "surrogacy | 2026", "cases", "A3 A5", "asOf=2026-03-31")]
    [InlineData("escrow/life-span-statistics", "years", "surrogacy | 2026", "cases", "A3 A4 A5", "asOf=2026-03-31 includeCancelled=true")]
    [InlineData("escrow/life-span-statistics", "distribution", "0 | 89 | surrogacy", "cases", "A3 A5", "asOf=2026-03-31")]
    [InlineData("escrow/life-span-statistics", "distribution", "0 | 89 | surrogacy", "cases", "A3 A4 A5", "asOf=2026-03-31 includeCancelled=true")]
    [InlineData("escrow/life-span-statistics", "distribution", "360 | 449 | surrogacy", "cases", "A1", "asOf=2026-03-31")]
    [InlineData("escrow/life-span-statistics", "distribution", "0 | 89 | surrogacy", "cases", "A5", "asOf=2026-03-31 agency=NW")]
    public async Task A_number_of_cases_leads_to_them(string key, string? section, string start, string column, string cases, string asked)
    {
        (string, string)[] parameters = [.. asked.Split(' ').Select(word => word.Split('=')).Select(pair => (pair[0], pair[1]))];
        var preview = await Engine.PreviewAsync(key, section, parameters);
        var row = preview.Rows[TestEngine.Lines(preview).ToList().FindIndex(line => line.StartsWith(start, StringComparison.Ordinal))];

        Assert.Equal(cases, Numbers(await LinesAsync([.. row.Drills[column].Query.Select(pair => (pair.Key, pair.Value))])));
        var figure = row.Cells[preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column)];
        Assert.Equal(cases.Split(' ').Length, Convert.ToInt32(figure, CultureInfo.InvariantCulture));
    }

    // A1, A3 and A5 are closed by then.
    [Theory]
    [InlineData("ID", "A2 B1")]
    [InlineData("(no state)", "B2")]
    public async Task The_open_cases_of_the_agencies_of_a_state_lead_to_them(string state, string cases)
    {
        var preview = await Engine.PreviewAsync("escrow/agencies-by-state", null, s_march);
        var row = preview.Rows.Single(one => (string?)one.Cells[0] == state);

        Assert.Equal((long)cases.Split(' ').Length, row.Cells[3]);
        Assert.Equal(cases, Numbers(TestEngine.Lines(await Engine.FollowAsync(TestEngine.Everyone, row.Drills["open_cases"]))));
    }

    // An agency counts by the cases it has: those listed name as many.
    [Theory]
    [InlineData("2026-03-31", "ID", "NW", "A1 A2 B1 A5")]
    [InlineData("2026-05-31", "ID", "NW MW", "A1 A2 B1 A5 B3")]
    [InlineData("2026-05-31", "(no state)", "SE", "A3 B2")]
    public async Task A_number_of_agencies_leads_to_the_cases_by_which_they_count(string day, string state, string agencies, string cases)
    {
        var row = (await Engine.PreviewAsync("escrow/agencies-by-state", null, ("asOf", day))).Rows.Single(one => (string?)one.Cells[0] == state);

        var led = TestEngine.Lines(await Engine.FollowAsync(TestEngine.Everyone, row.Drills["agencies"]));
        Assert.Equal(cases, Numbers(led));
        Assert.Equal(agencies, string.Join(' ', led.Select(line => line.Split(" | ")[3]).Distinct()));
        Assert.Equal((long)agencies.Split(' ').Length, row.Cells[1]);
    }

    // Of 75 and 0 days the mean and median are 37.5, the percentiles 7.5 and 67.5.
    [Theory]
    [InlineData("mean_days", "37.5")]
    [InlineData("median_days", "37.5")]
    [InlineData("p_10_days", "7.5")]
    [InlineData("p_90_days", "67.5")]
    [InlineData("shortest_days", "0")]
    [InlineData("longest_days", "75")]
    public async Task A_statistic_of_life_spans_leads_to_the_cases_with_their_days(string column, string figure)
    {
        var preview = await Engine.PreviewAsync("escrow/life-span-statistics", "years", s_march);
        var row = preview.Rows[^1];

        Assert.Equal(figure, Convert.ToString(row.Cells[preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column)], CultureInfo.InvariantCulture));
        var led = TestEngine.Lines(await Engine.FollowAsync(TestEngine.Everyone, row.Drills[column])).Select(line => line.Split(" | "));
        Assert.Equal(["A3 75", "A5 0"], led.Select(cells => $"{cells[0]} {cells[^1]}"));
    }

    [Fact]
    public async Task A_number_of_none_leads_nowhere()
    {
        var month = (await Engine.PreviewAsync("escrow/monthly-activity", null, ("from", "2026-04-01"), ("to", "2026-04-30"))).Rows.Single();
        var closed = (await Engine.PreviewAsync("escrow/agencies-by-state", null, ("asOf", "2026-03-31"), ("agency", "SE"), ("state", "ID"))).Rows.Single();
        var bands = (await Engine.PreviewAsync("escrow/life-span-statistics", "distribution", s_march)).Rows;

        Assert.DoesNotContain("opened", month.Drills.Keys);
        Assert.Equal(["agencies", "cases"], closed.Drills.Keys);
        Assert.Equal([2L, 0L, 0L, 0L, 1L], bands.Select(band => (long)band.Cells[3]!));
        Assert.Equal([1, 0, 0, 0, 1], bands.Select(band => band.Drills.Count));
    }

    [Theory]
    [InlineData("openedFrom=2026-02-01", "B1 B2 A5")]
    [InlineData("agencyState=ID", "A1 A2 B1 A5")]
    [InlineData("agencyState=none", "A3 B2")]
    [InlineData("agencyState=ID,none state=WA", "A2")]
    [InlineData("staff=ANA", "B1 B2")]
    [InlineData("currency=EUR", "B2")]
    [InlineData("leastDays=75", "A1 A2 A3")]
    [InlineData("mostDays=56", "B1 B2 A5")]
    [InlineData("leastDays=49 mostDays=75", "A3 B1 B2")]
    [InlineData("closedFrom=2026-01-01", "A3 A5")]
    [InlineData("closedTo=2026-03-30", "A1 A5")]
    [InlineData("closedFrom=2026-02-01 closedTo=2026-02-28", "")]
    [InlineData("closedFrom=2026-02-01 closedTo=2026-02-28 includeCancelled=true", "A4")]
    public async Task Each_filter_leaves_only_its_cases(string asked, string cases) =>
        Assert.Equal(cases, Numbers(await LinesAsync([.. s_march, .. asked.Split(' ').Select(word => word.Split('=')).Select(pair => (pair[0], pair[1]))])));

    private static string Numbers(IReadOnlyList<string> lines) => string.Join(' ', lines.Select(line => line.Split(" | ")[0]));
}
