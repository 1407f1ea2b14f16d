using Microsoft.Extensions.Configuration;
using ReportingAdmin.Hosting;

namespace ReportingAdmin.Tests.Hosting;

/// <summary>A verb must read what the site reads, or it would work on another database.</summary>
public sealed class SiteBuilderTests
{
    [Theory]
    [InlineData("--environment=Staging", "Staging")]
    [InlineData("--environment=Development", "Development")]
    public void A_verb_reads_the_configuration_of_the_site(string environment, string named)
    {
        string[] args = [environment, "--Company:Name=Ledger & Sons"];

        var site = SiteBuilder.Create(args);
        var verb = SiteBuilder.CreateForVerb(args);

        Assert.Equal(named, verb.Environment.EnvironmentName);
        Assert.Equal(named, site.Environment.EnvironmentName);
        Assert.Equal(site.Environment.ContentRootPath, verb.Environment.ContentRootPath);
        Assert.Equal("Ledger & Sons", verb.Configuration["Company:Name"]);
        Assert.Empty(Keys(site.Configuration).Except(Keys(verb.Configuration)));
        Assert.Empty(Keys(verb.Configuration).Except(Keys(site.Configuration)));
    }

    // Whatever comes from files and the environment; what names the web application is the site's alone.
    private static SortedSet<string> Keys(IConfiguration configuration) =>
        new(configuration.AsEnumerable().Select(pair => pair.Key).Where(key => key != "applicationName" && !key.Contains("hostingStartup", StringComparison.OrdinalIgnoreCase)), StringComparer.OrdinalIgnoreCase);
}
