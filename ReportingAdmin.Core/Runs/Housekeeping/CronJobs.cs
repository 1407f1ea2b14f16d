using Microsoft.Extensions.Options;
using Quartz;

namespace ReportingAdmin.Core.Runs.Housekeeping;

/// <summary>What the clustered scheduler runs: one node at a time, and another takes over when it is gone.</summary>
/// <param name="options">How soon an orphan is found.</param>
public sealed class CronJobs(IOptions<RunOptions> options)
{
    /// <summary>The scheduler that all nodes share through the database.</summary>
    public const string SchedulerName = "cron";

    private static readonly TimeSpan s_housekeeping = TimeSpan.FromMinutes(10);

    /// <summary>How often orphans are looked for: often enough that one waits 45 s at most with the default lease. Whole milliseconds, as they are stored.</summary>
    public TimeSpan RescueEvery { get; } = TimeSpan.FromMilliseconds(Math.Clamp((long)options.Value.Lease.TotalMilliseconds / 6, 500, 5000));

    /// <summary>Brings the stored schedule in line with this version: what is new is added, what changed is changed, nothing is made anew.</summary>
    /// <param name="scheduler">The scheduler, not started yet.</param>
    /// <param name="ct">Stops it.</param>
    public async Task ReconcileAsync(IScheduler scheduler, CancellationToken ct)
    {
        await KeepAsync<RescueJob>(scheduler, "rescue", RescueEvery, ct);
        await KeepAsync<HousekeepingJob>(scheduler, "housekeeping", s_housekeeping, ct);
    }

    private static async Task KeepAsync<TJob>(IScheduler scheduler, string name, TimeSpan every, CancellationToken ct)
        where TJob : class, IJob
    {
        var stored = await scheduler.GetTrigger(new TriggerKey(name), ct);
        if (stored is ISimpleTrigger simple && simple.RepeatInterval == every)
        {
            return;
        }

        var job = JobBuilder.Create<TJob>().WithIdentity(name).StoreDurably().DisallowConcurrentExecution(true).Build();
        var trigger = TriggerBuilder.Create().WithIdentity(name).ForJob(job).StartNow()
            .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(every).RepeatForever())
            .Build();
        if (stored is not null)
        {
            await scheduler.RescheduleJob(trigger.Key, trigger, ct);
            return;
        }

        try
        {
            await scheduler.ScheduleJob(job, trigger, cancellationToken: ct);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another node, starting at the same moment, was first.
        }
    }
}
