using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Api;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Web;

/// <summary>Everybody × every page, endpoint and report, against <see cref="WhoMay"/>.</summary>
[Collection(DemoSite.Name)]
public sealed class AccessMatrixTests(DemoSite site)
{
    private static readonly string[] s_formats = ["csv", "xlsx", "pdf", "json"];

    // What is here is looked at below or in RunAccessTests, or is there for everyone by design.
    private static readonly string[] s_known =
    [
        "", "/", "/catalog", "/catalog/{Area}/{Name}", "/signin", "/signout", "/forbidden", "/not-found", "/error", "/status/403", "/status/404", "/status/500",
        "/api/v1/catalog/{area}/{name}/data", "/runs/{id:guid}/file", "/tapes", "/tapes/edit", "/explore", "/runs", "/runs/all", "/runs/{Id:guid}", "/runs/{Id:guid}/compare",
        "/api/v1/reports", "/api/v1/reports/generate", "/api/v1/reports/{id:guid}", "/api/v1/reports/{id:guid}/download",
        "/api/v1/reports/{id:guid}/events", "/api/v1/reports/{id:guid}/cancel", "/api/v1/reports/{id:guid}/retry",
        "/api/v1/reports/{id:guid}/formats/{format}", "/api/v1/reports/{id:guid}/compare/{other:guid}", "/api/v1/reports/{id:guid}/hold", "/api/v1/imports",
        "/admin/audit", "/admin/audit/file", "/admin/access", "/admin/access/people/{Id:long}", "/admin/system", "/preview", "/preview/end", "/access-requests", "/access-requests/sent",
        "/imports", "/closed-months", "/imports/new", "/imports/{Id:guid}", "/imports/files", "/runs/{id:guid}/rejects",

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
                Assert.Equal(HttpStatusCode.Unauthorized, await DemoSite.StatusAsync(nobody, $"/api/v1/catalog/{key}/data?format={format}"));
            }
        }

        foreach (var page in new[] { "/", "/catalog", "/tapes", "/tapes/edit", "/imports", "/imports/new", "/closed-months", "/runs/00000000-0000-0000-0000-000000000001/rejects", "/explore", "/runs", "/runs/all", "/runs/00000000-0000-0000-0000-000000000001/file", "/admin/audit", "/admin/audit/file", "/admin/access", "/admin/access/people/1", "/admin/system", "/access-requests/sent" })
        {
            Assert.StartsWith("/signin?returnUrl=", await RedirectAsync(nobody, page), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, await DemoSite.StatusAsync(nobody, "/signin"));
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Everybody_opens_what_the_table_says_and_is_refused_the_rest(string person)
    {
        using var client = await site.SignedInAsync(person);
        var wrong = new List<string>();
        async Task ExpectAsync(HttpStatusCode expected, string address)
        {
            if (await DemoSite.StatusAsync(client, address) is var status && status != expected)
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
        await ExpectAsync(WhoMay.Closes(person) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, "/closed-months");
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

    // Files of the site's own: anonymous, and made by the static asset mapping.
    private static bool IsStatic(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        && endpoint.Metadata.Any(item => item.GetType().Name is "StaticAssetDescriptor");

    private static async Task<string> RedirectAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return answer.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.ToString() : "";
    }
}
