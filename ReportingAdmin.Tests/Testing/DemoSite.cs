using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Core.Access;

namespace ReportingAdmin.Tests.Testing;

/// <summary>
/// One site with the demo data, its clock set to the day on which they end. For tests that only read; those of the collection
/// <see cref="Name"/> share it, and a browser.
/// </summary>
public sealed partial class DemoSite : IAsyncLifetime
{
    /// <summary>Put on a class: <c>[Collection(DemoSite.Name)]</c>; it takes <see cref="DemoSite"/> and <see cref="BrowserFixture"/> in its constructor.</summary>
    public const string Name = "demo site";

    private SiteHost? _host;

    /// <summary>The site.</summary>
    public SiteHost Host => _host ?? throw new InvalidOperationException("The site has not been started.");

    /// <inheritdoc />
    public async Task InitializeAsync() => _host = await SiteHost.StartAsync(Template.Demo, new DemoTime());

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    /// <summary>A client that is signed in, follows no redirect and keeps cookies.</summary>
    /// <param name="person">A development person's name.</param>
    public Task<HttpClient> SignedInAsync(string person) => SignedInAsync(Host, person);

    /// <summary>As above, for any site.</summary>
    /// <param name="host">The site.</param>
    /// <param name="person">A development person's name.</param>
    public static async Task<HttpClient> SignedInAsync(SiteHost host, string person)
    {
        ArgumentNullException.ThrowIfNull(host);
        var client = host.Client();
        var page = await client.GetStringAsync(new Uri("/signin", UriKind.Relative));
        using var answer = await PostSignInAsync(client, page, person, "/catalog");
        Assert.Equal("/catalog", answer.Headers.Location?.ToString());
        return client;
    }

    /// <summary>Picks a person on the sign-in page.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="page">The sign-in page.</param>
    /// <param name="person">A development person's name.</param>
    /// <param name="returnUrl">Where to go then.</param>
    public static async Task<HttpResponseMessage> PostSignInAsync(HttpClient client, string page, string person, string returnUrl)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = FormToken().Match(page).Groups[1].Value,
            ["person"] = Person().Matches(page).First(match => match.Groups[2].Value == person).Groups[1].Value,
            ["returnUrl"] = returnUrl,
        });
        return await client.PostAsync(new Uri("/signin", UriKind.Relative), form);
    }

    /// <summary>What a request is answered.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="address">The address, from the site's root.</param>
    public static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    /// <summary>A person as the site knows him.</summary>
    /// <param name="person">A development person's name.</param>
    public async Task<Caller> CallerAsync(string person)
    {
        var people = await Host.Services.GetRequiredService<DevelopmentPeople>().ListAsync(default);
        var loaded = await Host.Services.GetRequiredService<CallerLoader>().LoadAsync(people.Single(one => one.Name == person).Id, default);
        return loaded.Value!.Caller;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("name=\"person\" value=\"([0-9]+)\"[^>]*><span class=\"person-name\">([^<]+)<")]
    private static partial Regex Person();

    /// <summary>Runs as clocks do, from noon (in Boise) of the day on which the demo data end.</summary>
    private sealed class DemoTime : TimeProvider
    {
        private readonly long _start = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() =>
            new DateTimeOffset(DemoTemplate.ReferenceDate, new TimeOnly(18, 0), TimeSpan.Zero) + System.GetElapsedTime(_start);
    }
}

/// <summary>Binds the shared site and browser to their tests.</summary>
[CollectionDefinition(DemoSite.Name)]
public sealed class SharedDemoSite : ICollectionFixture<DemoSite>, ICollectionFixture<BrowserFixture>;
