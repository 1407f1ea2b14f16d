using System.Text;
using Microsoft.Playwright;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>What a person does on a report's page by mouse.</summary>
[Collection(DemoSite.Name)]
public sealed class ReportPageTests(DemoSite site, BrowserFixture browser)
{
    private const string Summary = "/catalog/lending/portfolio-summary";

    [Fact]
    public async Task A_view_is_saved_travels_in_the_link_and_in_the_file_and_is_deleted()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Conrad Compliance", Summary);

        await page.GetByRole(AriaRole.Button, new() { Name = "Columns" }).ClickAsync();
        await page.GetByLabel("Portfolio name", new() { Exact = true }).UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show " }).ClickAsync();
        await visitor.ReachedAsync("**columns=**");
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator(".table-card thead")).Not.ToContainTextAsync("Portfolio name");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await page.GetByLabel("Name of a new view").FillAsync("Without names");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a new view" }).ClickAsync();
        await visitor.ReachedAsync("**view=**");
        await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Without names" })).ToHaveAttributeAsync("aria-current", "true");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download JSON" }).ClickAsync());
        var file = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(await download.PathAsync()));
        Assert.Contains("Without names", file, StringComparison.Ordinal);
        Assert.DoesNotContain("\"portfolio_name\"", file, StringComparison.Ordinal);

        // Somebody else sees the same by the link, though not the view itself.
        await using var other = await Visitor.OpenAsync(browser, site);
        await other.SignInAsync("Carla Collections", new Uri(page.Url).PathAndQuery);
        await Assertions.Expect(other.Page.Locator(".table-card thead")).Not.ToContainTextAsync("Portfolio name");
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Link, new() { Name = "Without names" })).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Manage" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Without names" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Really delete Without names" }).ClickAsync();
        await Assertions.Expect(page.Locator(".panel [role=status]")).ToContainTextAsync("Deleted “Without names”.");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_headline_and_a_column_explain_themselves_and_the_SQL_is_for_those_allowed()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Audrey Auditor", "/catalog/escrow/monthly-balance");

        await Assertions.Expect(page.Locator(".estimate")).ToContainTextAsync("rows");
        await page.Locator(".key-figure").First.GetByRole(AriaRole.Button).ClickAsync();
        var panel = page.Locator("dialog[open]");
        await Assertions.Expect(panel).ToContainTextAsync("Opening + inflow − outflow");
        await Assertions.Expect(panel).ToContainTextAsync("In the rows shown");
        await Assertions.Expect(panel).ToContainTextAsync("Conventions in force");
        await Assertions.Expect(panel.Locator(".code-block")).ToContainTextAsync("select");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".key-figure").First.GetByRole(AriaRole.Button)).ToBeFocusedAsync();

        await using var finance = await Visitor.OpenAsync(browser, site);
        await finance.SignInAsync("Fred Finance", "/catalog/escrow/monthly-balance");
        await finance.Page.GetByRole(AriaRole.Button, new() { Name = "About Opening" }).ClickAsync();
        await Assertions.Expect(finance.Page.Locator("dialog[open]")).ToContainTextAsync("Conventions in force");
        await Assertions.Expect(finance.Page.Locator("dialog[open] .code-block")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_picture_is_saved_as_PNG_and_as_SVG_with_what_it_is_of()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site, dark: true);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", "/catalog/escrow/monthly-balance");
        var menu = page.Locator(".chart").First.Locator("summary");

        await menu.ClickAsync();
        var png = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "As PNG" }).First.ClickAsync());
        await menu.ClickAsync();
        var svg = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "As SVG" }).First.ClickAsync());

        Assert.Equal("escrow-monthly-balance-inflow-outflow-and-closing-balance-usd.png", png.SuggestedFilename);
        var bytes = await File.ReadAllBytesAsync(await png.PathAsync());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        var drawn = await File.ReadAllTextAsync(await svg.PathAsync());
        Assert.StartsWith("<svg", drawn, StringComparison.Ordinal);
        Assert.Contains("Inflow, outflow and closing balance", drawn, StringComparison.Ordinal);
        Assert.Contains("data as of", drawn, StringComparison.Ordinal);
        Assert.Contains("fill=\"rgb(255, 255, 255)\"", drawn, StringComparison.Ordinal); // paper is light
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_picture_drawn_as_its_table_or_in_another_currency_stays_in_its_place_with_the_focus_on_what_was_pressed()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", "/catalog/escrow/monthly-balance");
        await page.EvaluateAsync("scrollTo(0, 150)");

        await page.Locator(".chart").First.GetByTitle("As table").ClickAsync();
        await Assertions.Expect(page.Locator(".chart a:focus")).ToHaveAttributeAsync("title", "As chart");
        Assert.Equal(150, await page.EvaluateAsync<int>("Math.round(scrollY)"));
        await page.Locator(".chart").First.GetByRole(AriaRole.Link, new() { Name = "CAD" }).ClickAsync();
        await Assertions.Expect(page.Locator(".chart a:focus")).ToHaveTextAsync("CAD");
        await Assertions.Expect(page.Locator(".chart a:focus")).ToHaveAttributeAsync("aria-current", "true");
        Assert.Equal(150, await page.EvaluateAsync<int>("Math.round(scrollY)"));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_file_made_once_is_in_the_history_and_tells_how_the_tie_outs_stood()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Edith Executive", "/catalog/escrow/monthly-inflow-outflow?period=last-quarter");
        await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download CSV" }).ClickAsync());
        await page.ReloadAsync();
        await visitor.SettleAsync();

        await Assertions.Expect(page.Locator(".tie-out")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("tie-out-good"));
        await page.Locator(".tie-out").ClickAsync();
        await Assertions.Expect(page.Locator("dialog[open]")).ToContainTextAsync("As checked with the file of run");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "History" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("dialog[open]").GetByRole(AriaRole.Link, new() { Name = "Download" }).First.ClickAsync());

        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Paper_has_figures_and_parameters_but_no_controls()
    {
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync("Fred Finance", "/catalog/escrow/monthly-balance?period=last-quarter");
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(page.Locator(".print-head")).ToContainTextAsync("1 Apr – 30 Jun 2025");
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".table-card table")).ToBeVisibleAsync();
        foreach (var control in new[] { ".parameters", ".downloads", ".nav", ".top-bar", ".tie-out", ".table-tools", ".crumbs" })
        {
            await Assertions.Expect(page.Locator(control).First).ToBeHiddenAsync();
        }

        Assert.Equal("table-header-group", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.report-table thead')).display"));
    }
}
