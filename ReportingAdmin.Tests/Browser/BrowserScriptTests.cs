using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>The browser script is taken out of another package than usual: Chromium must make pages live with it (docs/adr/0001-browser-script.md).</summary>
[Collection(SharedBrowser.Name)]
public sealed class BrowserScriptTests(BrowserFixture browser) : IAsyncLifetime
{
    private SiteHost _site = null!;

    public async Task InitializeAsync() => _site = await SiteHost.StartAsync(Template.Empty);

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_page_answers_what_is_typed_and_the_browser_has_nothing_to_complain_about()
    {
        await using var window = await browser.OpenAsync(_site);
        var page = window.Page;
        await page.GotoAsync("/catalog");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fred Finance" }).ClickAsync();
        await page.GetByLabel("Search").FillAsync("trial balance");

        await Assertions.Expect(page.Locator(".catalog-list > li").First).ToContainTextAsync("Trial balance", new() { IgnoreCase = true });
        Assert.Empty(window.Complaints);
    }
}
