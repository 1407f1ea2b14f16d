using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>What a person does on a report's page by keys alone.</summary>
[Collection(DemoSite.Name)]
public sealed class ReportKeysTests(DemoSite site, BrowserFixture browser)
{
    private const string Summary = "/catalog/lending/portfolio-summary";

    [Fact]
    public async Task Keys_alone_choose_columns_save_a_view_and_run()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Carla Collections", "/catalog/lending/charge-off-recovery");

        await visitor.TabToAsync("Save");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Name of a new view")).ToBeVisibleAsync();
        await page.GetByLabel("Name of a new view").FocusAsync();
        await page.Keyboard.TypeAsync("By keys");
        await page.Keyboard.PressAsync("Enter");
        await visitor.ReachedAsync("**view=**");
        await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await visitor.SettleAsync();
        await page.Locator("h1").FocusAsync();
        await visitor.TabToAsync("Manage");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Name of a new view")).ToBeVisibleAsync();
        await visitor.TabToAsync("Delete");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Really delete By keys" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".panel [role=status]")).ToContainTextAsync("Deleted “By keys”.");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await page.GetByLabel("Period", new() { Exact = true }).First.SelectOptionAsync("last-quarter");
        await page.Keyboard.PressAsync("Control+Enter");
        await visitor.ReachedAsync("**period=last-quarter**");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Keys_alone_show_a_picture_as_its_table_and_follow_a_figure_down_and_back()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", Summary);

        await page.Locator("h1").FocusAsync();
        await visitor.TabToAsync("As table: Unpaid principal by portfolio");
        await page.Keyboard.PressAsync("Enter");
        await visitor.ReachedAsync("**charts=table**");
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator(".chart table").First).ToBeVisibleAsync();

        var figure = await page.Locator(".table-card tbody a").First.InnerTextAsync();
        await page.Locator("h1").FocusAsync();
        await visitor.TabToAsync("Skip to the first figure that opens");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".table-card tbody a").First).ToBeFocusedAsync();
        Assert.Equal(figure, await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("summary[?]charts"));
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator(".filter-chips .chip").First).ToBeVisibleAsync();

        await page.Locator(".crumbs a").First.FocusAsync();
        await visitor.TabToAsync("Portfolio summary");
        await page.Keyboard.PressAsync("Enter");
        await visitor.ReachedAsync("**" + Summary + "?charts=table**");
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator(".chart table").First).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Keys_alone_fetch_an_earlier_file_from_the_history_and_close_it()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Carla Collections", "/catalog/lending/vintage-curves");
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Download XLSX" })).ToBeFocusedAsync();
        await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));

        await page.Locator("h1").FocusAsync();
        await visitor.TabToAsync("History");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("dialog[open]").GetByRole(AriaRole.Link, new() { Name = "Download" }).First).ToBeVisibleAsync();
        await visitor.TabToAsync("Download the file of run");
        var again = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.EndsWith(".xlsx", again.SuggestedFilename, StringComparison.Ordinal);

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "History" })).ToBeFocusedAsync();
        Assert.Empty(visitor.Complaints);
    }
}
