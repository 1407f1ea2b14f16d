using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Runs.Comparing;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Runs.Housekeeping;
using ReportingAdmin.Core.Runs.Kept;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Runs.Workers;

namespace ReportingAdmin.Core.Runs;

/// <summary>Registers runs: what every program needs to ask for them, and what a program needs to work on them.</summary>
public static class RunServices
{
    private const string SchedulerStore = "quartz";

    /// <summary>Runs can be asked for, and made while the one who asks waits.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddRuns(this IServiceCollection services) => services
        .AddSingleton(provider => new RunFiles(ProjectFolder.Resolve(provider.GetRequiredService<IOptions<FilesOptions>>().Value.Directory)))
        .AddSingleton<RunSignal>()
        .AddSingleton<RunEvents>()
        .AddSingleton<RunStates>()
        .AddSingleton<RunStore>()
        .AddSingleton<RunIdentity>()
        .AddSingleton<NodeName>()
        .AddSingleton(provider => new MemoryPressure(
            ProcessMemory.Percent,
            provider.GetRequiredService<IOptions<RunOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MemoryPressure>>()))
        .AddSingleton<RunNode>()
        .AddSingleton<RunExecutor>()
        .AddSingleton<ReportMaking>()
        .AddSingleton<KeptMaking>()
        .AddSingleton<KeptReports>()
        .AddSingleton<ReportRuns>()
        .AddSingleton<ReportRequests>()
        .AddSingleton<RunHousekeeping>()
        .AddSingleton<RunHistory>()
        .AddSingleton<RunComparisons>()
        .AddSingleton<RunKeeping>()
        .AddSingleton<RunCommands>()
        .AddSingleton<RunPace>()
        .AddSingleton<RunEstimates>()
        .AddSingleton<ReportPreviews>();

    /// <summary>This program works on queued runs and keeps house, from the start of its host to its stop.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddRunWorkers(this IServiceCollection services)
    {
        services.AddSingleton<IRunWork, ReportWork>().AddSingleton<RunWorkers>().AddSingleton<RunListener>().AddSingleton<CronJobs>();
        services.AddKeyedSingleton<DbDataSource>(SchedulerStore, (provider, _) => new StoreDataSource(provider.GetRequiredService<DatabaseHost>()));
        services.AddQuartz(RunWorkers.SchedulerName, quartz =>
        {
            quartz.UseInMemoryStore();
            quartz.UseExecutionLimits((provider, limits) => limits.ForGroup("heavy", provider.GetRequiredService<IOptions<RunOptions>>().Value.MostHeavy));
        });
        services.AddOptions<ThreadPoolOptions>(RunWorkers.SchedulerName)
            .Configure<IOptions<RunOptions>>((pool, runs) => pool.MaxConcurrency = Math.Max(1, runs.Value.Workers));
        services.AddQuartz(CronJobs.SchedulerName, quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.IdleWaitTime = TimeSpan.FromSeconds(5));
            quartz.UseDefaultThreadPool(2);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceServiceKey = SchedulerStore);
                store.ConfigureStore(options =>
                {
                    options.TablePrefix = "quartz.qrtz_";
                    options.UseBackgroundThreads = true; // while the database is away they do not end, and would keep the process
                });
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(3);
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(4);
                });
            });
        });
        services.AddOptions<QuartzSchedulerOptions>(CronJobs.SchedulerName)
            .Configure<NodeName>((scheduler, name) => scheduler.InstanceId = name.Text); // read before the database is open
        return services.AddHostedService<RunService>();
    }
}
