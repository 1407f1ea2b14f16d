using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>The pages under Administration by mouse and by keys. What is changed is put back, as others look at the same people.</summary>
[Collection(DemoSite.Name)]
public sealed class AdministrationTests(DemoSite site, BrowserFixture browser)
{
    [Fact]
    public async Task By_mouse_the_trail_is_narrowed_exported_and_checked_and_the_address_keeps_it()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Audrey Auditor", "/catalog/escrow/monthly-balance");
        await page.GetByRole(AriaRole.Link, new() { Name = "Audit trail" }).ClickAsync();
        await visitor.SettleAsync();

        await page.GetByLabel("Who", new() { Exact = true }).FillAsync("audrey");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await visitor.ReachedAsync("**who=audrey");
        await visitor.SettleAsync();
        await page.GetByLabel("What", new() { Exact = true }).SelectOptionAsync("report.preview");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/admin/audit\\?who=audrey&action=report.preview$"));
        await Assertions.Expect(page.GetByLabel("What", new() { Exact = true })).ToHaveValueAsync("report.preview");
        await Assertions.Expect(page.Locator(".trail-table tbody tr").First).ToContainTextAsync("Monthly balance");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.StartsWith("audit-trail_asof-", download.SuggestedFilename, StringComparison.Ordinal);

        await page.ReloadAsync();
        await visitor.SettleAsync();
        await Assertions.Expect(page.GetByLabel("Who", new() { Exact = true })).ToHaveValueAsync("audrey");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the trail" }).ClickAsync();
        await Assertions.Expect(page.Locator(".seal-card")).ToContainTextAsync("Every sealed line is as it was written");
        await page.GetByRole(AriaRole.Link, new() { Name = "Clear" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/admin/audit$"));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task By_keys_the_rows_of_a_person_are_set_and_the_open_page_of_that_person_has_them_with_the_next_step()
    {
        var codes = await site.Host.Database.ScalarAsync<string[]>(
            "select array_agg(s.agency_code order by s.agency_code) from app.user_scope s join app.person p on p.id = s.person_id where p.name = 'Tara Twoagencies'");
        try
        {
            await SetRowsByKeysAsync();
        }
        finally
        {
            // The site is everybody's: other tests count on her two agencies.
            await site.Host.Database.ExecuteAsync("delete from app.user_scope s using app.person p where p.id = s.person_id and p.name = 'Tara Twoagencies'");
            await site.Host.Database.ExecuteAsync(
                "insert into app.user_scope (person_id, agency_code) select p.id, c.code from app.person p, unnest($1::text[]) as c (code) where p.name = 'Tara Twoagencies'", (object?)codes);
        }
    }

    private async Task SetRowsByKeysAsync()
    {
        await using var tara = await Visitor.OpenAsync(browser, site);
        await tara.SignInAsync("Tara Twoagencies", "/catalog");
        await using var adam = await Visitor.OpenAsync(browser, site);
        var page = adam.Page;
        await adam.SignInAsync("Adam Admin", "/admin/access?view=people");

        await adam.TabToAsync("Tara Twoagencies");
        await page.Keyboard.PressAsync("Enter");
        await adam.SettleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tara Twoagencies");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Only those ticked here" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.GetByText("Becomes: All rows.")).ToBeVisibleAsync();
        await adam.TabToAsync("Save the rows");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".notice-info")).ToContainTextAsync("Tara Twoagencies sees these rows from now on");
        await Assertions.Expect(page.Locator(".page-head .muted")).ToContainTextAsync("All rows");

        await tara.Page.GetByRole(AriaRole.Link, new() { Name = "Home", Exact = true }).ClickAsync(); // in the same circuit
        await Assertions.Expect(tara.Page.Locator(".page-head, .home-head, main").First).ToContainTextAsync("All rows");

