using System.Net;
using System.Text;
using System.Text.Json;
using ReportingAdmin.Api;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Api;

/// <summary>The 31 paths of the old system, as its callers have them.</summary>
[Collection(DemoSite.Name)]
public sealed class OldPathEndpointsTests(DemoSite site)
{
    private const string Finance = "Fred Finance";
    private const string Operations = "Olivia Operations";

    private static readonly string[] s_paths =
    [
        "/reports/agency/agencies-using-agency-corprate-card escrow/corporate-card-agencies",
        "/reports/agency/state escrow/agencies-by-state",
        "/reports/case/case-averages escrow/case-averages",
        "/reports/case/case-monthly-balance escrow/case-monthly-balance",
        "/reports/case/deposits-at-base-comps escrow/deposits-at-base-compensation",
        "/reports/case/deposits-at-contract-upload escrow/deposits-at-contract",
        "/reports/case/deposits-at-heartbeat escrow/deposits-at-heartbeat",
        "/reports/case/idaho-monthly-balance escrow/state-monthly-balance",
        "/reports/case/incoming-deposits escrow/incoming-deposits",
        "/reports/case/outgoing-disbursements escrow/outgoing-disbursements",
        "/reports/case/starting-fund-amount escrow/starting-funds",
        "/reports/case/total-funds-at-end escrow/funds-at-close",
        "/reports/cases/active-as-of-5-30-2024 escrow/active-as-of",
        "/reports/cases/all-time-life-span escrow/life-span-statistics",
        "/reports/cases/debits escrow/monthly-debits",
        "/reports/cases/deductions escrow/monthly-deductions",
        "/reports/cases/deposits escrow/monthly-deposits",
        "/reports/cases/life-span escrow/case-life-span",
        "/reports/cases/monthly escrow/monthly-activity",
        "/reports/cases/monthly-balance escrow/monthly-balance",
        "/reports/cases/monthly-inflow-outflow escrow/monthly-inflow-outflow",
        "/reports/cases/never-funded escrow/never-funded",
        "/reports/cases/number-of-surrogacy-egg-donation-cases escrow/case-types-by-month",
        "/reports/cases/trends/base-comp escrow/base-compensation-trend",
        "/reports/cases/trends/monthly-allowance escrow/monthly-allowance-trend",
        "/reports/omega-insurance escrow/payee-transactions",
        "/reports/sales escrow/sales",
        "/reports/sales/agency/cases escrow/agency-cases",
        "/reports/sales/noadmin escrow/sales-by-agency",
        "/reports/surrogate-ip/state escrow/parties-by-state",
        "/reports/vendor/transactions escrow/vendor-transactions",
    ];

    private static readonly string[] s_presets =
    [
        "/reports/case/idaho-monthly-balance idaho",
        "/reports/case/incoming-deposits through-2025-12-31",
        "/reports/case/outgoing-disbursements through-2025-12-31",
        "/reports/cases/active-as-of-5-30-2024 2024-05-30",
        "/reports/omega-insurance omega-insurance",
    ];

    public static TheoryData<string> Paths => [.. s_paths.Select(line => line.Split(' ')[0])];

    public static IEnumerable<object[]> Forms =>
        from line in s_paths from format in (string[])["csv", "xlsx", "pdf"] select (object[])[.. line.Split(' '), format];

    [Fact]
    public void Every_old_path_is_answered_by_its_report() =>
        Assert.Equal(s_paths, OldPathEndpoints.PathsOf(TestEngine.Catalog).Select(old => $"{old.Path} {old.Key}"));

    [Fact]
    public void The_dated_and_named_ones_answer_with_their_preset() =>
        Assert.Equal(s_presets, OldPathEndpoints.PathsOf(TestEngine.Catalog).Where(old => old.Preset is not null).Select(old => $"{old.Path} {old.Preset}"));

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Each_answers_with_JSON_at_first(string path)
    {
        using var client = await site.SignedInAsync(Finance);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains(json.RootElement.GetProperty("sections").EnumerateArray(), section => section.GetProperty("rows").GetArrayLength() > 0);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Each_answers_in_every_form(string path, string key, string format)
    {
        var sections = TestEngine.Catalog.Find(key)!.Sections;
        var (type, begins) = format switch
        {
            "xlsx" => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"),
            "pdf" => ("application/pdf", "%PDF-"),
            _ when sections.Count > 1 => ("application/zip", "PK"),
            _ => ("text/csv", sections[0].Columns[0].Name),
        };
        using var client = await site.SignedInAsync(Finance);
        using var answer = await client.GetAsync(new Uri($"{path}?format={format}", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.StartsWith(begins, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()).TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_given_stands_over_the_preset()
    {
        using var client = await site.SignedInAsync(Finance);

        Assert.Contains("2024-05-30", await client.GetStringAsync(new Uri("/reports/cases/active-as-of-5-30-2024", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("2025-01-31", await client.GetStringAsync(new Uri("/reports/cases/active-as-of-5-30-2024?asOf=2025-01-31", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_permission_it_is_403_and_without_a_session_401()
    {
        using var operations = await site.SignedInAsync(Operations);
        using var refused = await operations.GetAsync(new Uri("/reports/sales", UriKind.Relative));
        using var allowed = await operations.GetAsync(new Uri("/reports/cases/never-funded", UriKind.Relative));
        using var nobody = site.Host.Client();
        using var signedOut = await nobody.GetAsync(new Uri("/reports/sales", UriKind.Relative));

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Unauthorized),
            (refused.StatusCode, allowed.StatusCode, signedOut.StatusCode));
    }
}
