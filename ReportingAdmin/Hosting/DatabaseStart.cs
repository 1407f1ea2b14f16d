using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;

namespace ReportingAdmin.Hosting;

/// <summary>What happens between building the site and serving it.</summary>
internal static partial class DatabaseStart
{
    /// <summary>Checks the configuration, opens and migrates the database, and in Development makes the people to sign in as.</summary>
    /// <param name="app">The built site.</param>
    /// <exception cref="StartException">The site cannot be served; the message says what to do.</exception>
    public static async Task OpenDatabaseAsync(this WebApplication app)
    {
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        var auth = app.Services.GetRequiredService<IOptions<AuthOptions>>().Value;
        if (auth.Refusal(app.Environment.EnvironmentName, app.Environment.IsDevelopment()) is { } refusal)
        {
            throw new StartException(refusal);
        }

        var ct = app.Lifetime.ApplicationStopping;
        await app.Services.GetRequiredService<DatabaseHost>().OpenAsync(DatabaseUse.Create, line => Told(app.Logger, line), ct);
        if (app.Environment.IsDevelopment())
        {
            await app.Services.GetRequiredService<DevelopmentPeople>().SeedAsync(ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    private static partial void Told(ILogger logger, string line);
}