        Assert.Empty(adam.Complaints);
        Assert.Empty(tara.Complaints);
    }

    [Fact]
    public async Task A_preview_says_so_on_every_page_changes_nothing_and_ends_with_one_click()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Adam Admin", "/admin/access?view=people&q=edith");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edith Executive" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview as Edith Executive" }).ClickAsync();
        var bar = page.GetByRole(AriaRole.Region, new() { Name = "Preview" });

        await Assertions.Expect(bar).ToContainTextAsync("You see the site as Edith Executive.");
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Held in escrow"); // no figure that Adam may not read
        await visitor.GoAsync("/catalog?q=portfolio%20summary");
        await Assertions.Expect(page.Locator(".catalog-row").First).ToContainTextAsync("Portfolio summary");
        await page.GetByRole(AriaRole.Button, new() { Name = "Favourite: Portfolio summary" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is a preview as Edith Executive");
        Assert.Equal(403, (await visitor.GoAsync("/catalog/lending/portfolio-summary"))!.Status);
        await Assertions.Expect(bar).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Edith Executive may run this report.");
        Assert.Equal(403, (await visitor.GoAsync("/admin/access"))!.Status);

        await page.GetByRole(AriaRole.Button, new() { Name = "End the preview" }).ClickAsync();
        await visitor.SettleAsync();
        await Assertions.Expect(bar).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".account-summary")).ToHaveTextAsync("Adam Admin");
    }

    [Fact]
    public async Task Who_is_refused_asks_by_keys_and_an_administrator_answers_by_mouse()
    {
        await using var edith = await Visitor.OpenAsync(browser, site);
        await edith.SignInAsync("Edith Executive", "/admin/system");
        await edith.Page.GetByLabel("What do you need it for?").FocusAsync();
        await edith.Page.Keyboard.TypeAsync("I want to know whether the loads came.");
        await edith.Page.Keyboard.PressAsync("Tab");
        await edith.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(edith.Page.Locator("h1")).ToHaveTextAsync("Your request is sent");

        await using var adam = await Visitor.OpenAsync(browser, site);
        var page = adam.Page;
        await adam.SignInAsync("Adam Admin");
        await page.GetByRole(AriaRole.Link, new() { Name = "Answer it" }).ClickAsync();
        await adam.SettleAsync();
        await page.GetByLabel("Or why not").FillAsync("The start page names stale data.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Do not grant it to Edith Executive" }).ClickAsync();

        await Assertions.Expect(page.Locator(".request-list li").First).ToContainTextAsync("Not granted");
        await site.Host.Database.ExecuteAsync("delete from app.access_request");
        Assert.Empty(adam.Complaints);
    }

    [Fact]
    public async Task The_system_page_shows_every_part_and_one_that_cannot_be_read_leaves_the_others_alone()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await site.Host.Database.ExecuteAsync("revoke select on quartz.qrtz_scheduler_state from reporting_app");
        try
        {
            await visitor.SignInAsync("Adam Admin", "/admin/system");
            await Assertions.Expect(page.Locator("#part-queue").Locator("xpath=ancestor::section")).ToContainTextAsync("This part cannot be read just now");
            await Assertions.Expect(page.Locator("#part-versions").Locator("xpath=ancestor::section")).ToContainTextAsync("Program and database fit");
            await Assertions.Expect(page.Locator("#part-drift").Locator("xpath=ancestor::section")).ToContainTextAsync("reports fit the database");
        }
        finally
        {
            await site.Host.Database.ExecuteAsync("grant select on quartz.qrtz_scheduler_state to reporting_app");
        }

        await page.Locator("#part-queue").Locator("xpath=ancestor::section").GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(page.Locator("#part-queue").Locator("xpath=ancestor::section")).ToContainTextAsync("Short runs");
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare again" }).ClickAsync();
        await Assertions.Expect(page.Locator("#part-drift").Locator("xpath=ancestor::section")).ToContainTextAsync("Compared just now.");
        Assert.Empty(visitor.Complaints);
    }
}
