using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Api;

public sealed class RunEndpointsTests : IAsyncLifetime
{
    private SiteHost _site = null!;
    private HttpClient _fred = null!;
    private HttpClient _carla = null!;
    private HttpClient _adam = null!;

    public async Task InitializeAsync()
    {
        _site = await SiteHost.StartAsync(Template.Empty, ("Runs:PollEvery", "00:00:01"));
        await new RunSeed(_site.Database, "").FillAsync();
        _fred = await DemoSite.SignedInAsync(_site, "Fred Finance");
        _carla = await DemoSite.SignedInAsync(_site, "Carla Collections");
        _adam = await DemoSite.SignedInAsync(_site, "Adam Admin");
    }

    public async Task DisposeAsync()
    {
        _fred.Dispose();
        _carla.Dispose();
        _adam.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task A_report_is_asked_for_followed_to_its_end_and_downloaded_with_the_hash_it_names()
    {
        var run = await AskAsync();
        var detail = await EndedAsync(run);

        Assert.Equal("completed", detail.GetProperty("run").GetProperty("status").GetString());
        Assert.Equal(1, detail.GetProperty("row_counts").GetProperty("months").GetInt32());
        Assert.Equal("completed", detail.GetProperty("attempts")[0].GetProperty("outcome").GetString());
        var file = await _fred.GetByteArrayAsync(new Uri($"{run}/download", UriKind.Relative));
        Assert.Equal(detail.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(file)));
        var stream = await _fred.GetStringAsync(new Uri($"{run}/events", UriKind.Relative));
        Assert.StartsWith("event: ended", stream, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_run_answers_like_one_that_does_not_exist_and_an_admin_sees_it()
    {
        var run = await AskAsync();
        await EndedAsync(run);

        foreach (var part in new[] { "", "/download", "/events" })
        {
            using var answer = await _carla.GetAsync(new Uri(run + part, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var cancelled = await _carla.PostAsync(new Uri(run + "/cancel", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.NotFound, cancelled.StatusCode);
        using var all = await _carla.GetAsync(new Uri("/api/v1/reports?all=true", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, all.StatusCode);
        Assert.Equal(1, (await _adam.GetFromJsonAsync<JsonElement>("/api/v1/reports?all=true")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await _adam.GetFromJsonAsync<JsonElement>("/api/v1/reports")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Who_asks_is_not_a_field_and_wrong_words_are_named()
    {
        using var created = await _fred.PostAsJsonAsync("/api/v1/reports/generate", new { report = "escrow/monthly-balance", created_by = 1 });
        using var format = await _fred.PostAsJsonAsync("/api/v1/reports/generate", new { report = "escrow/monthly-balance", format = "doc" });
        using var limit = await _fred.GetAsync(new Uri("/api/v1/reports?limit=0", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, created.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, format.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, limit.StatusCode);
    }

    [Fact]
    public async Task The_pages_of_runs_answer_by_permission()
    {
        foreach (var (client, path, status) in new[] { (_fred, "/runs", HttpStatusCode.OK), (_fred, "/runs/all", HttpStatusCode.Forbidden), (_adam, "/runs/all", HttpStatusCode.OK) })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_file_that_takes_long_is_queued_however_few_its_rows_and_the_answer_says_how_long()
    {
        await EndedAsync(await AskAsync());
        await _site.Database.ExecuteAsync("update app.run set started_at = finished_at - interval '20 minutes'");

        using var asked = await _fred.GetAsync(new Uri("/api/v1/catalog/escrow/monthly-balance/data?from=2026-09-01&to=2026-09-30&format=csv", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var answer = await asked.Content.ReadFromJsonAsync<JsonElement>();
        Assert.InRange(answer.GetProperty("takes_seconds").GetDouble(), 1_150, 1_250);
        await EndedAsync(asked.Headers.Location!.ToString());
        Assert.Equal("heavy", await _site.Database.ScalarAsync<string>("select lane from app.run order by number desc limit 1"));
    }

    // P2 is not in the snapshot of October, so that September's stands for both.
    [Fact]
    public async Task A_run_on_loans_names_its_month_end_and_what_a_later_one_lacks_to_who_may_see_its_figures()
    {
        var lending = new LendingSeed(_site.Database);
        await lending.PortfolioAsync("P1");
        await lending.PortfolioAsync("P2");
        await lending.LoanAsync("L1", "P1");
        await lending.LoanAsync("L2", "P2");
        await lending.MonthAsync("2025-09-30", "L1 900.00", "L2 100.00");
        await lending.MonthAsync("2025-10-31", "L1 890.00");

        var both = await AskAsync(new { report = "lending/portfolio-summary", parameters = new { asOf = "2025-11-15" }, format = "csv" });
        var one = await AskAsync(new { report = "lending/portfolio-summary", parameters = new { asOf = "2025-11-15", portfolio = "P1" }, format = "csv" });
        var escrow = await AskAsync();

        Assert.Equal(
            """{"as_of":"2025-11-15","month_end":"2025-09-30","passed_over":{"month_end":"2025-10-31","lacks":["P2"],"holds":["P1"]}}""",
            (await EndedAsync(both)).GetProperty("loan_snapshot").GetRawText());
        Assert.Equal("""{"as_of":"2025-11-15","month_end":"2025-10-31","passed_over":null}""", (await EndedAsync(one)).GetProperty("loan_snapshot").GetRawText());
        Assert.Equal("null", (await EndedAsync(escrow)).GetProperty("loan_snapshot").GetRawText());
        Assert.Equal("null", (await _adam.GetFromJsonAsync<JsonElement>(both)).GetProperty("loan_snapshot").GetRawText());
    }

    private Task<string> AskAsync() =>
        AskAsync(new { report = "escrow/monthly-balance", parameters = new { period = "2026-10-01..2026-10-31" }, format = "csv" });

    private async Task<string> AskAsync(object body)
    {
        using var asked = await _fred.PostAsJsonAsync("/api/v1/reports/generate", body);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        return asked.Headers.Location!.ToString();
    }

    private async Task<JsonElement> EndedAsync(string run)
    {
        for (var i = 0; ; i++)
        {
            var detail = await _fred.GetFromJsonAsync<JsonElement>(run);
            if (detail.GetProperty("run").GetProperty("finished_at").ValueKind != JsonValueKind.Null)
            {
                return detail;
            }

            Assert.True(i < 600, detail.ToString());
            await Task.Delay(50);
        }
    }
}
