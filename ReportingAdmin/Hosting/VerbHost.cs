using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core;
using ReportingAdmin.Core.Data.Connections;

namespace ReportingAdmin.Hosting;

/// <summary>
/// Gives a verb the services it works with: the site's configuration and database, without the site and without loading a web server,
/// which takes 10 MiB of memory that a file does not need.
/// </summary>
/// <param name="configuration">Configuration keys of the command line.</param>
internal sealed class VerbHost(string[] configuration)
{
    /// <summary>Opens the database, does the work, and closes it; Ctrl+C stops the work.</summary>
    /// <param name="use">What the verb does with the database.</param>
    /// <param name="work">The work; gives the exit code.</param>
    public async Task<int> RunAsync(DatabaseUse use, Func<IServiceProvider, CancellationToken, Task<int>> work)
    {
        using var stop = new CancellationTokenSource();
        void OnSignal(PosixSignalContext signal)
        {
            signal.Cancel = true; // the work ends in order: a transaction rolls back, a cluster is left
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);

        var builder = SiteBuilder.CreateForVerb(configuration);
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddReportingCore(builder.Configuration);
        using var host = builder.Build();
        host.Services.GetRequiredService<IStartupValidator>().Validate();
        await host.Services.GetRequiredService<DatabaseHost>().OpenAsync(use, Console.Error.WriteLine, stop.Token);
        return await work(host.Services, stop.Token);
    }
}
