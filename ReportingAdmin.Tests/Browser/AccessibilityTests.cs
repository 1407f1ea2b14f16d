using Deque.AxeCore.Commons;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>
/// axe finds nothing against WCAG 2.2 AA and its best practices, on every page, in both themes (of which only colours differ), on
/// a desk and on a phone; and nothing moves on a page while it fills.
/// </summary>
[Collection(DemoSite.Name)]
public sealed class AccessibilityTests(DemoSite site, BrowserFixture browser)
{
    private const string DarkGround = "rgb(20, 23, 27)";

    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();
    private static readonly string[] s_rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    private static readonly string[] s_colourRules = ["color-contrast"];

    [Fact]
    public void Every_page_has_a_scenario()
    {
        var routes = typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), false)).Cast<RouteAttribute>().Select(route => route.Template);

        Assert.Empty(routes.Except(Scenarios.All.Select(scenario => scenario.Route)));
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(360)]
    public async Task No_page_has_a_violation_and_the_browser_has_nothing_to_complain_about(int width)
    {
        var found = new List<string>();
        foreach (var group in Scenarios.All.GroupBy(scenario => scenario.Person))
        {
            await using var visitor = await Visitor.OpenAsync(browser, site, width: width);
            await visitor.WatchShiftsAsync();
            if (group.Key is { } person)
            {
                await visitor.SignInAsync(person);
            }

            var runs = group.Any(scenario => scenario.Path.Contains("{run}", StringComparison.Ordinal)) ? await visitor.MakeTwoRunsAsync() : ["", ""];
            foreach (var scenario in group.Select(one => one with { Path = one.Path.Replace("{run}", runs[1], StringComparison.Ordinal).Replace("{other}", runs[0], StringComparison.Ordinal) }))
            {
                found.AddRange((await LookAsync(visitor, scenario)).Select(problem => $"{scenario}: {problem}"));
            }

            // A refused page is a failed resource to the browser; that is what was asked for.
            found.AddRange(visitor.Complaints.Where(complaint => !complaint.Contains("the server responded with a status of", StringComparison.Ordinal)));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task A_report_that_cannot_be_read_says_so_without_a_violation()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        await visitor.WatchShiftsAsync();
        await visitor.SignInAsync("Fred Finance");
        await site.Host.Database.ExecuteAsync("revoke select on escrow.vendor from reporting_all, reporting_scoped");
        try
        {
            var found = await LookAsync(visitor, new Scenario("/catalog/{Area}/{Name}", "/catalog/escrow/vendor-transactions"));

            Assert.Empty(found);
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Reference");
        }
        finally
        {
            await site.Host.Database.ExecuteAsync("grant select on escrow.vendor to reporting_all, reporting_scoped");
        }
    }

    // What is wrong is known before anything is drawn: this alert may not push.
    [Theory]
    [InlineData(1440)]
    [InlineData(360)]
    public async Task A_report_opened_with_parameters_that_it_cannot_take_does_not_move(int width)
    {
        await using var visitor = await Visitor.OpenAsync(browser, site, width: width);
        await visitor.WatchShiftsAsync();
        await visitor.SignInAsync("Fred Finance");
        foreach (var parameters in new[] { "from=2025-06-30&to=2025-01-01", "from=soon&caseType=none&agency=AG01" })
        {
            await visitor.GoAsync($"/catalog/escrow/monthly-balance?{parameters}");

            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("to correct");
            Assert.Empty(await visitor.ShiftsAsync(alertMayPush: false));
        }
    }

    internal static async Task<IEnumerable<string>> LookAsync(Visitor visitor, Scenario scenario)
    {
        await visitor.SetSystemColoursAsync(ColorScheme.Light);
        var response = await visitor.GoAsync(scenario.Path);
        var shifts = await visitor.ShiftsAsync();
        if (scenario.Open is { } button)
        {
            var opener = button == scenario.Person
                ? visitor.Page.Locator("summary", new PageLocatorOptions { HasText = button })
                : visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true });
            var folded = visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Change parameters" });
            if (await folded.IsVisibleAsync() && !await opener.First.IsVisibleAsync())
            {
                await folded.ClickAsync(); // on a phone
            }

            await opener.First.ClickAsync();
            await Assertions.Expect(visitor.Page.Locator("dialog[open], details[open]").First).ToBeVisibleAsync();
        }

        var light = await RunAxeAsync(visitor.Page, "tag", s_rules);
        await visitor.SetSystemColoursAsync(ColorScheme.Dark);
        var ground = await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        var dark = await RunAxeAsync(visitor.Page, "rule", s_colourRules);
        var sideways = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return light
            .Concat(dark.Select(problem => $"in the dark {problem}"))
            .Concat(shifts.Select(shift => $"moves: {shift}"))
            .Concat(response!.Status == scenario.Status ? [] : [$"answered {response.Status}"])
            .Concat(ground == DarkGround ? [] : [$"the dark theme's ground is {ground}"])
            .Concat(sideways <= 0 ? [] : [$"scrolls sideways by {sideways} px"]);
    }

    // The binding for Playwright opens a second window for each look; the page behind it is not painted meanwhile.
    // All rows of a table are made by one piece of markup. Axe looks at each cell of two hundred rows of sixty columns for so long that the
    // page's server gives it up; so all but a few are taken out.
    private static async Task<string[]> RunAxeAsync(IPage page, string kind, string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(s_axe);
        }

        return await page.EvaluateAsync<string[]>(
            """
            async ([kind, rules]) => {
              document.querySelectorAll("tbody tr:nth-child(n+9)").forEach(row => row.remove());
              const { violations } = await axe.run(document, { runOnly: { type: kind, values: rules }, resultTypes: ["violations"] });
              return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) => `${id}: ${target} ${html} ${failureSummary}`));
            }
            """,
            new object[] { kind, rules });
    }
}
