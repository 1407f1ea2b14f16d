using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>Explore as people meet it, by mouse and by keys.</summary>
[Collection(DemoSite.Name)]
public sealed class ExploreTests(DemoSite site, BrowserFixture browser)
{
    [Fact]
    public async Task By_mouse_a_question_is_asked_corrected_and_comes_back_by_its_address()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Vera Viewer");
        await page.GetByRole(AriaRole.Link, new() { Name = "Explore" }).ClickAsync();
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator(".explore-sentence")).ToContainTextAsync("over the next 12 months");

        await page.GetByLabel("Measure", new() { Exact = true }).SelectOptionAsync("social_media/followers");
        await page.GetByLabel("Months ahead").FillAsync("many");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator("#explore-ahead-notes")).ToContainTextAsync("Write a whole number from 1 to 24.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Write a whole number" }).ClickAsync();
        await Assertions.Expect(page.Locator("#explore-ahead")).ToBeFocusedAsync();
        await page.Locator("#explore-ahead").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator(".explore-sentence")).ToContainTextAsync("Followers should stand at about");
        await Assertions.Expect(page.Locator(".explore-region tbody tr")).ToHaveCountAsync(3);

        var sentence = await page.Locator(".explore-sentence").InnerTextAsync();
        await page.ReloadAsync();
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator(".explore-sentence")).ToHaveTextAsync(sentence);
        await page.GetByRole(AriaRole.Link, new() { Name = "As table" }).ClickAsync();
        await Assertions.Expect(page.Locator(".chart table")).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_target_is_asked_corrected_answered_and_comes_back_by_its_address()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Vera Viewer");
        await visitor.GoAsync("/explore");
        await page.GetByLabel("Target", new() { Exact = true }).FillAsync("lots");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator("#explore-target-notes")).ToContainTextAsync("Write the target as a number, such as 50,000");
        await page.GetByLabel("Target", new() { Exact = true }).FillAsync("1");
        await page.GetByLabel("Reached by").FillAsync("2199");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator("#explore-by-notes")).ToContainTextAsync("A forecast reaches 24 months. Choose a day before");
        await page.GetByLabel("Reached by").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        // Of 1 a month nobody doubts.
        await Assertions.Expect(page.Locator(".explore-sentence")).ToContainTextAsync("Donation will almost certainly still be at USD 1 or more in");
        await visitor.ReachedAsync("**/explore?target=1");
        await Assertions.Expect(page.Locator(".explore-figures .key-figure")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator(".chart .legend")).ToContainTextAsync("Target");
        var sentence = await page.Locator(".explore-sentence").InnerTextAsync();
        await page.ReloadAsync();
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator(".explore-sentence")).ToHaveTextAsync(sentence);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task By_keys_the_palette_leads_to_it_and_anomalies_are_asked_for()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Vera Viewer");
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.Locator("dialog.palette input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("explore");
        await page.Keyboard.PressAsync("Enter");
        await visitor.ReachedAsync("**/explore");
        await visitor.SettleAsync();

        await page.GetByRole(AriaRole.Radio, new() { Name = "Forecast" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Anomalies" })).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await visitor.ReachedAsync("**/explore?method=anomalies");
        await Assertions.Expect(page.Locator(".explore-sentence")).ToContainTextAsync("out");
        Assert.Empty(visitor.Complaints);
    }
}
