using Microsoft.Playwright;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>Takes the pictures of the documentation when asked to: <c>SCREENSHOTS=docs/screenshots dotnet test --filter ScreenshotTests</c>.</summary>
[Collection(DemoSite.Name)]
public sealed class ScreenshotTests(DemoSite site, BrowserFixture browser)
{
    private static readonly (string Name, string Path)[] s_pages =
    [
        ("home", "/"),
        ("sign-in", "/signin"),
        ("catalog", "/catalog"),
        ("catalog-search", "/catalog?q=delinqency"),
        ("catalog-none", "/catalog?q=xylophone"),
        ("monthly-balance", "/catalog/escrow/monthly-balance"),
        ("portfolio-summary", "/catalog/lending/portfolio-summary"),
        ("transitions", "/catalog/lending/delinquency-aging?section=transitions"),
        ("trial-balance", "/catalog/lending/trial-balance"),
        ("explore", "/explore"),
        ("explore-compare", "/explore?method=compare&against=year-earlier"),
        ("tapes", "/tapes"),
        ("bad-period", "/catalog/escrow/monthly-balance?from=2025-06-30&to=2025-01-01"),
        ("forbidden", "/forbidden"),
        ("not-found", "/nowhere"),
        ("error", "/error"),
    ];

    private static readonly (string Name, string Path)[] s_administration =
    [
        ("access", "/admin/access"),
        ("person", "/admin/access/people/9"),
        ("audit", "/admin/audit"),
        ("system", "/admin/system"),
    ];

    [ScreenshotFact]
    public async Task Pictures_are_taken()
    {
        var folder = Path.Combine(ProjectFolder.Root, Environment.GetEnvironmentVariable(ScreenshotFactAttribute.Variable)!);
        Directory.CreateDirectory(folder);
        foreach (var (width, height, dark, suffix) in new[] { (1440, 900, false, "light"), (1440, 900, true, "dark"), (360, 1400, false, "narrow") })
        {
            await using var visitor = await Visitor.OpenAsync(browser, site, dark, width, height);
            await visitor.SignInAsync("Fred Finance");
            var runs = await visitor.MakeTwoRunsAsync();
            (string, string)[] pages = [.. s_pages, ("runs", "/runs"), ("run", $"/runs/{runs[1]}"), ("compare", $"/runs/{runs[1]}/compare?with={runs[0]}")];
            await TakeAsync(visitor, pages, folder, suffix, width, height);
            await using var administrator = await Visitor.OpenAsync(browser, site, dark, width, height);
            await administrator.SignInAsync("Adam Admin");
            await TakeAsync(administrator, s_administration, folder, suffix, width, height);
        }
    }

    private static async Task TakeAsync(Visitor visitor, (string Name, string Path)[] pages, string folder, string suffix, int width, int height)
    {
        foreach (var (name, path) in pages)
        {
            await visitor.GoAsync(path);

            // Pictures of figures are drawn after the page is there.
            await visitor.Page.WaitForTimeoutAsync(800);
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{suffix}.png"), Clip = new Clip { X = 0, Y = 0, Width = width, Height = Math.Min(height, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollHeight")) } });
        }
    }

    [ScreenshotFact]
    public async Task Pictures_of_imports_are_taken()
    {
        var folder = Path.Combine(ProjectFolder.Root, Environment.GetEnvironmentVariable(ScreenshotFactAttribute.Variable)!);
        Directory.CreateDirectory(folder);
        foreach (var (width, height, dark, suffix) in new[] { (1440, 900, false, "light"), (1440, 900, true, "dark"), (360, 1400, false, "narrow") })
        {
            await using var visitor = await Visitor.OpenAsync(browser, site, dark, width, height);
            await visitor.SignInAsync("Olivia Operations");
            foreach (var (name, path) in new[] { ("imports", "/imports?show=tables"), ("import-new", "/imports/new") })
            {
                await visitor.GoAsync(path);
                await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{suffix}.png") });
            }

            await visitor.Page.SetInputFilesAsync("#import-file", new FilePayload
            {
                Name = "suppliers.csv",
                MimeType = "text/csv",
                Buffer = "Supplier ID,Supplier Name,Kind\nV-1,Acme Legal,legal\nV-2,,medical\nV-3,Bright Clinic,clinic\n"u8.ToArray(),
            });
            await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Upload and look at it" }).ClickAsync();
            await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Start with Vendor" }).ClickAsync();
            await Assertions.Expect(visitor.Page.Locator(".mapping-table")).ToBeVisibleAsync();
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"import-mapping-{suffix}.png") });
            await visitor.GoAsync(new Uri(visitor.Page.Url).AbsolutePath + "?step=preview");
            await Assertions.Expect(visitor.Page.Locator(".preview-table")).ToBeVisibleAsync();
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"import-preview-{suffix}.png") });
        }
    }
}

/// <summary>A test that runs only when pictures are asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScreenshotFactAttribute : FactAttribute
{
    /// <summary>The variable that names the folder, from the repository's root.</summary>
    public const string Variable = "SCREENSHOTS";

    public ScreenshotFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Skip = $"Set {Variable} to a folder to have pictures taken.";
        }
    }
}
