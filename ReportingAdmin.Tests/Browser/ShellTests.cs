using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>The start page, the palette, keys, notices and a lost connection, as people meet them. Each test has a person of its own, as what it writes stays.</summary>
[Collection(DemoSite.Name)]
public sealed class ShellTests(DemoSite site, BrowserFixture browser)
{
    [Fact]
    public async Task By_mouse_a_starter_becomes_a_favourite_and_its_workbook_comes_with_one_click()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Edith Executive");

        await page.GetByRole(AriaRole.Button, new() { Name = "Skip the tour" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Favourite: Portfolio summary" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Favourites" })).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Run Portfolio summary as XLSX" }).ClickAsync());

        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".toast-good")).ToContainTextAsync("Portfolio summary XLSX is ready.");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Recent runs" }).GetByRole(AriaRole.Link, new() { Name = "Download Portfolio summary" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await visitor.SettleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Favourite: Portfolio summary" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(page.Locator(".tour")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task By_mouse_a_headline_figure_explains_itself_and_opens_its_report()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Audrey Auditor");

        var exact = await page.Locator(".tile", new() { HasText = "Held in escrow" }).Locator(".tile-exact").InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Explain Held in escrow" }).ClickAsync();
        await Assertions.Expect(page.Locator("dialog[open]")).ToContainTextAsync("Opening + inflow − outflow");
        await Assertions.Expect(page.Locator("dialog[open]")).ToContainTextAsync(exact);
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the report with these figures" }).ClickAsync();
        await visitor.ReachedAsync("**/catalog/escrow/monthly-balance?**");
        await visitor.SettleAsync();

        await Assertions.Expect(page.Locator(".table-card tbody")).ToContainTextAsync(exact.Split(' ')[1]);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task By_keys_the_palette_makes_the_file_that_its_line_names_and_goes_where_it_says()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", "/catalog");
        var input = page.GetByRole(AriaRole.Combobox, new() { Name = "Find, run or go" });

        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(input).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("trial balance may 2025 csv");
        await Assertions.Expect(page.Locator(".palette-preview")).ToHaveTextAsync("Makes the CSV file of Trial balance, 31 May 2025.");
        await Assertions.Expect(input).ToHaveAttributeAsync("aria-activedescendant", "palette-option-0");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.StartsWith("lending-trial-balance_asof-2025-05-31", download.SuggestedFilename, StringComparison.Ordinal);

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("#monthly");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(input).ToHaveAttributeAsync("aria-activedescendant", "palette-option-1");
        await Assertions.Expect(page.Locator("[data-palette-count]")).ToContainTextAsync("results");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("dialog.palette")).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("my runs");
        await Assertions.Expect(page.Locator(".palette-preview")).ToHaveTextAsync("Goes to My runs.");
        await page.Keyboard.PressAsync("Enter");
        await visitor.ReachedAsync("**/runs");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Letters_are_keys_except_while_typing_and_not_when_turned_off()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Conrad Compliance");

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("c");
        await visitor.ReachedAsync("**/catalog");
        var search = page.Locator("#catalog-search");
        await Assertions.Expect(search).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("gh?");
        await Assertions.Expect(search).ToHaveValueAsync("gh?");
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(search).ToBeFocusedAsync();

        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("?");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Single letters are keys" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("?");
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task While_the_connection_is_away_the_page_stays_and_what_was_typed_is_there_afterwards()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        var away = false;
        IWebSocketRoute? live = null;
        await page.RouteWebSocketAsync("**/_blazor**", socket =>
        {
            if (away)
            {
                _ = socket.CloseAsync();
                return;
            }

            live = socket;
            socket.ConnectToServer();
        });
        await page.RouteAsync("**/_blazor**", route => away ? route.AbortAsync() : route.ContinueAsync());
        await visitor.SignInAsync("Olivia Operations", "/catalog");
        await page.Locator("#catalog-search").FillAsync("active cases");
        await Assertions.Expect(page.Locator(".catalog-row").First).ToContainTextAsync("Active cases");

        away = true;
        await live!.CloseAsync();
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#catalog-search")).ToHaveJSPropertyAsync("readOnly", true);
        await Assertions.Expect(page.Locator("#facet-area")).ToBeDisabledAsync();
        await Assertions.Expect(page.Locator(".catalog-row").First).ToBeVisibleAsync();

        away = false;
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("#catalog-search")).ToHaveJSPropertyAsync("readOnly", false);
        await Assertions.Expect(page.Locator("#catalog-search")).ToHaveValueAsync("active cases");

        // The server has dropped the page's state: the page is loaded again, and what was typed is put back.
        await page.GotoAsync("/catalog/escrow/monthly-activity");
        await visitor.SettleAsync();
        await page.GetByLabel("From", new() { Exact = true }).First.FillAsync("2025-02-01");
        await page.EvaluateAsync("document.getElementById('components-reconnect-modal').className = 'components-reconnect-rejected'");
        await page.WaitForFunctionAsync("document.getElementById('components-reconnect-modal')?.className === ''");
        await visitor.SettleAsync();
        await Assertions.Expect(page.GetByLabel("From", new() { Exact = true }).First).ToHaveValueAsync("2025-02-01");
    }

    [Fact]
    public async Task The_catalogue_keeps_its_layout_and_narrows_to_favourites()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Carla Collections", "/catalog");

        await page.GetByRole(AriaRole.Button, new() { Name = "Favourite: Delinquency aging" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Favourites only" }).ClickAsync();
        await Assertions.Expect(page.Locator(".catalog-row")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cards" }).ClickAsync();
        await Assertions.Expect(page.Locator(".catalog-cards")).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await visitor.SettleAsync();

        await Assertions.Expect(page.Locator(".catalog-cards .catalog-row")).ToHaveCountAsync(1);
        Assert.Contains("kept=yes", page.Url, StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints);
    }
}
