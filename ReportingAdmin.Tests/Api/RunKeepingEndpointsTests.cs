using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Api;

public sealed class RunKeepingEndpointsTests : IAsyncLifetime
{
    private SiteHost _site = null!;
    private HttpClient _fred = null!;
    private HttpClient _carla = null!;
    private HttpClient _audrey = null!;

    public async Task InitializeAsync()
    {
        _site = await SiteHost.StartAsync(Template.Empty, ("Runs:PollEvery", "00:00:01"));
        await new RunSeed(_site.Database, "").FillAsync();
        _fred = await DemoSite.SignedInAsync(_site, "Fred Finance");
        _carla = await DemoSite.SignedInAsync(_site, "Carla Collections");
        _audrey = await DemoSite.SignedInAsync(_site, "Audrey Auditor");
    }

    public async Task DisposeAsync()
    {
        _fred.Dispose();
        _carla.Dispose();
        _audrey.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Another_format_is_made_of_a_finished_run_and_compared_with_it()
    {
        var run = await MadeAsync();

        using var asked = await _fred.PostAsync(Uri(run + "/formats/json"), null);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var json = await _fred.GetStringAsync(Uri(asked.Headers.Location + "/download"));
        Assert.StartsWith("{", json, StringComparison.Ordinal);
        Assert.Contains("escrow/monthly-balance", json, StringComparison.Ordinal);

        var other = asked.Headers.Location!.ToString().Split('/')[^1];
        var compared = await _fred.GetFromJsonAsync<JsonElement>(Uri($"{run}/compare/{other}"));
        var months = compared.GetProperty("sections")[0];
        Assert.Equal((0, 0, 0, 1), (Count(months, "added"), Count(months, "removed"), Count(months, "changed"), Count(months, "same")));
        await IsAsync(HttpStatusCode.NotFound, _carla.GetAsync(Uri($"{run}/compare/{other}")));
        await IsAsync(HttpStatusCode.UnprocessableEntity, _fred.PostAsync(Uri(run + "/formats/doc"), null));
    }

    [Fact]
    public async Task A_run_is_held_by_who_sees_all_let_go_and_removed_by_its_requester()
    {
        var run = await MadeAsync();

        await IsAsync(HttpStatusCode.Forbidden, _fred.PutAsJsonAsync(run + "/hold", new { reason = "mine" }));
        await IsAsync(HttpStatusCode.UnprocessableEntity, _audrey.PutAsJsonAsync(run + "/hold", new { reason = " " }));
        await IsAsync(HttpStatusCode.OK, _audrey.PutAsJsonAsync(run + "/hold", new { reason = "Claim 17" }));
        await IsAsync(HttpStatusCode.Conflict, _fred.DeleteAsync(Uri(run)));
        await IsAsync(HttpStatusCode.OK, _audrey.DeleteAsync(Uri(run + "/hold")));
        await IsAsync(HttpStatusCode.NotFound, _carla.DeleteAsync(Uri(run)));
        await IsAsync(HttpStatusCode.NoContent, _fred.DeleteAsync(Uri(run)));
        await IsAsync(HttpStatusCode.NotFound, _fred.GetAsync(Uri(run)));
        await IsAsync(HttpStatusCode.NotFound, _fred.DeleteAsync(Uri(run)));
        Assert.NotEqual(JsonValueKind.Null, (await _audrey.GetFromJsonAsync<JsonElement>(run)).GetProperty("run").GetProperty("removed_at").ValueKind);
    }

    [Fact]
    public async Task A_file_of_the_last_minutes_is_taken_by_who_says_so()
    {
        var run = await MadeAsync();

        var again = await AskAsync(_fred, reuse: true);

        Assert.EndsWith(again.GetProperty("id").GetString()!, run, StringComparison.Ordinal);
        Assert.Equal("shared", again.GetProperty("how").GetString());
        Assert.Equal(again.GetProperty("id").GetString(), (await AskAsync(_fred, reuse: false)).GetProperty("recent").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_file_is_loaded_from_the_queue_by_who_may_load()
    {
        using var olivia = await DemoSite.SignedInAsync(_site, "Olivia Operations");
        const string Address = "/api/v1/imports?table=escrow.agency&file=agencies.csv";
        await IsAsync(HttpStatusCode.Forbidden, _fred.PostAsync(Uri(Address), File("code,name\r\nSW,South West\r\n")));
        await IsAsync(HttpStatusCode.UnprocessableEntity, olivia.PostAsync(Uri("/api/v1/imports?table=escrow.nothing&file=../x"), File("")));

        using var queued = await olivia.PostAsync(Uri(Address), File("code,name\r\nSW,South West\r\n"));
        Assert.Equal(HttpStatusCode.Accepted, queued.StatusCode);
        var detail = await EndedAsync(olivia, queued.Headers.Location!.ToString());

        Assert.Equal("completed", detail.GetProperty("run").GetProperty("status").GetString());
        Assert.Equal(1, await _site.Database.ScalarAsync<long>("select count(*) from escrow.agency where code = 'SW' and name = 'South West'"));
    }

    [Fact]
    public async Task The_pages_of_an_unknown_run_answer_404_and_those_of_ones_own_200()
    {
        var id = (await MadeAsync()).Split('/')[^1];

        foreach (var page in new[] { "", "/compare" })
        {
            await IsAsync(HttpStatusCode.OK, _fred.GetAsync(Uri($"/runs/{id}{page}")));
            await IsAsync(HttpStatusCode.NotFound, _carla.GetAsync(Uri($"/runs/{id}{page}")));
            await IsAsync(HttpStatusCode.NotFound, _fred.GetAsync(Uri($"/runs/{Guid.NewGuid():D}{page}")));
        }
    }

    private static Uri Uri(string address) => new(address, UriKind.Relative);

    private static int Count(JsonElement section, string name) => section.GetProperty(name).GetInt32();

    private static StringContent File(string text) => new(text, Encoding.UTF8, "text/csv");

    private static async Task IsAsync(HttpStatusCode expected, Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.True(expected == answer.StatusCode, $"{answer.StatusCode} instead of {expected}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, bool reuse)
    {
        using var asked = await client.PostAsJsonAsync(
            "/api/v1/reports/generate", new { report = "escrow/monthly-balance", parameters = new { period = "2026-10-01..2026-10-31" }, format = "csv", reuse });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        return await asked.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> EndedAsync(HttpClient client, string run)
    {
        for (var i = 0; ; i++)
        {
            var detail = await client.GetFromJsonAsync<JsonElement>(run);
            if (detail.GetProperty("run").GetProperty("finished_at").ValueKind != JsonValueKind.Null)
            {
                return detail;
            }

            Assert.True(i < 600, detail.ToString());
            await Task.Delay(50);
        }
    }

    private async Task<string> MadeAsync()
    {
        var run = (await AskAsync(_fred, reuse: false)).GetProperty("links").GetProperty("self").GetString()!;
        await EndedAsync(_fred, run);
        return run;
    }
}
