using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>Where a report's page leads, and back.</summary>
[Collection(DemoSite.Name)]
public sealed class ReportWaysTests(DemoSite site, BrowserFixture browser)
{
    private const string Summary = "/catalog/lending/portfolio-summary";

    [Fact]
    public async Task The_way_down_to_the_rows_is_a_trail_and_back_stands_where_one_left()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", Summary);

        var rate = page.Locator(".table-card tbody tr").Nth(2).Locator("a[href*='delinquency-aging?']");
        var figure = await rate.InnerTextAsync();
        await rate.ClickAsync();
        await visitor.ReachedAsync("**/delinquency-aging?**");
        await visitor.SettleAsync();
        await page.Locator(".table-card tbody a").First.ClickAsync();
        await visitor.ReachedAsync("**/loan-tape?**");
        await visitor.SettleAsync();

        await Assertions.Expect(page.Locator(".crumbs li")).ToContainTextAsync(["Catalog", "Lending", "Portfolio summary", "Delinquency aging"]);
        await page.GoBackAsync();
        await page.GoBackAsync();
        await visitor.ReachedAsync("**" + Summary);
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator(".table-card a:focus")).ToHaveTextAsync(figure);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Going_to_and_fro_between_reports_faster_than_they_are_read_ends_at_the_last_one()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", Summary);
        await page.Locator(".table-card tbody tr").Nth(2).Locator("a[href*='delinquency-aging?']").ClickAsync();
        await visitor.ReachedAsync("**/delinquency-aging?**");
        await visitor.SettleAsync();

        // In the moment in which the figures stand there, while the page still looks what is beside them.
        var stood = await page.EvaluateAsync<bool>(
            """
            async () => {
              for (let round = 0; round < 60; round++) {
                const before = location.pathname;
                round % 2 ? history.forward() : history.back();
                while (location.pathname === before || document.querySelector(".results")?.getAttribute("aria-busy") !== "false") {
                  await new Promise(resolve => setTimeout(resolve, round % 3));
                  if (document.querySelector("main [role=alert]")) return false;
                }
              }
              return true;
            }
            """);
        Assert.True(stood);
        await page.GoBackAsync();
        await visitor.ReachedAsync("**" + Summary);
        await visitor.SettleAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Portfolio summary");
        await Assertions.Expect(page.Locator(".table-card a[href*='delinquency-aging?']").First).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Where_nothing_matches_the_filter_to_take_away_is_offered()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", "/catalog/escrow/payee-transactions?from=2025-05-01&to=2025-05-31&payeeName=zzz");

        await Assertions.Expect(page.Locator(".empty")).ToContainTextAsync("Without “Payee name contains” there are");
        await page.Locator(".empty").GetByRole(AriaRole.Link).ClickAsync();
        await visitor.SettleAsync();

        await Assertions.Expect(page.Locator(".pager")).ToContainTextAsync("Rows 1–200");
        Assert.DoesNotContain("payeeName", page.Url, StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_period_that_is_not_loaded_yet_leads_to_the_latest_complete_one()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", "/catalog/escrow/monthly-deposits?from=2026-01-01&to=2026-01-31");

        await page.Locator(".notice-info").GetByRole(AriaRole.Link, new() { Name = "Run " }).ClickAsync();
        await visitor.SettleAsync();

        await Assertions.Expect(page.Locator(".notice-info")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".table-card tbody tr").First).ToContainTextAsync("2025");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_value_found_by_searching_is_run_with_at_once()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", "/catalog/escrow/monthly-balance");
        for (var round = 0; round < 5; round++)
        {
            await page.GetByRole(AriaRole.Searchbox).First.ClickAsync();
            await page.Locator(".lookup-matches button").First.ClickAsync();
            await Assertions.Expect(page.Locator(".chip-removable")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Control+Enter");
            await visitor.ReachedAsync("**agency=**");
            await visitor.SettleAsync(); // also of what was begun with the choice: the focus given back, and the estimate of a file
            await Assertions.Expect(page.Locator("main [role=alert]")).ToHaveCountAsync(0);
            await visitor.GoAsync("/catalog/escrow/monthly-balance");
        }

        Assert.Empty(visitor.Complaints);
    }
}
