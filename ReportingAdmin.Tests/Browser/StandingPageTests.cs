using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>A page stays what it is when its address changes: the focus, what was opened, the figures until the next ones are there, and each reading is made once.</summary>
[Collection(DemoSite.Name)]
public sealed class StandingPageTests(DemoSite site, BrowserFixture browser)
{
    private const string Balance = "/catalog/escrow/monthly-balance";

    [Fact]
    public async Task After_a_change_of_a_parameter_the_focus_stays_the_figures_are_read_once_and_nothing_moves()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.WatchShiftsAsync();
        await visitor.SignInAsync("Fred Finance", Balance + "?from=2025-01-01&to=2025-06-30");
        await page.EvaluateAsync("document.querySelector('main').dataset.same = document.querySelector('#p-to').dataset.same = document.querySelector('.results').dataset.same = 'yes'");
        await page.EvaluateAsync("window.shifts.length = 0");
        await WatchFiguresAsync(page);
        var read = await ReadingsAsync();

        await page.Locator("#p-to").FillAsync("30 apr 2025");
        await page.Keyboard.PressAsync("Control+Enter");
        await visitor.ReachedAsync("**to=2025-04-30**");
        await visitor.SettleAsync();

        await Assertions.Expect(page.Locator(".table-card tbody")).Not.ToContainTextAsync("Jun 2025");
        await Assertions.Expect(page.Locator("#p-to[data-same=yes]")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#p-to")).ToHaveValueAsync("2025-04-30");
        await Assertions.Expect(page.Locator("main[data-same=yes] .results[data-same=yes]")).ToHaveCountAsync(1);
        Assert.Equal(read + 1, await ReadingsAsync());
        Assert.Empty(await page.EvaluateAsync<string[]>("window.gone"));
        Assert.Empty(await visitor.ShiftsAsync());
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Another_order_is_read_once_and_leaves_the_focus_on_the_head_that_was_pressed()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", Balance);
        var read = await ReadingsAsync();
        var head = page.Locator(".table-card thead").GetByRole(AriaRole.Button, new() { Name = "Closing" }).First;

        await head.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await visitor.ReachedAsync("**sort=**");
        await visitor.SettleAsync();

        await Assertions.Expect(head).ToBeFocusedAsync();
        Assert.Equal(read + 1, await ReadingsAsync());
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_reset_fills_in_anew_what_was_typed_and_never_run()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", Balance);
        var before = await page.Locator("#p-from").InputValueAsync();

        await page.Locator("#p-from").FillAsync("2019-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reset", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("#p-from")).ToHaveValueAsync(before);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_right_that_is_taken_takes_the_page_at_its_next_change()
    {
        await using var own = await SiteHost.StartAsync(Template.Empty);
        await new RunSeed(own.Database, "").FillAsync();
        await using var visitor = await Visitor.OpenAsync(browser, own);
        await visitor.SignInAsync("Adam Admin", "/admin/audit");
        await own.Database.ExecuteAsync("delete from app.role_grant where person_id = (select id from app.person where name = 'Adam Admin')");

        await visitor.Page.Locator("#audit-who").FillAsync("Fred");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("You have no access to this");
        await Assertions.Expect(visitor.Page.Locator(".nav")).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Whoever_goes_to_another_page_finds_the_focus_on_its_heading()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        await visitor.SignInAsync("Fred Finance", "/catalog");

        await visitor.Page.Locator(".nav").GetByRole(AriaRole.Link, new() { Name = "My runs" }).ClickAsync();

        await Assertions.Expect(visitor.Page.Locator("h1:focus")).ToHaveTextAsync("My runs");

        // Also where the page is read first, and from report to report.
        await visitor.GoAsync("/catalog/lending/portfolio-summary");
        await visitor.Page.Locator(".table-card tbody a[href*='delinquency-aging?']").First.ClickAsync();
        await visitor.ReachedAsync("**/delinquency-aging?**");
        await visitor.SettleAsync();
        await Assertions.Expect(visitor.Page.Locator("h1:focus")).ToContainTextAsync("Delinquency aging");
        Assert.Empty(visitor.Complaints);
    }

    // Each reading of a page leaves one line in the audit trail.
    private Task<long> ReadingsAsync() => site.Host.Database.ScalarAsync<long>("select count(*) from app.audit_event where action = 'report.preview'");

    // Notes each moment in which the figures are not there.
    private static async Task WatchFiguresAsync(IPage page) => await page.EvaluateAsync(
        """
        () => {
          window.gone = [];
          new MutationObserver(() => {
            if (!document.querySelector(".results .table-card tbody tr")) window.gone.push(document.querySelector(".results")?.innerHTML ?? "no results");
          }).observe(document.body, { childList: true, subtree: true });
        }
        """);
}
