using System.Net;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Web;

/// <summary>Styles and scripts are there before anybody has signed in, the browser script among them.</summary>
public sealed class StaticAssetsTests : IAsyncLifetime
{
    private SiteHost _site = null!;

    public async Task InitializeAsync() => _site = await SiteHost.StartAsync(Template.Empty);

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [InlineData("_framework/blazor.web.js", "text/javascript", 100_000)]
    [InlineData("_content/Radzen.Blazor/Radzen.Blazor.min.js", "text/javascript", 50_000)]
    [InlineData("_content/Radzen.Blazor/css/material-wcag.css", "text/css", 100)]
    [InlineData("favicon.svg", "image/svg+xml", 100)]
    public async Task Assets_are_served_to_everyone(string path, string type, int atLeast)
    {
        using var client = _site.Client();

        using var answer = await client.GetAsync(path);
        var content = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.InRange(content.Length, atLeast, int.MaxValue);
    }
}
