using Microsoft.Playwright;

namespace ReportingAdmin.Tests.Testing;

/// <summary>The browser that the tests of the collection <see cref="Name"/> share; each test has a context of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedBrowser : ICollectionFixture<BrowserFixture>
{
    /// <summary>Put on a class: <c>[Collection(SharedBrowser.Name)]</c>; it takes the fixture in its constructor.</summary>
    public const string Name = "browser";
}

/// <summary>Chromium without a window, driven by Playwright.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>Names the program where it is none of the usual ones.</summary>
    public const string Variable = "REPORTING_CHROMIUM";

    private static readonly string[] s_programs =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    // No call to a server other than the site's; without a sandbox, since root has none to give.
    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program(),
            Args = s_arguments,
        });
    }

    /// <summary>A new window without cookies. What goes wrong in it is kept: see <see cref="WatchedPage.Complaints"/>.</summary>
    /// <param name="site">Addresses are relative to this site.</param>
    /// <param name="options">Size, colour scheme, zone and the like; null = a desktop window.</param>
    public async Task<WatchedPage> OpenAsync(SiteHost site, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } };
        options.BaseURL = site.Address.ToString();
        options.Locale ??= "en-US";
        return await WatchedPage.OpenAsync(await _browser!.NewContextAsync(options));
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string Program() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : s_programs.FirstOrDefault(File.Exists)
                ?? throw new InvalidOperationException($"No Chromium was found. Install it, or name the program in {Variable}; ./test does so by itself where it can.");
}
