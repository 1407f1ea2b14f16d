using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Features.Catalog;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Web;

/// <summary>What somebody is told of that which he may not have: nothing of it, and who could change that.</summary>
[Collection(DemoSite.Name)]
public sealed class RefusedAccessTests(DemoSite site)
{
    public static TheoryData<string> Everybody => AccessMatrixTests.Everybody;

    private ReportCatalog Catalog => site.Host.Services.GetRequiredService<ReportCatalog>();

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Search_and_value_lists_tell_nothing_of_what_is_refused(string person)
    {
        var caller = await site.CallerAsync(person);
        var index = new CatalogIndex(Catalog);
        var runner = site.Host.Services.GetRequiredService<ReportRunner>();

        Assert.Equal(
            Catalog.All.Select(report => report.Meta.Key).Where(key => WhoMay.Sees(person, key)).Order(StringComparer.Ordinal),
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
                Assert.Equal(ProblemKind.Forbidden, values.FirstProblem.Kind);
            }
        }
    }

    [Fact]
    public async Task Who_sees_two_agencies_or_one_portfolio_is_offered_no_others()
    {
        var runner = site.Host.Services.GetRequiredService<ReportRunner>();
        var tara = await site.CallerAsync("Tara Twoagencies");
        var oscar = await site.CallerAsync("Oscar Oneportfolio");

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
}
