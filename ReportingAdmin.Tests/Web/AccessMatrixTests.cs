using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Api;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Features.Catalog;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Web;

/// <summary>Everybody × every page, endpoint and report, against <see cref="WhoMay"/>.</summary>
[Collection(DemoSite.Name)]
public sealed class AccessMatrixTests(DemoSite site)
{
    private static readonly string[] s_formats = ["csv", "xlsx", "pdf", "json"];

    // What is here is looked at below, or is there for everyone by design.
    private static readonly string[] s_known =
    [
        "", "/", "/catalog", "/catalog/{Area}/{Name}", "/signin", "/signout", "/forbidden", "/not-found", "/error", "/status/403", "/status/404", "/status/500",
        "/api/v1/catalog/{area}/{name}/data", "/runs/{id:guid}/file", "/tapes", "/tapes/edit", "/explore", "/runs", "/runs/all", "/runs/{Id:guid}", "/runs/{Id:guid}/compare",
        "/api/v1/reports", "/api/v1/reports/generate", "/api/v1/reports/{id:guid}", "/api/v1/reports/{id:guid}/download",
        "/api/v1/reports/{id:guid}/events", "/api/v1/reports/{id:guid}/cancel", "/api/v1/reports/{id:guid}/retry",
        "/api/v1/reports/{id:guid}/formats/{format}", "/api/v1/reports/{id:guid}/compare/{other:guid}", "/api/v1/reports/{id:guid}/hold", "/api/v1/imports",
        "/admin/audit", "/admin/audit/file", "/admin/access", "/admin/access/people/{Id:long}", "/admin/system", "/preview", "/preview/end", "/access-requests", "/access-requests/sent",
        "/imports", "/imports/new", "/imports/{Id:guid}", "/imports/files", "/runs/{id:guid}/rejects",

        // Files of wwwroot that were added while the program runs; in Development alone.
        "/{**path:file}",
    ];

    public static TheoryData<string> Everybody => [.. WhoMay.People.Keys];

    private ReportCatalog Catalog => site.Host.Services.GetRequiredService<ReportCatalog>();

    private IReadOnlyList<OldPath> OldPaths => OldPathEndpoints.PathsOf(Catalog);

    private IReadOnlyList<string> Keys => [.. Catalog.All.Select(report => report.Meta.Key)];

