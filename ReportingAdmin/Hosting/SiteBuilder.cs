using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Hosting;

/// <summary>Makes the builder of the site, the same one for serving and for verbs.</summary>
internal static class SiteBuilder
{
    /// <summary>Reads appsettings, environment and command line; from the project's folder in a clone, else from the program's, whatever the working directory.</summary>
    /// <param name="configuration">Configuration keys of the command line.</param>
    public static WebApplicationBuilder Create(string[] configuration)
    {
        var named = configuration.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = configuration, ContentRootPath = named ? null : Folder() });
        builder.Logging.AddFilter("Quartz", LogLevel.Warning); // it tells of every step of its start otherwise

        // It warns at each new key that keys are stored unencrypted: they are, in a table that only the application's role reads.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        return builder;
    }

    private static string Folder()
    {
        var project = Path.Combine(ProjectFolder.Root, "ReportingAdmin");
        return Directory.Exists(project) ? project : AppContext.BaseDirectory;
    }
}
