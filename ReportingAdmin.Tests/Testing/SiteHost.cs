using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ReportingAdmin.Tests.Testing;

/// <summary>
/// The real site on a free port of this machine, in the environment Development, over a database and a folder of its own:
/// <c>await using var site = await SiteHost.StartAsync(Template.Empty)</c>.
/// </summary>
public sealed class SiteHost : IAsyncDisposable
{
    private readonly Factory _factory;
    private readonly TestDatabase _database;
    private readonly string _folder;

    private SiteHost(Factory factory, TestDatabase database, string folder)
    {
        _factory = factory;
        _database = database;
        _folder = folder;
        Address = factory.ClientOptions.BaseAddress;
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Its database; a test may fill it before and after the site looks.</summary>
    public TestDatabase Database => _database;

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Starts it.</summary>
    /// <param name="template">What the database holds.</param>
    /// <param name="settings">Configuration keys and values beside those that a test needs.</param>
    public static Task<SiteHost> StartAsync(Template template, params (string Key, string Value)[] settings) =>
        StartAsync(template, TimeProvider.System, settings);

    /// <summary>Starts it with a clock of the test.</summary>
    /// <param name="template">What the database holds.</param>
    /// <param name="clock">What the site takes for the time.</param>
    /// <param name="settings">Configuration keys and values beside those that a test needs.</param>
    public static async Task<SiteHost> StartAsync(Template template, TimeProvider clock, params (string Key, string Value)[] settings)
    {
        var database = await TestDatabase.CloneAsync(template);
        var folder = Directory.CreateTempSubdirectory("reportingadmin-site-").FullName;
        var factory = new Factory(clock,
        [
            ("ConnectionStrings:Reporting", database.Logins.App),
            ("ConnectionStrings:Reader", database.Logins.Reader),
            ("Files:Directory", folder),
            ("Runs:PreviewMaxTime", "00:05:00"), // while other tests run, everything takes long
            .. settings,
        ]);
        factory.UseKestrel(0);
        factory.StartServer();
        return new SiteHost(factory, database, folder);
    }

    /// <summary>A client that follows no redirect and keeps cookies.</summary>
    public HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Factory(TimeProvider clock, (string Key, string Value)[] settings) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.ConfigureServices(services => services.AddSingleton(clock));
            builder.ConfigureLogging(logging => logging.AddProvider(new ErrorLog()));
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }
        }
    }
}
