using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Analytics;

/// <summary>What the reports of all four services have in common, shown on each of them.</summary>
/// <param name="key">The report.</param>
/// <param name="service">Its service.</param>
public abstract class ServiceMetricsTest(string key, string service) : IAsyncLifetime
{
    private static readonly (string, string)[] s_february = [("from", "2024-02-01"), ("to", "2024-02-29")];

    private TestDatabase _db = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        await SeriesAsync(service, "sent", "email", "messages");
        await SeriesAsync(service, "sent", "sms", "messages");
        await SeriesAsync(service, "rate", "email", "share");
        await SeriesAsync("elsewhere", "sent", "email", "messages");
        // 29 February is in; 06:30 UTC on 1 March is still the evening of the 29th at home.
        await ReadingAsync(service, "sent", "email", "2024-02-01T20:00:00Z", 10);
        await ReadingAsync(service, "sent", "email", "2024-03-01T06:30:00Z", 30);
        await ReadingAsync(service, "sent", "email", "2024-03-01T08:00:00Z", 999);
        await ReadingAsync(service, "sent", "email", "2024-01-20T20:00:00Z", 16);
        await ReadingAsync(service, "sent", "sms", "2024-02-10T20:00:00Z", 60, received: "2024-02-10T20:01:00Z");
        await ReadingAsync(service, "sent", "sms", "2024-02-10T20:00:00Z", 120, received: "2024-02-10T23:00:00Z");
        await ReadingAsync(service, "rate", "email", "2024-02-10T20:00:00Z", 0.5m);
        await ReadingAsync("elsewhere", "sent", "email", "2024-02-10T20:00:00Z", 7);
    }

    /// <inheritdoc />
    public Task DisposeAsync() => _db.DisposeAsync().AsTask();

    // email: 10 + 30; 20 on the mean before of 16 is a quarter more. sms: the double reading counts as last received.
    [Fact]
    public async Task Subjects_show_sum_mean_last_change_and_share() =>
        Assert.Equal(
            [
                "rate | email | share | 1 | 0.500000 | 0.500000 | 0.500000 | 2024-02-10 | · | · | ·",
                "sent | email | messages | 2 | 40.000000 | 20.000000 | 30.000000 | 2024-02-29 | 16.000000 | 0.250000000000 | 0.250000000000",
                "sent | sms | messages | 1 | 120.000000 | 120.000000 | 120.000000 | 2024-02-10 | · | · | 0.750000000000",
            ],
            (await LinesAsync("subjects", s_february)).Select(line => line[..line.LastIndexOf(" | ", StringComparison.Ordinal)]));

    [Fact]
    public async Task The_course_has_twelve_parts_low_to_high() =>
        Assert.EndsWith("▁··········█", (await LinesAsync("subjects", [.. s_february, ("subject", "email"), ("metric", "sent")]))[0], StringComparison.Ordinal);

    [Fact]
    public async Task The_trend_lists_every_month_and_metric() =>
        Assert.Equal(
            [
                "2024-01-01 | rate | share | 0 | 0 | 0.000000 | · | rate", "2024-01-01 | sent | messages | 1 | 1 | 16.000000 | 16.000000 | sent",
                "2024-02-01 | rate | share | 1 | 1 | 0.500000 | 0.500000 | rate", "2024-02-01 | sent | messages | 3 | 2 | 160.000000 | 53.333333 | sent",
            ],
            await LinesAsync("trend", ("from", "2024-01-01"), ("to", "2024-02-29")));

    [Fact]
    public async Task The_top_is_cut_at_the_places_asked_for() =>
        Assert.Equal(
            ["rate | 1 | email | share | 0.500000 | 0.500000 | ·", "sent | 1 | sms | messages | 120.000000 | 120.000000 | 0.750000000000"],
            await LinesAsync("top", [.. s_february, ("top", "1")]));

    [Fact]
    public async Task A_change_on_nothing_and_a_share_of_nothing_are_blank()
    {
        await SeriesAsync(service, "net", "a", "messages");
        await SeriesAsync(service, "net", "b", "messages");
        await ReadingAsync(service, "net", "a", "2022-02-10T20:00:00Z", 0);
        await ReadingAsync(service, "net", "a", "2022-03-10T20:00:00Z", 5);
        await ReadingAsync(service, "net", "b", "2022-03-10T20:00:00Z", -5);

        Assert.Equal(
            [
                "net | a | messages | 1 | 5.000000 | 5.000000 | 5.000000 | 2022-03-10 | 0.000000 | · | ·",
                "net | b | messages | 1 | -5.000000 | -5.000000 | -5.000000 | 2022-03-10 | · | · | ·",
            ],
            (await LinesAsync("subjects", ("from", "2022-03-01"), ("to", "2022-03-31"))).Select(line => line[..line.LastIndexOf(" | ", StringComparison.Ordinal)]));
    }

    // Followers won less lost: −100 before. −50 now is half of that better, +50 one and a half times; −150 half worse.
    [Theory]
    [InlineData(-50, "0.500000000000")]
    [InlineData(50, "1.500000000000")]
    [InlineData(-150, "-0.500000000000")]
    [InlineData(-100, "0.000000000000")]
    public async Task A_rise_from_a_negative_mean_is_positive(int now, string change)
    {
        await SeriesAsync(service, "net", "c", "messages");
        await ReadingAsync(service, "net", "c", "2022-02-10T20:00:00Z", -100);
        await ReadingAsync(service, "net", "c", "2022-03-10T20:00:00Z", now);

        var line = Assert.Single(await LinesAsync("subjects", ("from", "2022-03-01"), ("to", "2022-03-31")));
        Assert.Equal(["-100.000000", change], line.Split(" | ")[8..10]);
    }

    [Fact]
    public async Task A_period_without_a_reading_has_no_row() => Assert.Empty(await LinesAsync("subjects", ("from", "2030-01-01"), ("to", "2030-01-31")));

    [Fact]
    public async Task Metrics_and_subjects_of_other_services_are_neither_offered_nor_taken()
    {
        await SeriesAsync("elsewhere", "views", "web", "pages");
        var engine = new TestEngine(_db);

        Assert.Equal(["rate", "sent"], (await engine.Runner.LookupAsync(TestEngine.Everyone, key, "metric", "", default)).Value!.Select(choice => choice.Value));
        Assert.Equal(["sms"], (await engine.Runner.LookupAsync(TestEngine.Everyone, key, "subject", "s", default)).Value!.Select(choice => choice.Value));
        Assert.Equal(["email"], (await engine.Runner.WordsAsync(TestEngine.Everyone, key, "subject", ["web", "email"], default)).Value!.Select(choice => choice.Value));
        var refused = await engine.Runner.PreviewAsync(TestEngine.Everyone, TestEngine.Request(key, [.. s_february, ("metric", "views")]), new PreviewRequest(null), default);
        Assert.Equal(("metric", "There is no metric 'views'."), (refused.FirstProblem.Field, refused.FirstProblem.Message));
    }

    private async Task<IReadOnlyList<string>> LinesAsync(string section, params (string, string)[] parameters)
    {
        var engine = new TestEngine(_db);
        await engine.WriteAsync(TestEngine.Everyone, TestEngine.Request(key, parameters), new Core.Reports.Output.Json.JsonReportWriter());
        return await engine.LinesAsync(key, section, parameters);
    }

    private Task SeriesAsync(string of, string metric, string subject, string unit) =>
        _db.InsertAsync("analytics.series", new { Service = of, MetricType = metric, Subject = subject, Unit = unit, Cadence = "daily" });

    private Task ReadingAsync(string of, string metric, string subject, string at, decimal value, string? received = null) =>
        _db.InsertAsync(
            "analytics.metric",
            new { Service = of, SourceKey = Guid.NewGuid().ToString(), MetricType = metric, Subject = subject, RecordedAt = at, ReceivedAt = received ?? at, Value = value });
}