    [Fact]
    public void Every_report_and_permission_is_listed()
    {
        Assert.All(Catalog.All, report => Assert.Equal(WhoMay.PermissionOf(report.Meta.Key), report.Meta.Permission));
        Assert.Equal(Permissions.All.Order(StringComparer.Ordinal), WhoMay.Roles.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_endpoint_is_listed_and_the_unlisted_ones_are_static_or_the_circuit()
    {
        var unlisted = site.Host.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => !IsStatic(endpoint))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(route => !s_known.Contains(route) && !OldPathEndpoints.PathsOf(Catalog).Any(old => old.Path == route) && !route.StartsWith("/_blazor", StringComparison.Ordinal) && !route.StartsWith("/_framework", StringComparison.Ordinal));

        Assert.Empty(unlisted);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_sign_in_by_pages_and_refused_by_the_api()
    {
        using var nobody = site.Host.Client();

        foreach (var key in Keys.Append("lending/no-such-report"))
        {
            Assert.StartsWith("/signin?returnUrl=", await RedirectAsync(nobody, $"/catalog/{key}"), StringComparison.Ordinal);
            foreach (var format in s_formats)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(nobody, $"/api/v1/catalog/{key}/data?format={format}"));
            }
        }

        foreach (var page in new[] { "/", "/catalog", "/tapes", "/tapes/edit", "/imports", "/imports/new", "/runs/00000000-0000-0000-0000-000000000001/rejects", "/explore", "/runs", "/runs/all", "/runs/00000000-0000-0000-0000-000000000001/file", "/admin/audit", "/admin/audit/file", "/admin/access", "/admin/access/people/1", "/admin/system", "/access-requests/sent" })
        {
            Assert.StartsWith("/signin?returnUrl=", await RedirectAsync(nobody, page), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(nobody, "/signin"));
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Everybody_opens_what_the_table_says_and_is_refused_the_rest(string person)
    {
        using var client = await site.SignedInAsync(person);
        var wrong = new List<string>();
        async Task ExpectAsync(HttpStatusCode expected, string address)
        {
            if (await StatusAsync(client, address) is var status && status != expected)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{address}: {status:D} instead of {expected:D}"));
            }
        }

        await ExpectAsync(HttpStatusCode.OK, "/");
        await ExpectAsync(HttpStatusCode.OK, "/catalog");
        foreach (var page in new[] { "/tapes", "/tapes/edit" })
        {
            await ExpectAsync(WhoMay.Holds(person, Permissions.TapesManage) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, page);
        }

        await ExpectAsync(WhoMay.Explores(person) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, "/explore");

        // Who sees a part of the rows may not load, though his role has the right.
        var loads = WhoMay.Loads(person);
        foreach (var page in new[] { "/imports", "/imports/new" })
        {
            await ExpectAsync(loads ? HttpStatusCode.OK : HttpStatusCode.Forbidden, page);
        }

        await ExpectAsync(loads ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, "/imports/00000000-0000-0000-0000-000000000001");
        await ExpectAsync(HttpStatusCode.OK, "/runs");
        await ExpectAsync(WhoMay.Holds(person, Permissions.RunsReadAll) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, "/runs/all");
        foreach (var (permission, pages) in new Dictionary<string, string[]>
        {
            [Permissions.AuditRead] = ["/admin/audit", "/admin/audit/file?format=csv&who=nobody"],
            [Permissions.AccessManage] = ["/admin/access", "/admin/access/people/1"],
            [Permissions.SystemManage] = ["/admin/system"],
        })
        {
            foreach (var page in pages)
            {
                await ExpectAsync(WhoMay.Holds(person, permission) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, page);
            }
        }

        await ExpectAsync(HttpStatusCode.OK, "/access-requests/sent");
        await ExpectAsync(HttpStatusCode.OK, "/api/v1/reports");
        foreach (var nothing in new[] { "", "/download", "/events", "/compare/00000000-0000-0000-0000-000000000002" })
        {
            await ExpectAsync(HttpStatusCode.NotFound, "/api/v1/reports/00000000-0000-0000-0000-000000000001" + nothing);
        }

        foreach (var old in OldPaths.Where(old => !WhoMay.Sees(person, old.Key)))
        {
            await ExpectAsync(HttpStatusCode.Forbidden, old.Path);
        }

        await ExpectAsync(HttpStatusCode.Forbidden, "/forbidden");
        await ExpectAsync(HttpStatusCode.NotFound, "/not-found");
        await ExpectAsync(HttpStatusCode.NotFound, "/catalog/lending/no-such-report");
        await ExpectAsync(HttpStatusCode.NotFound, "/api/v1/catalog/lending/no-such-report/data");
        foreach (var part in new[] { "", "/compare", "/file", "/rejects" })
        {
            await ExpectAsync(HttpStatusCode.NotFound, "/runs/00000000-0000-0000-0000-000000000001" + part);
        }

        foreach (var key in Keys)
        {
            var sees = WhoMay.Sees(person, key);
            await ExpectAsync(sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden, $"/catalog/{key}");
            await ExpectAsync(sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden, $"/api/v1/catalog/{key}/data");

            // Refused before anything is read, in whatever form it is asked for.
            foreach (var format in s_formats.Where(format => !sees && format != "json"))
            {
                await ExpectAsync(HttpStatusCode.Forbidden, $"/api/v1/catalog/{key}/data?format={format}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_report_is_sent_in_all_four_forms()
    {
        using var client = await site.SignedInAsync("Fred Finance");

        foreach (var format in s_formats)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, $"/api/v1/catalog/escrow/monthly-balance/data?format={format}"));
        }
    }

    [Fact]
    public async Task The_file_of_a_run_is_its_requesters_and_theirs_who_may_read_all_runs_and_the_report()
    {
        using (var fred = await site.SignedInAsync("Fred Finance"))
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(fred, "/api/v1/catalog/escrow/monthly-balance/data?format=csv"));
        }

        var file = $"/runs/{await LatestRunAsync("escrow/monthly-balance", "csv"):D}/file";
        foreach (var person in WhoMay.People.Keys)
        {
            using var client = await site.SignedInAsync(person);
            var expected = person == "Fred Finance" ? HttpStatusCode.OK
                : !WhoMay.Holds(person, Permissions.RunsReadAll) ? HttpStatusCode.NotFound
                : WhoMay.Sees(person, "escrow/monthly-balance") ? HttpStatusCode.OK
                : HttpStatusCode.Forbidden;
            Assert.True(expected == await StatusAsync(client, file), $"{person}: not {expected}");
        }
    }

