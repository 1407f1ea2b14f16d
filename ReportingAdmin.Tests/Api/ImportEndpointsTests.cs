using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Api;

/// <summary>Loads over HTTP.</summary>
public sealed class ImportEndpointsTests
{
    private const string First = "code,name\nNW,North West\n";

    [Fact]
    public async Task A_key_answers_for_one_file_with_its_table_and_choices_and_for_no_other()
    {
        await using var site = await SiteHost.StartAsync(Template.Empty, ("Runs:Workers", "0"));
        using var olivia = await DemoSite.SignedInAsync(site, "Olivia Operations");

        var (status, run) = await SendAsync(olivia, "table=escrow.agency&file=a.csv", First);
        Assert.Equal(HttpStatusCode.Accepted, status);
        var id = run.GetProperty("id").GetString();
        var (again, same) = await SendAsync(olivia, "table=escrow.agency&file=a.csv", First);
        Assert.Equal((HttpStatusCode.Accepted, id), (again, same.GetProperty("id").GetString()));
        foreach (var (query, text) in new[]
        {
            ("table=escrow.agency&file=a.csv", First + "SE,South East\n"),
            ("table=escrow.vendor&file=a.csv", First),
            ("table=escrow.agency&file=a.csv&dryRun=true", First),
            ("table=escrow.agency&file=a.csv&skipBadRows=true", First),
        })
        {
            var (refused, problem) = await SendAsync(olivia, query, text);
            Assert.Equal((HttpStatusCode.Conflict, "key_reused", "Idempotency-Key"), (refused, problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
        }

        Assert.Equal(1, await site.Database.ScalarAsync<long>("select count(*) from app.run"));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(HttpClient client, string query, string text)
    {
        using var body = new StringContent(text, Encoding.UTF8, "text/csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/imports?" + query, UriKind.Relative)) { Content = body };
        request.Headers.Add("Idempotency-Key", "nightly");
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
