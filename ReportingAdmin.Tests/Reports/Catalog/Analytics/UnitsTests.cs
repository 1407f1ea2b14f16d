using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Analytics;

/// <summary>One metric in two currencies: A gave 1,000 dollars, B 800 euros and C 200 euros in February 2024.</summary>
public sealed class UnitsTests : IAsyncLifetime
{
    private static readonly (string, string)[] s_february = [("from", "2024-02-01"), ("to", "2024-02-29")];

    private TestDatabase _db = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        await GiveAsync("A", "USD", 1000);
        await GiveAsync("B", "EUR", 800);
        await GiveAsync("C", "EUR", 200);
    }

    public Task DisposeAsync() => _db.DisposeAsync().AsTask();

    [Fact]
    public async Task Shares_are_of_the_subjects_in_the_same_unit() =>
        Assert.Equal(
            ["A USD 1.000000000000", "B EUR 0.800000000000", "C EUR 0.200000000000"],
            (await LinesAsync("subjects")).Select(Of));

    [Fact]
    public async Task Each_unit_has_its_own_trend() =>
        Assert.Equal(
            [
                "2024-02-01 | donation | EUR | 2 | 2 | 1000.000000 | 500.000000 | donation (EUR)",
                "2024-02-01 | donation | USD | 1 | 1 | 1000.000000 | 1000.000000 | donation (USD)",
            ],
            await LinesAsync("trend"));

    [Fact]
    public async Task Each_unit_has_its_own_picture() =>
        Assert.Equal(
            ["Mean reading by month: donation, EUR: 500.000000", "Mean reading by month: donation, USD: 1000.000000"],
            (await new TestEngine(_db).PreviewAsync("analytics/partners", "trend", s_february)).Charts
                .Select(chart => FormattableString.Invariant($"{chart.Title}: {Assert.Single(Assert.Single(chart.Series).Values)}")));

    [Fact]
    public async Task Each_unit_has_its_own_places() =>
        Assert.Equal(
            [
                "donation | 1 | B | EUR | 800.000000 | 800.000000 | 0.800000000000",
                "donation | 2 | C | EUR | 200.000000 | 200.000000 | 0.200000000000",
                "donation | 1 | A | USD | 1000.000000 | 1000.000000 | 1.000000000000",
            ],
            await LinesAsync("top"));

    [Fact]
    public async Task A_share_is_of_all_subjects_also_where_one_is_chosen()
    {
        // 800 of the 1,000 euros.
        Assert.Equal("B EUR 0.800000000000", Of(Assert.Single(await LinesAsync("subjects", ("subject", "B")))));
        Assert.Equal(["donation | 1 | B | EUR | 800.000000 | 800.000000 | 0.800000000000"], await LinesAsync("top", ("subject", "B")));
    }

    [Fact]
    public async Task Readings_whose_series_names_no_unit_are_kept_apart_by_their_own()
    {
        // D has no series, and sent two amounts at the same moment; 70 of 70 and 30 of 30. E has a series without a unit, and neither has its reading.
        await ReadAsync("D", 70, "CAD");
        await ReadAsync("D", 30, "GBP");
        await _db.InsertAsync("analytics.series", new { Service = "partners_crm", MetricType = "donation", Subject = "E", Cadence = "daily" });
        await ReadAsync("E", 5, null);

        Assert.Equal(
            ["A USD 1.000000000000", "B EUR 0.800000000000", "C EUR 0.200000000000", "D CAD 1.000000000000", "D GBP 1.000000000000", "E  1.000000000000"],
            (await LinesAsync("subjects")).Select(Of));
        Assert.Equal(
            [
                "2024-02-01 | donation |  | 1 | 1 | 5.000000 | 5.000000 | donation (no unit)",
                "2024-02-01 | donation | CAD | 1 | 1 | 70.000000 | 70.000000 | donation (CAD)",
                "2024-02-01 | donation | EUR | 2 | 2 | 1000.000000 | 500.000000 | donation (EUR)",
                "2024-02-01 | donation | GBP | 1 | 1 | 30.000000 | 30.000000 | donation (GBP)",
                "2024-02-01 | donation | USD | 1 | 1 | 1000.000000 | 1000.000000 | donation (USD)",
            ],
            await LinesAsync("trend"));
        Assert.Equal(
            ["donation | 1 | D | CAD | 70.000000 | 70.000000 | 1.000000000000", "donation | 1 | D | GBP | 30.000000 | 30.000000 | 1.000000000000"],
            (await LinesAsync("top")).Where(line => line.Contains(" | D | ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Readings_lead_to_the_series_of_this_service_alone()
    {
        // Another service has a series of the same name.
        await _db.InsertAsync("analytics.series", new { Service = "elsewhere", MetricType = "donation", Subject = "A", Cadence = "daily" });
        var drill = (await new TestEngine(_db).PreviewAsync("analytics/partners", "subjects", s_february)).Rows[0].Drills["readings"];

        var target = await new TestEngine(_db).LinesAsync(drill.Key, null, [.. drill.Query.Select(pair => (pair.Key, pair.Value))]);
        Assert.StartsWith("partners_crm | donation | A | daily | 1 | ", Assert.Single(target), StringComparison.Ordinal);
    }

    // Subject, unit and share of a row of the subjects.
    private static string Of(string line) => line.Split(" | ") is var cells ? $"{cells[1]} {cells[2]} {cells[10]}" : "";

    private async Task<IReadOnlyList<string>> LinesAsync(string section, params (string, string)[] more)
    {
        var engine = new TestEngine(_db);
        (string, string)[] parameters = [.. s_february, .. more];
        await engine.WriteAsync(TestEngine.Everyone, TestEngine.Request("analytics/partners", parameters), new JsonReportWriter());
        return await engine.LinesAsync("analytics/partners", section, parameters);
    }

    private Task ReadAsync(string partner, decimal amount, string? unit) => _db.InsertAsync(
        "analytics.metric",
        new { Service = "partners_crm", SourceKey = partner + unit, MetricType = "donation", Subject = partner, RecordedAt = "2024-02-10T20:00:00Z", ReceivedAt = "2024-02-10T20:00:00Z", Value = amount, Unit = unit });

    private async Task GiveAsync(string partner, string currency, decimal amount)
    {
        await _db.InsertAsync("analytics.series", new { Service = "partners_crm", MetricType = "donation", Subject = partner, Unit = currency, Cadence = "daily" });
        await ReadAsync(partner, amount, null);
    }
}
