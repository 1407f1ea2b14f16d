using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Hosting;

/// <summary>Makes the builders of the site and of verbs, which read the same configuration.</summary>
internal static class SiteBuilder
{
    /// <summary>Reads appsettings, environment and command line; from the project's folder in a clone, else from the program's, whatever the working directory.</summary>
    /// <param name="configuration">Configuration keys of the command line.</param>
    public static WebApplicationBuilder Create(string[] configuration)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = configuration, ContentRootPath = Folder(configuration) });
        builder.Logging.AddFilter("Quartz", LogLevel.Warning); // it tells of every step of its start otherwise

        // It warns at each new key that keys are stored unencrypted: they are, in a table that only the application's role reads.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        return builder;
    }

    /// <summary>The same configuration, without a web server.</summary>
    /// <param name="configuration">Configuration keys of the command line.</param>
    public static HostApplicationBuilder CreateForVerb(string[] configuration)
    {
        var first = new ConfigurationManager();
        first.AddEnvironmentVariables("ASPNETCORE_"); // as a site reads them, before those that begin with DOTNET_ and the command line
        return Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = configuration, Configuration = first, ContentRootPath = Folder(configuration) });
    }

    // Null = as the configuration's keys say.
    private static string? Folder(string[] configuration)
    {
        if (configuration.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var project = Path.Combine(ProjectFolder.Root, "ReportingAdmin");
        return Directory.Exists(project) ? project : AppContext.BaseDirectory;
    }
}
