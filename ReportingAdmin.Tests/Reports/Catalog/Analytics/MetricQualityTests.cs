using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Analytics;

public sealed class MetricQualityTests : IAsyncLifetime
{
    private static readonly (string, string)[] s_days = [("from", "2020-10-01"), ("to", "2020-10-10")];

    private TestDatabase _db = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        await SeriesAsync("sent", "daily");
        await SeriesAsync("budget", "weekly");
        await SeriesAsync("event", "irregular");
        // Daily from the 2nd on; the 4th, 5th and 8th are missing; the 6th came late, the 7th twice, the 10th without a value.
        await ReadingAsync("sent", "2020-10-02");
        await ReadingAsync("sent", "2020-10-03");
        await ReadingAsync("sent", "2020-10-06", hours: 25);
        await ReadingAsync("sent", "2020-10-07");
        await ReadingAsync("sent", "2020-10-07", hours: 30);
        await ReadingAsync("sent", "2020-10-09", hours: 24);
        await ReadingAsync("sent", "2020-10-10", hasValue: false);
        // Weeks from Monday: only that of the 5th could end by the 11th.
        await ReadingAsync("budget", "2020-09-28");
        await ReadingAsync("budget", "2020-10-05");
        await ReadingAsync("event", "2020-10-05");
    }

    public Task DisposeAsync() => _db.DisposeAsync().AsTask();

    [Fact]
    public async Task Each_series_shows_gaps_late_and_double_readings() =>
        Assert.Equal(
            [
                "notes | budget | all | weekly | 1 | · | · | · | · | · | 0 | 0 | 0",
                "notes | event | all | irregular | 1 | · | · | · | · | · | 0 | 0 | 0",
                "notes | sent | all | daily | 7 | 9 | 3 | 2 | 2 | 0.666666666667 | 1 | 1 | 1",
            ],
            await LinesAsync(s_days));

    [Fact]
    public async Task A_week_is_expected_when_it_lies_in_the_period() =>
        Assert.Equal(["notes | budget | all | weekly | 2 | 3 | 1 | 1 | 1 | 0.666666666667 | 0 | 0 | 0"], await LinesAsync(("from", "2020-09-28"), ("to", "2020-10-18"), ("metric", "budget")));

    [Fact]
    public async Task The_hours_decide_what_is_late() =>
        Assert.Equal(
            ["notes | sent | all | daily | 7 | 9 | 3 | 2 | 2 | 0.666666666667 | 0 | 1 | 1"],
            await LinesAsync([.. s_days, ("lateHours", "30"), ("metric", "sent")]));

    [Fact]
    public async Task A_silent_series_is_missing_altogether_and_one_before_its_first_reading_is_not_expected()
    {
        Assert.Equal("notes | sent | all | daily | 0 | 30 | 30 | 1 | 30 | 0.000000000000 | 0 | 0 | 0", (await LinesAsync(("from", "2020-11-01"), ("to", "2020-11-30"))).Single(line => line.Contains("sent", StringComparison.Ordinal)));
        Assert.Equal("notes | sent | all | daily | 0 | · | · | · | · | · | 0 | 0 | 0", (await LinesAsync(("from", "2020-02-01"), ("to", "2020-02-29"))).Single(line => line.Contains("sent", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("monthly", "2025-01-15", "2025-03-10", "2025-01-01", "2025-03-31", "2 | 3 | 1 | 1 | 1 | 0.666666666667")]
    [InlineData("quarterly", "2025-01-15", "2025-07-15", "2025-01-01", "2025-12-31", "2 | 4 | 2 | 2 | 1 | 0.500000000000")]
    public async Task Months_and_quarters_have_their_own_gaps(string cadence, string first, string then, string from, string to, string figures)
    {
        await SeriesAsync("dues", cadence);
        await ReadingAsync("dues", first);
        await ReadingAsync("dues", then);

        Assert.Equal([$"notes | dues | all | {cadence} | {figures} | 0 | 0 | 0"], await LinesAsync(("from", from), ("to", to), ("metric", "dues")));
    }

    // Without the times of the first and the latest reading.
    private async Task<IReadOnlyList<string>> LinesAsync(params (string, string)[] parameters)
    {
        var engine = new TestEngine(_db);
        await engine.WriteAsync(TestEngine.Everyone, TestEngine.Request("analytics/metric-quality", parameters), new JsonReportWriter());
        return [.. (await engine.LinesAsync("analytics/metric-quality", null, parameters)).Select(line => string.Join(" | ", line.Split(" | ")[..13]))];
    }

    private Task SeriesAsync(string metric, string cadence) =>
        _db.InsertAsync("analytics.series", new { Service = "notes", MetricType = metric, Subject = "all", Cadence = cadence });

    private Task ReadingAsync(string metric, string day, int hours = 1, bool hasValue = true)
    {
        var recorded = DateTimeOffset.Parse(day + "T20:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        return _db.InsertAsync(
            "analytics.metric",
            new
            {
                Service = "notes",
                SourceKey = Guid.NewGuid().ToString(),
                MetricType = metric,
                Subject = "all",
                RecordedAt = recorded.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                ReceivedAt = recorded.AddHours(hours).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                Value = hasValue ? "1" : null,
            });
    }
}
