using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Data.Demo;

namespace ReportingAdmin.Hosting;

/// <summary>What happens between building the site and serving it.</summary>
internal static partial class DatabaseStart
{
    /// <summary>Checks the configuration, opens and migrates the database, and in Development makes demo data and the people to sign in as.</summary>
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
        var database = app.Services.GetRequiredService<DatabaseHost>();
        await database.OpenAsync(DatabaseUse.Create, line => Told(app.Logger, line), ct);

        // Protecting anything makes the first key, or reads those there are.
        await app.Services.GetRequiredService<KeyRing>().InTurnAsync(
            () => app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("start").Protect([]), ct);
        if (app.Environment.IsDevelopment())
        {
            if (database.Embedded && app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.LoadOnFirstStart)
            {
                await LoadDemoDataAsync(app, ct);
            }

            await app.Services.GetRequiredService<DevelopmentPeople>().SeedAsync(ct);
        }
    }

    private static async Task LoadDemoDataAsync(WebApplication app, CancellationToken ct)
    {
        var loaded = await app.Services.GetRequiredService<DemoData>()
            .LoadAsync(scale: 1, step => MakingDemoData(app.Logger, step), ct);
        if (loaded.Ok)
        {
            MadeDemoData(app.Logger, loaded.Value.Took);
        }
        else if (loaded.FirstProblem.Code != DemoData.NotEmpty)
        {
            throw new StartException(loaded.FirstProblem.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    private static partial void Told(ILogger logger, string line);

    [LoggerMessage(Level = LogLevel.Information, Message = "Making demo data: {Step}")]
    private static partial void MakingDemoData(ILogger logger, string step);

    [LoggerMessage(Level = LogLevel.Information, Message = "Made demo data in {Took}")]
    private static partial void MadeDemoData(ILogger logger, TimeSpan took);
}
