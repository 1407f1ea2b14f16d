using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>A person at a browser: a window of a size and theme, signed in or not.</summary>
/// <param name="window">The window.</param>
public sealed class Visitor(WatchedPage window) : IAsyncDisposable
{
    // On a machine that does much else a page is slow, but not wrong.
    private const float Patience = 60_000;

    /// <summary>The page.</summary>
    public IPage Page => window.Page;

    /// <summary>What the browser complained about.</summary>
    public IEnumerable<string> Complaints => window.Complaints;

    /// <summary>Opens a window.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="site">The site.</param>
    /// <param name="dark">True for the dark theme chosen; else none is, and the system is light.</param>
    /// <param name="width">The window's width.</param>
    /// <param name="height">Its height.</param>
    public static Task<Visitor> OpenAsync(BrowserFixture browser, DemoSite site, bool dark = false, int width = 1440, int height = 900)
    {
        ArgumentNullException.ThrowIfNull(site);
        return OpenAsync(browser, site.Host, dark, width, height);
    }

    /// <summary>Opens a window on a site of the test's own.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="site">The site.</param>
    /// <param name="dark">True for the dark theme chosen; else none is, and the system is light.</param>
    /// <param name="width">The window's width.</param>
    /// <param name="height">Its height.</param>
    public static async Task<Visitor> OpenAsync(BrowserFixture browser, SiteHost site, bool dark = false, int width = 1440, int height = 900)
    {
        ArgumentNullException.ThrowIfNull(browser);
        ArgumentNullException.ThrowIfNull(site);
        var window = await browser.OpenAsync(site, new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
            ColorScheme = ColorScheme.Light,
        });
        window.Page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        await window.Page.Context.AddCookiesAsync([new Cookie { Name = "theme", Value = dark ? "dark" : "system", Url = site.Address.ToString() }]);
        return new Visitor(window);
    }

    /// <summary>Signs in by picking a person, from whatever page was asked for.</summary>
    /// <param name="person">A development person's name.</param>
    /// <param name="path">The page asked for.</param>
    public async Task SignInAsync(string person, string path = "/")
    {
        await Page.GotoAsync(path);
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = person }).ClickAsync();
        await SettleAsync();
    }

    /// <summary>Opens a page and waits until it shows what it has.</summary>
    /// <param name="path">Its address.</param>
    public async Task<IResponse?> GoAsync(string path)
    {
        var response = await Page.GotoAsync(path);
        await SettleAsync();
        return response;
    }

    /// <summary>Waits until the address is such. Playwright's own waiting for one, once it has looked, misses what changes before it listens.</summary>
    /// <param name="pattern">The whole address; ** stands for anything.</param>
    public Task ReachedAsync(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return ReachedAsync(new Regex("^" + string.Join(".*", pattern.Split("**").Select(Regex.Escape)) + "$"));
    }

    /// <summary>Waits until the address is such.</summary>
    /// <param name="address">What it holds.</param>
    public Task ReachedAsync(Regex address) => Assertions.Expect(Page).ToHaveURLAsync(address);

    /// <summary>Waits until nothing is being read any more, also of what was clicked or typed last.</summary>
    public async Task SettleAsync()
    {
        await AnsweredAsync();
        await Assertions.Expect(Page.Locator("h1").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".skeleton")).ToHaveCountAsync(0);
        await Assertions.Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>Presses Tab until what has the focus is called so; everything on the way shows its focus.</summary>
    /// <param name="name">The beginning of the element's text.</param>
    public async Task TabToAsync(string name)
    {
        await AnsweredAsync();
        for (var presses = 0; presses < 80; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var (text, seen) = await FocusAsync();
            Assert.True(seen, $"The focus on '{text}' is not seen.");
            if (text.StartsWith(name, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"No key leads to '{name}'.");
    }

    // The messages of a page are answered in order: when a call of a method that there is not has been refused, all clicks, keys
    // and addresses before it have reached their page, and what they changed at once has come back; where they put the focus comes
    // after the window has said that it drew, hence the second call. Without it nothing tells a page that is still from one that
    // has not heard of the click yet. A page without connection answers nothing.
    private async Task AnsweredAsync()
    {
        try
        {
            await Page.EvaluateAsync(
                """
                async () => {
                  const call = async () => { try { await window.DotNet?.invokeMethodAsync("None", "None"); } catch { } };
                  await Promise.race([call().then(call), new Promise(done => setTimeout(done, 5000))]);
                }
                """);
        }
        catch (PlaywrightException exception) when (exception.Message.Contains("context was destroyed", StringComparison.Ordinal))
        {
            // Another page came meanwhile, and its heading is waited for.
        }
    }

    // A row of the catalogue draws the outline of its link.
    private async Task<(string Text, bool Seen)> FocusAsync()
    {
        var focus = await Page.EvaluateAsync<string[]>(
            """
            () => {
              const at = document.activeElement;
              const outlined = element => element && getComputedStyle(element).outlineStyle !== "none";
              return [(at.textContent || "").trim().replace(/\s+/g, " "), String(at === document.body || outlined(at) || outlined(at.closest(".catalog-row")))];
            }
            """);
        return (focus[0], focus[1] == "true");
    }

    /// <summary>Makes two files of one report, a month apart, so that there is something to look at and to compare; the later one comes last.</summary>
    public Task<string[]> MakeTwoRunsAsync() => Page.EvaluateAsync<string[]>(
        """
        async () => {
          for (const day of ["2025-05-31", "2025-06-30"]) {
            await fetch(`/api/v1/catalog/lending/portfolio-summary/data?format=xlsx&asOf=${day}`);
          }
          const { runs } = await (await fetch("/api/v1/reports")).json();
          return [runs[1].id, runs[0].id];
        }
        """);

    /// <summary>From now on every page notes what moves on it without having been touched.</summary>
    public Task WatchShiftsAsync() => Page.AddInitScriptAsync(
        """
        window.shifts = [];
        new PerformanceObserver(list => {
          for (const { hadRecentInput, value, sources } of list.getEntries()) {
            if (!hadRecentInput && value >= 0.001) {
              window.shifts.push(`${value.toFixed(4)} ${sources.map(({ node }) => node?.nodeType === 1 ? `${node.tagName.toLowerCase()}.${node.className}` : node?.nodeName).join(", ")}`);
            }
          }
        }).observe({ type: "layout-shift", buffered: true });
        """);

    /// <summary>What has moved on the page since it was watched, each with the share of the window that it moved through.</summary>
    /// <param name="alertMayPush">Whether on a page with an alert nothing is told.</param>
    public Task<string[]> ShiftsAsync(bool alertMayPush = true) => Page.EvaluateAsync<string[]>(
        "alertMayPush => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(alertMayPush && document.querySelector('main [role=alert]') ? [] : window.shifts ?? []), 50)))",
        alertMayPush);

    /// <summary>Changes the system's colours, which a person follows who has not chosen a theme.</summary>
    /// <param name="scheme">Light or dark.</param>
    public Task SetSystemColoursAsync(ColorScheme scheme) => Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });

    /// <inheritdoc />
    public ValueTask DisposeAsync() => window.DisposeAsync();
}
