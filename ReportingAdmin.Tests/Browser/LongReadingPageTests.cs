using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>A report that takes long is not begun by its page: it says so, is run in the background, and its rows stand there then.</summary>
[Collection(DemoSite.Name)]
public sealed class LongReadingPageTests(BrowserFixture browser)
{
    private const string Long = "/catalog/escrow/monthly-balance";

    [Fact]
    public async Task What_takes_long_is_said_run_in_the_background_and_then_shown()
    {
        await using var site = await SiteHost.StartAsync(Template.Empty);
        await new RunSeed(site.Database, "").FillAsync();
        await site.Database.SetAsync("cpu_tuple_cost", "1000000"); // the planner finds nothing small here
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", Long);
        await Assertions.Expect(page.Locator(".table-card tbody tr").First).ToBeVisibleAsync(); // never read before: tried
        await site.Database.ExecuteAsync("update app.reading_time set seconds = 900");

        await visitor.GoAsync(Long);
        var notice = page.Locator(".long-reading");
        await Assertions.Expect(notice).ToContainTextAsync("Takes about 15 min on these data.");
        await Assertions.Expect(page.Locator(".table-card")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".estimate")).ToContainTextAsync("A file will be queued");

        await notice.GetByRole(AriaRole.Button, new() { Name = "Run in the background" }).ClickAsync();
        await Assertions.Expect(page.Locator(".table-head")).ToContainTextAsync("made by run ");
        await Assertions.Expect(page.Locator(".table-card tbody tr").First).ToBeVisibleAsync();
        await Assertions.Expect(notice).ToHaveCountAsync(0);

        await site.Database.ExecuteAsync("update app.reading_time set seconds = 900; update app.data_version set version = version + 1 where schema_name = 'escrow'");
        await visitor.GoAsync(Long);
        await notice.GetByRole(AriaRole.Button, new() { Name = "Wait for it here" }).ClickAsync();
        await Assertions.Expect(page.Locator(".table-card tbody tr").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".table-head")).Not.ToContainTextAsync("made by run ");
        Assert.Empty(visitor.Complaints);
    }
}
