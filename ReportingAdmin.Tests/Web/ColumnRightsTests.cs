using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Web;

/// <summary>A column may need a right of its own. For every report of the catalogue that has such a column: its runs, once that right is gone.</summary>
public sealed class ColumnRightsTests : IAsyncLifetime
{
    private SiteHost _site = null!;
    private HttpClient _fred = null!;

    private static IEnumerable<(Report Report, string Right)> Guarded =>
        from report in TestEngine.Catalog.All
        from right in report.Sections.SelectMany(section => section.Columns).Select(column => column.Spec.Permission).OfType<string>().Distinct()
        where right != report.Meta.Permission
        select (report, right);

    public async Task InitializeAsync()
    {
        _site = await SiteHost.StartAsync(Template.Empty);
        await new RunSeed(_site.Database, "").FillAsync();
        _fred = await DemoSite.SignedInAsync(_site, "Fred Finance");
    }

    public async Task DisposeAsync()
    {
        _fred.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task A_run_made_with_the_right_is_closed_on_every_way_to_its_requester_without_it_and_open_with_it_again()
    {
        Assert.Contains(Guarded, pair => pair is { Report.Meta.Key: "escrow/active-as-of", Right: Permissions.EscrowFinance });
        foreach (var (report, right) in Guarded)
        {
            var run = await MadeAsync(report);
            await AssertOpenAsync(run);

            var roles = await TakeAsync(right);
            await AssertClosedAsync(run, right);
            var without = await MadeAsync(report);
            await AssertOpenAsync(without);

            // One that was recorded before rights of columns were: what it shows is not known.
            await _site.Database.ExecuteAsync("update app.report_run set needs = null where run_id = $1", without);
            await AssertClosedAsync(without, right);

            await _site.Database.ExecuteAsync("insert into app.role_permission (role_id, permission) select unnest($1), $2", roles, right);
            await AssertOpenAsync(run);
        }
    }

    private async Task AssertOpenAsync(Guid run)
    {
        foreach (var (method, address) in Ways(run))
        {
            using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
            using var answer = await _fred.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        var told = await _fred.GetFromJsonAsync<JsonElement>($"/api/v1/reports/{run:D}");
        Assert.NotEqual("{}", told.GetProperty("row_counts").GetRawText());
        Assert.Equal(JsonValueKind.Null, told.GetProperty("run").GetProperty("why_no_figures").ValueKind);
    }

    private async Task AssertClosedAsync(Guid run, string right)
    {
        foreach (var (method, address) in Ways(run))
        {
            using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
            using var answer = await _fred.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{address}: {answer.StatusCode} {body}");
            Assert.Contains($"needs the right to {PermissionWords.Of(right)} ({right})", body, StringComparison.Ordinal);
        }

        // He still knows of it, in its page and in lists.
        var told = await _fred.GetFromJsonAsync<JsonElement>($"/api/v1/reports/{run:D}");
        Assert.Equal(["[]", "[]", "{}"], new[] { "totals", "tie_outs", "row_counts" }.Select(part => told.GetProperty(part).GetRawText()));
        var listed = (await _fred.GetFromJsonAsync<JsonElement>("/api/v1/reports")).GetProperty("runs").EnumerateArray().Single(one => one.GetProperty("id").GetGuid() == run);
        foreach (var line in new[] { told.GetProperty("run"), listed })
        {
            Assert.Contains(right, line.GetProperty("why_no_figures").GetString(), StringComparison.Ordinal);
            Assert.Contains(right, line.GetProperty("why_no_file").GetString(), StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.Null, line.GetProperty("rows_done").ValueKind);
            Assert.Equal(JsonValueKind.Null, line.GetProperty("links").GetProperty("download").ValueKind);
        }
    }

    private static IEnumerable<(HttpMethod Method, string Address)> Ways(Guid run) =>
    [
        (HttpMethod.Get, $"/runs/{run:D}/file"),
        (HttpMethod.Get, $"/api/v1/reports/{run:D}/download"),
        (HttpMethod.Get, $"/api/v1/reports/{run:D}/compare/{run:D}"),
        (HttpMethod.Post, $"/api/v1/reports/{run:D}/formats/json"),
    ];

    private async Task<Guid> MadeAsync(Report report)
    {
        Assert.Equal(HttpStatusCode.OK, await DemoSite.StatusAsync(_fred, $"/api/v1/catalog/{report.Meta.Key}/data?format=csv"));
        return await _site.Database.ScalarAsync<Guid>(
            "select r.id from app.run r join app.report_run d on d.run_id = r.id where d.report_key = $1 and d.format = 'csv' order by r.number desc limit 1", report.Meta.Key);
    }

    private async Task<long[]> TakeAsync(string right) =>
        (await _site.Database.ScalarAsync<long[]>("with gone as (delete from app.role_permission where permission = $1 returning role_id) select array_agg(role_id) from gone", right))!;
}
