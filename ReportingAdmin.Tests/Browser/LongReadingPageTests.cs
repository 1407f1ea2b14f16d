using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>A report that takes long is not begun by its page: it says so, is run in the background, and its rows stand there then.</summary>
[Collection(SharedBrowser.Name)]
public sealed class LongReadingPageTests(BrowserFixture browser)
{
    private const string Long = "/catalog/escrow/monthly-balance";

    [Fact]
    public async Task What_takes_long_is_said_run_in_the_background_and_then_shown()
    {
        await using var site = await LongSiteAsync();
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

    [Fact]
    public async Task Two_clicks_make_one_run_and_Cancel_ends_it()
    {
        await using var site = await LongSiteAsync();
        await using var visitor = await Visitor.OpenAsync(browser, site);
        await visitor.SignInAsync("Fred Finance", Long);
        await EndlessAsync(site);
        await visitor.GoAsync(Long);
        var notice = visitor.Page.Locator(".long-reading");

        await notice.GetByRole(AriaRole.Button, new() { Name = "Run in the background" }).DblClickAsync();
        await UntilItIsAsync(site, "generating");
        await notice.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Assertions.Expect(notice.GetByRole(AriaRole.Button, new() { Name = "Run in the background" })).ToBeVisibleAsync();
        await UntilItIsAsync(site, "cancelled");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_database_that_is_gone_for_a_while_is_said_and_the_figures_stand_there_afterwards()
    {
        await using var site = await LongSiteAsync(("Runs:Lease", "00:00:05"), ("Runs:RenewEvery", "00:00:01"), ("Runs:PollEvery", "00:00:01"), ("Runs:RetryAfter", "00:00:01"));
        await using var visitor = await Visitor.OpenAsync(browser, site);
        await visitor.SignInAsync("Fred Finance", Long);
        await EndlessAsync(site);
        await visitor.GoAsync(Long);
        var notice = visitor.Page.Locator(".long-reading");
        await notice.GetByRole(AriaRole.Button, new() { Name = "Run in the background" }).ClickAsync();
        await UntilItIsAsync(site, "generating");

        await SleepAsync(site, seconds: 0); // what began sleeps on
        await site.Database.AdmitAsync(0);
        await Assertions.Expect(notice).ToContainTextAsync("The database does not answer now; looking again");
        await site.Database.AdmitAsync(-1);

        await Assertions.Expect(visitor.Page.Locator(".table-head")).ToContainTextAsync("made by run ");
        await UntilItIsAsync(site, "completed");
    }

    // A site on which the planner finds nothing small.
    private static async Task<SiteHost> LongSiteAsync(params (string Key, string Value)[] settings)
    {
        var site = await SiteHost.StartAsync(Template.Empty, settings);
        await new RunSeed(site.Database, "").FillAsync();
        await site.Database.SetAsync("cpu_tuple_cost", "1000000");
        return site;
    }

    // Known to take a quarter of an hour, and longer than anybody waits from now on.
    private static async Task EndlessAsync(SiteHost site)
    {
        await site.Database.ExecuteAsync("update app.reading_time set seconds = 900");
        await SleepAsync(site, seconds: 600);
    }

    private static Task<int> SleepAsync(SiteHost site, int seconds) => site.Database.ExecuteAsync(
        $$"""
        create or replace function escrow.month_starts(from_on date, through_on date) returns setof date language plpgsql stable as $$
        begin
            perform pg_sleep({{seconds}});
            return query select m::date from generate_series(date_trunc('month', from_on::timestamp), through_on::timestamp, interval '1 month') m;
        end $$
        """);

    private static async Task UntilItIsAsync(SiteHost site, string status)
    {
        await new RunSeed(site.Database, "").UntilAsync($"select count(*) from app.run where status = '{status}'", 1);
        Assert.Equal(1, await site.Database.ScalarAsync<long>("select count(*) from app.run"));
    }
}
