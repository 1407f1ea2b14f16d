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
        ("sign-in", "/signin"),
        ("catalog", "/catalog"),
        ("catalog-search", "/catalog?q=delinqency"),
        ("catalog-none", "/catalog?q=xylophone"),
        ("monthly-balance", "/catalog/escrow/monthly-balance"),
        ("inflow-outflow", "/catalog/escrow/monthly-inflow-outflow?period=last-12-months"),
        ("sales", "/catalog/escrow/sales"),
        ("vendors", "/catalog/escrow/vendor-transactions?period=last-12-months"),
        ("payees", "/catalog/escrow/payee-transactions?period=last-12-months"),
        ("portfolio-summary", "/catalog/lending/portfolio-summary"),
        ("delinquency", "/catalog/lending/delinquency-aging"),
        ("transitions", "/catalog/lending/delinquency-aging?section=transitions"),
        ("trend", "/catalog/lending/delinquency-aging?section=trend"),
        ("payment-activity", "/catalog/lending/payment-activity"),
        ("loan-tape", "/catalog/lending/loan-tape"),
        ("trial-balance", "/catalog/lending/trial-balance"),
        ("general-ledger", "/catalog/lending/general-ledger"),
        ("active-as-of", "/catalog/escrow/active-as-of"),
        ("bad-period", "/catalog/escrow/monthly-balance?from=2025-06-30&to=2025-01-01"),
        ("forbidden", "/forbidden"),
        ("not-found", "/nowhere"),
        ("error", "/error"),
    ];

    [ScreenshotFact]
    public async Task Pictures_are_taken()
    {
        var folder = Path.Combine(ProjectFolder.Root, Environment.GetEnvironmentVariable(ScreenshotFactAttribute.Variable)!);
        Directory.CreateDirectory(folder);
        foreach (var (width, height, dark, suffix) in new[] { (1440, 900, false, "light"), (1440, 900, true, "dark"), (360, 780, false, "narrow") })
        {
            await using var visitor = await Visitor.OpenAsync(browser, site, dark, width, height);
            await visitor.SignInAsync("Fred Finance");
            foreach (var (name, path) in s_pages)
            {
                await visitor.GoAsync(path);
                await visitor.Page.WaitForTimeoutAsync(400);
                await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{suffix}.png"), FullPage = width == 360 });
            }

            await File.WriteAllLinesAsync(Path.Combine(folder, $"complaints-{suffix}.txt"), visitor.Complaints);
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
