using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core;
using ReportingAdmin.Core.Administration.Health;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Runs.Workers;

namespace ReportingAdmin.Tests.Testing;

/// <summary>A node with its real schedulers and listener within this process. Runs of kind custom do nothing, or wait a while, and tell when they began.</summary>
internal sealed class HostedNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private HostedNode(ServiceProvider services) => _services = services;

    /// <summary>The queue, as this node sees it.</summary>
    public RunStates States => _services.GetRequiredService<RunStates>();

    /// <summary>What people see of runs.</summary>
    public RunHistory History => _services.GetRequiredService<RunHistory>();

    /// <summary>What administrators see of this node.</summary>
    public SystemState System => _services.GetRequiredService<SystemState>();

    /// <summary>When each run of kind custom began, by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public ConcurrentDictionary<Guid, long> Began => _services.GetRequiredService<TrivialWork>().Began;

    /// <summary>Starts one.</summary>
    /// <param name="db">The database.</param>
    /// <param name="folder">The folder of files.</param>
    /// <param name="each">How long a run of kind custom takes.</param>
    /// <param name="settings">Configuration keys and values.</param>
    public static Task<HostedNode> StartAsync(TestDatabase db, string folder, TimeSpan each, params (string Key, string Value)[] settings) => StartAsync(
        each,
        [
            ("ConnectionStrings:Reporting", db.Logins.App),
            ("ConnectionStrings:Reader", db.Logins.Reader),
            ("Files:Directory", folder),
            .. settings,
        ]);

    /// <summary>Starts one whose memory is as full as is said; runs of kind custom take no time.</summary>
    /// <param name="db">The database.</param>
    /// <param name="folder">The folder of files.</param>
    /// <param name="memory">In per cent.</param>
    /// <param name="settings">Configuration keys and values.</param>
    public static Task<HostedNode> StartAsync(TestDatabase db, string folder, Func<int> memory, params (string Key, string Value)[] settings) => StartAsync(
        (_, _, _) => Task.CompletedTask,
        services => services.AddSingleton(provider => new MemoryPressure(
            memory, provider.GetRequiredService<IOptions<RunOptions>>(), TimeProvider.System, provider.GetRequiredService<ILogger<MemoryPressure>>())),
        [
            ("ConnectionStrings:Reporting", db.Logins.App),
            ("ConnectionStrings:Reader", db.Logins.Reader),
            ("Files:Directory", folder),
            .. settings,
        ]);

    /// <summary>Starts one by settings alone.</summary>
    /// <param name="each">How long a run of kind custom takes.</param>
    /// <param name="settings">Configuration keys and values, the connection strings among them.</param>
    public static Task<HostedNode> StartAsync(TimeSpan each, params (string Key, string Value)[] settings) => StartAsync((_, _, ct) => Task.Delay(each, ct), settings);

    /// <summary>Starts one by settings alone, as a process of its own does.</summary>
    /// <param name="custom">What a run of kind custom does before it is completed.</param>
    /// <param name="settings">Configuration keys and values, the connection strings among them.</param>
    public static Task<HostedNode> StartAsync(Func<ReportingDatabase, ClaimedRun, CancellationToken, Task> custom, params (string Key, string Value)[] settings) =>
        StartAsync(custom, _ => { }, settings);

    private static async Task<HostedNode> StartAsync(
        Func<ReportingDatabase, ClaimedRun, CancellationToken, Task> custom, Action<IServiceCollection> replace, (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning));
        services.AddReportingCore(configuration);
        services.AddRunWorkers();
        services.AddSingleton<IHostApplicationLifetime, NoLifetime>();
        services.AddSingleton(provider => new TrivialWork(provider.GetRequiredService<ReportingDatabase>(), custom));
        services.AddSingleton<IRunWork>(provider => provider.GetRequiredService<TrivialWork>());
        replace(services);
        var node = new HostedNode(services.BuildServiceProvider());
        await node._services.GetRequiredService<DatabaseHost>().OpenAsync(DatabaseUse.Read, _ => { }, default);
        foreach (var service in node._services.GetServices<IHostedService>())
        {
            await service.StartAsync(default);
        }

        return node;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StopAsync(default);
        }

        await _services.DisposeAsync();
    }

    internal sealed class TrivialWork(ReportingDatabase database, Func<ReportingDatabase, ClaimedRun, CancellationToken, Task> custom) : IRunWork
    {
        public ConcurrentDictionary<Guid, long> Began { get; } = new();

        public RunKind Kind => RunKind.Custom;

        public async Task<Problem?> DoAsync(ClaimedRun run, RunProgress progress, CancellationToken ct)
        {
            Began[run.Lease.Id] = Stopwatch.GetTimestamp();
            await custom(database, run, ct);

            await using var connection = await database.App.OpenConnectionAsync(ct);
            return await RunStates.CompleteAsync(connection, run.Lease, ct) ? null : throw new LeaseLostException(run.Lease);
        }
    }

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
            // Nobody hosts it.
        }
    }
}
