using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Web;

/// <summary>Who gets the file of a run, and who its figures, against <see cref="WhoMay"/>.</summary>
[Collection(DemoSite.Name)]
public sealed class RunAccessTests(DemoSite site)
{
    [Fact]
    public async Task A_report_is_sent_in_all_four_forms()
    {
        using var client = await site.SignedInAsync("Fred Finance");

        foreach (var format in new[] { "csv", "xlsx", "pdf", "json" })
        {
            Assert.Equal(HttpStatusCode.OK, await DemoSite.StatusAsync(client, $"/api/v1/catalog/escrow/monthly-balance/data?format={format}"));
        }
    }

    [Fact]
    public async Task The_file_of_a_run_is_its_requesters_and_theirs_who_may_read_all_runs_and_the_report()
    {
        using (var fred = await site.SignedInAsync("Fred Finance"))
        {
            Assert.Equal(HttpStatusCode.OK, await DemoSite.StatusAsync(fred, "/api/v1/catalog/escrow/monthly-balance/data?format=csv"));
        }

        var file = $"/runs/{await LatestRunAsync("escrow/monthly-balance", "csv"):D}/file";
        foreach (var person in WhoMay.People.Keys)
        {
            using var client = await site.SignedInAsync(person);
            var expected = person == "Fred Finance" ? HttpStatusCode.OK
                : !WhoMay.Holds(person, Permissions.RunsReadAll) ? HttpStatusCode.NotFound
                : WhoMay.Sees(person, "escrow/monthly-balance") ? HttpStatusCode.OK
                : HttpStatusCode.Forbidden;
            Assert.True(expected == await DemoSite.StatusAsync(client, file), $"{person}: not {expected}");
        }
    }

    // Who looks after runs knows of it, and of no figure of a report that he may not read.
    [Fact]
    public async Task The_figures_of_a_run_are_theirs_who_may_read_its_report()
    {
        const string key = "lending/trial-balance";
        using (var fred = await site.SignedInAsync("Fred Finance"))
        {
            Assert.Equal(HttpStatusCode.OK, await DemoSite.StatusAsync(fred, $"/api/v1/catalog/{key}/data?format=csv"));
        }

        var run = await LatestRunAsync(key, "csv");
        foreach (var person in WhoMay.People.Keys)
        {
            using var client = await site.SignedInAsync(person);
            var knows = person == "Fred Finance" || WhoMay.Holds(person, Permissions.RunsReadAll);
            Assert.Equal(knows ? HttpStatusCode.OK : HttpStatusCode.NotFound, await DemoSite.StatusAsync(client, $"/runs/{run:D}"));
            using var answer = await client.GetAsync(new Uri($"/api/v1/reports/{run:D}", UriKind.Relative));
            Assert.Equal(knows ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
            if (!knows)
            {
                continue;
            }

            var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            var figures = new[] { "totals", "tie_outs", "row_counts" }.Where(part => told.GetProperty(part).GetRawText() is not ("[]" or "{}")).ToList();
            Assert.Equal(WhoMay.Sees(person, key) ? ["totals", "tie_outs", "row_counts"] : [], figures);
            Assert.Equal(!WhoMay.Sees(person, key), told.GetProperty("run").GetProperty("why_no_figures").ValueKind == JsonValueKind.String);

            // What the page shows is what this gives.
            var detail = (await site.Host.Services.GetRequiredService<RunHistory>().GetAsync(await site.CallerAsync(person), run, default)).Value!;
            Assert.Equal(WhoMay.Sees(person, key), detail.Totals.Count + detail.TieOuts.Count + detail.RowCounts.Count > 0);
            Assert.Equal(WhoMay.Sees(person, key) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await DemoSite.StatusAsync(client, $"/api/v1/reports/{run:D}/compare/{run:D}"));
        }
    }

    private async Task<Guid> LatestRunAsync(string key, string format)
    {
        await using var command = site.Host.Database.Database.App.CreateCommand(
            "select r.id from app.run r join app.report_run d on d.run_id = r.id where d.report_key = $1 and d.format = $2 order by r.requested_at desc limit 1");
        command.Parameters.AddWithValue(key);
        command.Parameters.AddWithValue(format);
        return (Guid)(await command.ExecuteScalarAsync())!;
    }
}