    // Who looks after runs knows of it, and of no figure of a report that he may not read.
    [Fact]
    public async Task The_figures_of_a_run_are_theirs_who_may_read_its_report()
    {
        const string key = "lending/trial-balance";
        using (var fred = await site.SignedInAsync("Fred Finance"))
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(fred, $"/api/v1/catalog/{key}/data?format=csv"));
        }

        var run = await LatestRunAsync(key, "csv");
        foreach (var person in WhoMay.People.Keys)
        {
            using var client = await site.SignedInAsync(person);
            var knows = person == "Fred Finance" || WhoMay.Holds(person, Permissions.RunsReadAll);
            Assert.Equal(knows ? HttpStatusCode.OK : HttpStatusCode.NotFound, await StatusAsync(client, $"/runs/{run:D}"));
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
            var detail = (await site.Host.Services.GetRequiredService<RunHistory>().GetAsync(await CallerAsync(person), run, default)).Value!;
            Assert.Equal(WhoMay.Sees(person, key), detail.Totals.Count + detail.TieOuts.Count + detail.RowCounts.Count > 0);
            Assert.Equal(WhoMay.Sees(person, key) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await StatusAsync(client, $"/api/v1/reports/{run:D}/compare/{run:D}"));
        }
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Search_and_value_lists_tell_nothing_of_what_is_refused(string person)
    {
        var caller = await CallerAsync(person);
        var index = new CatalogIndex(Catalog);
        var runner = site.Host.Services.GetRequiredService<ReportRunner>();

        Assert.Equal(
            Keys.Where(key => WhoMay.Sees(person, key)).Order(StringComparer.Ordinal),
            index.Find(caller, "").Hits.Select(hit => hit.Report.Meta.Key).Order(StringComparer.Ordinal));
        foreach (var report in Catalog.All.Where(report => !WhoMay.Sees(person, report.Meta.Key)))
        {
            foreach (var text in report.Meta.OldNames.Concat(report.Meta.Synonyms).Append(report.Meta.Title).Append(report.Meta.Key))
            {
                var found = index.Find(caller, text);
                Assert.DoesNotContain(report, found.Hits.Concat(found.Nearest).Select(hit => hit.Report));
            }

            foreach (var parameter in report.Parameters.Where(parameter => parameter.Spec.Lookup is not null))
            {
                var values = await runner.LookupAsync(caller, report.Meta.Key, parameter.Name, "", default);
                Assert.Equal(Core.Common.ProblemKind.Forbidden, values.FirstProblem.Kind);
            }
        }
    }

    [Fact]
    public async Task Who_sees_two_agencies_or_one_portfolio_is_offered_no_others()
    {
        var runner = site.Host.Services.GetRequiredService<ReportRunner>();
        var tara = await CallerAsync("Tara Twoagencies");
        var oscar = await CallerAsync("Oscar Oneportfolio");

        var agencies = await runner.LookupAsync(tara, "escrow/active-as-of", "agency", "", default);
        var portfolios = await runner.LookupAsync(oscar, "lending/portfolio-summary", "portfolio", "", default);

        Assert.Equal(tara.Scope.Agencies.Order(StringComparer.Ordinal), agencies.Value!.Select(choice => choice.Value).Order(StringComparer.Ordinal));
        Assert.Equal(2, agencies.Value!.Count);
        Assert.Equal(oscar.Scope.Portfolios, portfolios.Value!.Select(choice => choice.Value));
    }

    [Fact]
    public async Task A_refusal_names_the_missing_right_in_words_and_nothing_else_of_the_report()
    {
        using var vera = await site.SignedInAsync("Vera Viewer");
        using var answer = await vera.GetAsync(new Uri("/api/v1/catalog/lending/trial-balance/data", UriKind.Relative));
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("forbidden", JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
        Assert.Contains(Permissions.LendingLedger, body, StringComparison.Ordinal);
        Assert.DoesNotContain("debit", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Trial balance", body, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Vera Viewer", "/catalog/lending/trial-balance", "general-ledger reports", "Auditor, Finance", "Adam Admin")]
    [InlineData("Audrey Auditor", "/tapes", "write loan tape configurations", "Finance, Operations", "Adam Admin")]
    public async Task A_refused_page_names_the_right_its_roles_and_who_grants_them(string person, string page, params string[] expected)
    {
        using var client = await site.SignedInAsync(person);
        using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.All(expected, words => Assert.Contains(words, body, StringComparison.Ordinal));
        Assert.DoesNotContain("Trial balance", body, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Fred Finance", "/catalog/lending/trail-balance", "/catalog/lending/trial-balance")]
    [InlineData("Fred Finance", "/nowhere/monthly-balnce", "/catalog/escrow/monthly-balance")]
    [InlineData("Vera Viewer", "/catalog/lending/trail-balance", null)]
    public async Task A_missing_page_offers_near_reports_that_the_person_may_know_of(string person, string page, string? near)
    {
        using var client = await site.SignedInAsync(person);
        using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        if (near is not null)
        {
            Assert.Contains($"href=\"{near}\"", body, StringComparison.Ordinal);
        }

        Assert.Equal(near is not null, body.Contains("trial-balance", StringComparison.Ordinal) || body.Contains("monthly-balance", StringComparison.Ordinal));
    }

    // Files of the site's own: anonymous, and made by the static asset mapping.
    private static bool IsStatic(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        && endpoint.Metadata.Any(item => item.GetType().Name is "StaticAssetDescriptor");

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    private static async Task<string> RedirectAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return answer.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.ToString() : "";
    }

    private async Task<Caller> CallerAsync(string person)
    {
        var people = await site.Host.Services.GetRequiredService<DevelopmentPeople>().ListAsync(default);
        var loaded = await site.Host.Services.GetRequiredService<CallerLoader>().LoadAsync(people.Single(one => one.Name == person).Id, default);
        return loaded.Value!.Caller;
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
