namespace ReportingAdmin.Tests.Browser;

/// <summary>A state of a page that a person may meet.</summary>
/// <param name="Route">The page's route, as in its <c>@page</c>.</param>
/// <param name="Path">An address of it; <c>{run}</c> and <c>{other}</c> stand for two runs that the person has made.</param>
/// <param name="Status">What it answers.</param>
/// <param name="Open">The button that opens what is looked at too; null = the page alone.</param>
/// <param name="Person">Who looks; null = nobody is signed in.</param>
public sealed record Scenario(string Route, string Path, int Status = 200, string? Open = null, string? Person = "Audrey Auditor")
{
    /// <inheritdoc />
    public override string ToString() => Open is null ? Path : $"{Path} ({Open})";
}

/// <summary>Every page in its main states. A page without a line here fails a test.</summary>
public static class Scenarios
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("/signin", "/signin", Person: null),
        new("/", "/", Person: "Vera Viewer"),
        new("/", "/", Person: "Fred Finance"),
        new("/", "/", Open: "Search or run…", Person: "Fred Finance"),
        new("/", "/", Open: "Keys and help", Person: "Fred Finance"),
        new("/", "/", Open: "Explain Held in escrow", Person: "Fred Finance"),
        new("/catalog", "/catalog"),
        new("/catalog", "/catalog", Open: "Audrey Auditor"),
        new("/catalog", "/catalog?q=delinqency&area=Lending"),
        new("/catalog", "/catalog?q=depsitz"),
        new("/catalog", "/catalog?area=Nowhere"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/monthly-balance"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/monthly-balance?charts=table&agency=AG01,AG02,AG04"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/monthly-balance?includeCancelled=true", Open: "Tie-outs not checked"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/monthly-balance", Open: "About Opening"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/monthly-balance?chartsIn=CAD", Open: "About this report"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/monthly-balance?from=2025-06-30&to=2025-01-01"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/payee-transactions?period=last-12-months&sort=-amount&page=2"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/payee-transactions?from=1999-01-01&to=1999-01-31"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/payee-transactions?from=2025-05-01&to=2025-05-31&payeeName=zzz"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/monthly-deposits?from=2026-01-01&to=2026-01-31"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/monthly-deposits", Open: "Columns"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/monthly-deposits", Open: "Save view"),
        new("/catalog/{Area}/{Name}", "/catalog/escrow/monthly-deposits", Open: "History"),
        new("/catalog/{Area}/{Name}", "/catalog/lending/delinquency-aging?section=transitions"),
        new("/catalog/{Area}/{Name}", "/catalog/lending/loan-tape"),
        new("/catalog/{Area}/{Name}", "/catalog/lending/trial-balance", 403, Person: "Edith Executive"),
        new("/catalog/{Area}/{Name}", "/catalog/lending/no-such-report", 404),
        new("/explore", "/explore", Person: "Vera Viewer"),
        new("/explore", "/explore?measure=social_media/followers&every=week&chart=table"),
        new("/explore", "/explore?measure=social_media/reach&every=day&method=anomalies"),
        new("/explore", "/explore?method=trend&of=each"),
        new("/explore", "/explore?method=compare&against=year-earlier"),
        new("/explore", "/explore?measure=notifications/sent&method=correlate&with=notifications/opened"),
        new("/explore", "/explore?target=60,000"),
        new("/explore", "/explore?target=lots&by=2026-12-31"),
        new("/explore", "/explore?target=60,000&by=2199-12-31"),
        new("/explore", "/explore?ahead=many&from=soon"),
        new("/explore", "/explore?from=1999-01-01&to=1999-01-31"),
        new("/explore", "/explore", 403, Person: "Tara Twoagencies"),
        new("/tapes", "/tapes", Person: "Fred Finance"),
        new("/tapes", "/tapes", 403),
        new("/tapes/edit", "/tapes/edit", Person: "Fred Finance"),
        new("/tapes/edit", "/tapes/edit?name=gone", Person: "Fred Finance"),
        new("/imports", "/imports", Person: "Olivia Operations"),
        new("/imports", "/imports?show=tables", Person: "Olivia Operations"),
        new("/imports", "/imports?show=mappings", Person: "Olivia Operations"),
        new("/imports", "/imports?table=escrow.vendor&dry=yes&page=7", Person: "Olivia Operations"),
        new("/imports", "/imports", 403),
        new("/imports", "/imports", 403, Person: "Tara Twoagencies"),
        new("/closed-months", "/closed-months", Person: "Fred Finance"),
        new("/closed-months", "/closed-months", 403),
        new("/closed-months", "/closed-months", 403, Person: "Oscar Oneportfolio"),
        new("/imports/new", "/imports/new", Person: "Olivia Operations"),
        new("/imports/{Id:guid}", "/imports/00000000-0000-0000-0000-000000000001", 404, Person: "Olivia Operations"),
        new("/runs", "/runs"),
        new("/runs/all", "/runs/all"),
        new("/runs/all", "/runs/all", 403, Person: "Fred Finance"),
        new("/runs/{Id:guid}", "/runs/00000000-0000-0000-0000-000000000001", 404),
        new("/runs", "/runs", Person: "Fred Finance"),
        new("/runs/{Id:guid}", "/runs/{run}", Person: "Fred Finance"),
        new("/runs/{Id:guid}/compare", "/runs/{run}/compare", Person: "Fred Finance"),
        new("/runs/{Id:guid}/compare", "/runs/{run}/compare?with={other}", Person: "Fred Finance"),
        new("/runs/{Id:guid}/compare", "/runs/00000000-0000-0000-0000-000000000001/compare", 404),
        new("/admin/audit", "/admin/audit"),
        new("/admin/audit", "/admin/audit?who=nobody-of-this-name&from=2026-01-01&to=2026-01-02"),
        new("/admin/audit", "/admin/audit?from=2026-01-03&to=2026-01-02"),
        new("/admin/audit", "/admin/audit", 403, Person: "Fred Finance"),
        new("/admin/access", "/admin/access", Person: "Adam Admin"),
        new("/admin/access", "/admin/access?q=trial", Person: "Adam Admin"),
        new("/admin/access", "/admin/access?q=zzz", Person: "Adam Admin"),
        new("/admin/access", "/admin/access?view=people", Person: "Adam Admin"),
        new("/admin/access", "/admin/access?view=people&q=zzz", Person: "Adam Admin"),
        new("/admin/access", "/admin/access?view=requests", Person: "Adam Admin"),
        new("/admin/access", "/admin/access", 403),
        new("/admin/access/people/{Id:long}", "/admin/access/people/9", Person: "Adam Admin"),
        new("/admin/access/people/{Id:long}", "/admin/access/people/7", Person: "Adam Admin"),
        new("/admin/access/people/{Id:long}", "/admin/access/people/999999", 404, Person: "Adam Admin"),
        new("/admin/system", "/admin/system", Person: "Adam Admin"),
        new("/admin/system", "/admin/system", 403),
        new("/access-requests/sent", "/access-requests/sent?permission=tapes.manage"),
        new("/access-requests/sent", "/access-requests/sent?permission=tapes.manage&problem=required"),
        new("/forbidden", "/forbidden", 403),
        new("/not-found", "/not-found", 404),
        new("/status/404", "/nowhere/at/all", 404),
        new("/status/403", "/status/403", 403),
        new("/error", "/error", 500),
        new("/status/500", "/status/500", 500),
    ];
}
