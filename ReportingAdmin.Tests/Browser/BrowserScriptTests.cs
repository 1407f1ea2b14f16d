using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>The browser script is taken out of another package than usual: Chromium must run it (docs/adr/0001-browser-script.md).</summary>
[Collection(SharedBrowser.Name)]
public sealed class BrowserScriptTests(BrowserFixture browser) : IAsyncLifetime
{
    private SiteHost _site = null!;

    public async Task InitializeAsync() => _site = await SiteHost.StartAsync(Template.Empty);

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Chromium_runs_the_script_that_the_site_serves()
    {
        await using var window = await browser.OpenAsync(_site);
        await window.Page.GotoAsync("favicon.svg");

        var kind = await window.Page.EvaluateAsync<string>("import('/_framework/blazor.web.js').then(() => typeof Blazor.start)");

        Assert.Equal("function", kind);
    }
}
