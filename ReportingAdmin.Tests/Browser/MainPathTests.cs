using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>What people come for, done as they do it.</summary>
[Collection(DemoSite.Name)]
public sealed class MainPathTests(DemoSite site, BrowserFixture browser)
{
    [Fact]
    public async Task A_newcomer_reaches_a_workbook_in_four_clicks()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fred Finance" }).ClickAsync(); // 1
        await page.GetByRole(AriaRole.Link, new() { Name = "Catalog", Exact = true }).ClickAsync(); // 2
        await page.GetByLabel("Search").FillAsync("monthly balnce");
        await visitor.ReachedAsync("**q=monthly**");
        await visitor.SettleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Monthly balance", Exact = true }).ClickAsync(); // 3
        var shown = await page.Locator(".table-card tbody tr").First.Locator("td.num").First.InnerTextAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download XLSX" }).ClickAsync()); // 4

        Assert.Matches(@"^escrow-monthly-balance_2024-07-01_2025-06-30_asof-.*_run-\d+\.xlsx$", download.SuggestedFilename);
        await Holds("XLSX", await File.ReadAllBytesAsync(await download.PathAsync()), shown);
        await Assertions.Expect(page.Locator(".download-state")).ToContainTextAsync("Ready: " + download.SuggestedFilename);
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData("CSV")]
    [InlineData("PDF")]
    [InlineData("JSON")]
    public async Task The_other_forms_are_as_near_and_show_the_same_figure(string form)
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await page.GotoAsync("/catalog");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fred Finance" }).ClickAsync(); // 1
        await page.GetByRole(AriaRole.Link, new() { Name = "Monthly balance", Exact = true }).ClickAsync(); // 2
        var shown = await page.Locator(".table-card tbody tr").First.Locator("td.num").First.InnerTextAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download " + form }).ClickAsync()); // 3

        await Holds(form, await File.ReadAllBytesAsync(await download.PathAsync()), shown);
    }

    [Fact]
    public async Task Keys_alone_lead_to_all_four_files_and_the_focus_is_always_seen()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await page.GotoAsync("/catalog");
        await visitor.TabToAsync("Fred Finance");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("monthly balance");
        await Assertions.Expect(page.Locator(".catalog-row h2").First).ToContainTextAsync("Monthly balance");
        await visitor.TabToAsync("Monthly balance");
        await page.Keyboard.PressAsync("Enter");
        var shown = await page.Locator(".table-card tbody tr").First.Locator("td.num").First.InnerTextAsync();

        foreach (var form in new[] { "XLSX", "CSV", "PDF", "JSON" })
        {
            await visitor.TabToAsync("Download " + form);
            var download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
            await Holds(form, await File.ReadAllBytesAsync(await download.PathAsync()), shown);
            await Assertions.Expect(page.Locator(".download-state")).ToContainTextAsync("Ready: " + download.SuggestedFilename);
        }

        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Parameters_sort_and_page_are_in_the_address_and_back_undoes_them()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", "/catalog/escrow/payee-transactions?period=last-12-months");

        await page.GetByRole(AriaRole.Button, new() { Name = "Amount", Exact = true }).ClickAsync();
        await visitor.ReachedAsync("**sort=-amount**");
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator("th[aria-sort=descending]")).ToContainTextAsync("Amount");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await visitor.ReachedAsync("**page=2**");
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator(".pager")).ToContainTextAsync("Rows 201–400 of");
        await page.GetByLabel("Period", new() { Exact = true }).First.SelectOptionAsync("last-quarter");
        await page.Keyboard.PressAsync("Control+Enter");
        await visitor.ReachedAsync("**period=last-quarter**");
        await visitor.SettleAsync();

        await Assertions.Expect(page.Locator(".filter-chips")).ToContainTextAsync("1 Apr – 30 Jun 2025");
        await page.GoBackAsync();
        await visitor.SettleAsync();
        Assert.Contains("page=2", page.Url, StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_wrong_date_is_said_at_the_field_and_what_was_typed_stays()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", "/catalog/escrow/sales");

        await page.GetByLabel("From", new() { Exact = true }).FillAsync("03/04/2025");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator(".field-problem").First).ToContainTextAsync("Not a calendar date");
        await Assertions.Expect(page.GetByLabel("From", new() { Exact = true })).ToHaveValueAsync("03/04/2025");
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.GetByLabel("From", new() { Exact = true })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Tie_outs_are_checked_when_asked_and_are_green_on_the_demo_data()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", "/catalog/escrow/monthly-balance?includeCancelled=true");

        await page.GetByRole(AriaRole.Button, new() { Name = "Tie-outs not checked" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Check again" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.Locator(".tie-out")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("tie-out-good"));
        await Assertions.Expect(page.Locator(".tie-out")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_figure_leads_to_its_rows_and_back()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", "/catalog/lending/delinquency-aging");

        await page.Locator(".table-card tbody a").First.ClickAsync();
        await visitor.ReachedAsync("**/catalog/lending/loan-tape?**");
        await visitor.SettleAsync();

        await Assertions.Expect(page.Locator(".filter-chips .chip").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Delinquency aging" }).ClickAsync();
        await visitor.ReachedAsync("**/catalog/lending/delinquency-aging**");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_role_without_the_right_is_told_which_one_is_missing()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        await visitor.SignInAsync("Vera Viewer");

        var response = await visitor.GoAsync("/catalog/lending/trial-balance");

        Assert.Equal(403, response!.Status);
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("reports.lending.ledger");
    }

    [Fact]
    public async Task The_theme_chosen_is_kept()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Vera Viewer");

        await page.Locator("summary", new() { HasText = "Vera Viewer" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await page.ReloadAsync();

        Assert.Equal("dark", await page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        Assert.Equal("rgb(20, 23, 27)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Vera Viewer");

        await page.Locator("summary", new() { HasText = "Vera Viewer" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await visitor.ReachedAsync("**/signin");
        await page.GotoAsync("/catalog");

        Assert.Contains("/signin?returnUrl=", page.Url, StringComparison.Ordinal);
    }

    // Opened by readers that are not ours, the file has the figure that the page shows.
    private static async Task Holds(string form, byte[] file, string shown)
    {
        var figure = decimal.Parse(shown, CultureInfo.InvariantCulture);
        var plain = figure.ToString("0.00", CultureInfo.InvariantCulture);
        switch (form)
        {
            case "XLSX":
                var sheets = Workbook.Read(file);
                Assert.Equal("About", sheets[^1].Name);
                Assert.Contains(sheets[0].Rows.SelectMany(row => row).OfType<double>(), cell => (decimal)cell == figure);
                break;
            case "CSV":
                var keys = Encoding.UTF8.GetString(file[Encoding.UTF8.Preamble.Length..]).Split("\r\n", 2)[0].Split(',');
                using (var csv = CsvReader.Create(file, new CsvReaderOptions { Separator = ',' }))
                {
                    Assert.True(csv.Read());
                    Assert.Equal(figure, decimal.Parse(csv.GetString(Array.IndexOf(keys, "opening")), CultureInfo.InvariantCulture));
                }

                break;
            case "PDF":
                Assert.Contains(await PdfText.PagesAsync(file), text => text.Contains(shown, StringComparison.Ordinal));
                break;
            default:
                using (var json = JsonDocument.Parse(file))
                {
                    Assert.Contains(plain, json.RootElement.GetRawText(), StringComparison.Ordinal);
                }

                break;
        }
    }
}
