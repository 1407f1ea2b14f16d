using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Analytics;

/// <summary>Which readings metric-quality waits for. Cells: service, metric, subject, cadence, readings, expected, missing, gaps, longest gap, completeness.</summary>
public sealed class ExpectedReadingsTests : IAsyncLifetime
{
    private TestDatabase _db = null!;

    public async Task InitializeAsync() => _db = await TestDatabase.CloneAsync(Template.Empty);

    public Task DisposeAsync() => _db.DisposeAsync().AsTask();

    // In Boise 10 March 2024 had 23 hours and 3 November 2024 had 25.
    [Theory]
    [InlineData("2024-03-10", "2024-03-10T07:00:00Z", "2024-03-11T05:00:00Z", 23)]
    [InlineData("2024-11-03", "2024-11-03T06:00:00Z", "2024-11-04T06:00:00Z", 25)]
    public async Task A_day_whose_clock_is_changed_has_the_hours_it_has(string day, string first, string last, int hours)
    {
        await SeriesAsync("hourly");
        await ReadingsAsync($"select g from generate_series('{first}'::timestamptz, '{last}'::timestamptz, interval '1 hour') g");

        Assert.Equal([$"notes | sent | all | hourly | {hours} | {hours} | 0 | 0 | 0 | 1.000000000000"], await LinesAsync(day, day));
    }

    [Fact]
    public async Task An_hour_without_a_reading_on_such_a_day_is_missing_once()
    {
        await SeriesAsync("hourly");
        await ReadingsAsync("select g from generate_series('2024-03-10T07:00:00Z'::timestamptz, '2024-03-11T05:00:00Z'::timestamptz, interval '1 hour') g where g <> '2024-03-10T09:00:00Z'");

        Assert.Equal(["notes | sent | all | hourly | 22 | 23 | 1 | 1 | 1 | 0.956521739130"], await LinesAsync("2024-03-10", "2024-03-10"));
    }

    [Fact]
    public async Task A_span_that_is_not_over_yet_is_not_waited_for()
    {
        // Readings of the two years before this one; the period goes to the end of this year.
        await SeriesAsync("yearly");
        await ReadingsAsync("select date_trunc('year', now()) - n * interval '1 year' + interval '40 days' from generate_series(1, 2) n");
        var year = (int)(await _db.ScalarAsync<decimal>("select extract(year from now() at time zone 'America/Boise')"));

        Assert.Equal(["notes | sent | all | yearly | 2 | 2 | 0 | 0 | 0 | 1.000000000000"], await LinesAsync($"{year - 2}-01-01", $"{year}-12-31"));
    }

    // Without what does not depend on the cadence.
    private async Task<IReadOnlyList<string>> LinesAsync(string from, string to)
    {
        var engine = new TestEngine(_db);
        (string, string)[] period = [("from", from), ("to", to)];
        await engine.WriteAsync(TestEngine.Everyone, TestEngine.Request("analytics/metric-quality", period), new JsonReportWriter());
        return [.. (await engine.LinesAsync("analytics/metric-quality", null, period)).Select(line => string.Join(" | ", line.Split(" | ")[..10]))];
    }

    private Task SeriesAsync(string cadence) =>
        _db.InsertAsync("analytics.series", new { Service = "notes", MetricType = "sent", Subject = "all", Cadence = cadence });

    private Task<int> ReadingsAsync(string moments) => _db.ExecuteAsync(
        $"""
        insert into analytics.metric (service, source_key, metric_type, subject, recorded_at, received_at, value)
        select 'notes', r.at::text, 'sent', 'all', r.at, r.at, 1 from ({moments}) r (at)
        """);
}
