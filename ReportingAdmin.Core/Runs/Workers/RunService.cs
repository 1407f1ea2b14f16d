using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using ReportingAdmin.Core.Runs.Housekeeping;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs.Workers;

/// <summary>
/// Starts and stops the background work of a node, in order: hear, then work, then keep house; and at the end claim nothing
/// more, let runs end or hand them back, and only then let go of the schedulers.
/// </summary>
/// <param name="listener">Hears other nodes.</param>
/// <param name="workers">Work.</param>
/// <param name="node">This process.</param>
/// <param name="signal">Wakes within this process.</param>
/// <param name="schedulers">The clustered scheduler.</param>
/// <param name="cron">What it runs.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Tells of start and stop.</param>
internal sealed partial class RunService(
    RunListener listener,
    RunWorkers workers,
    RunNode node,
    RunSignal signal,
    [FromKeyedServices(CronJobs.SchedulerName)] ISchedulerFactory schedulers,
    CronJobs cron,
    TimeProvider time,
    ILogger<RunService> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan s_lastWord = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private Task _listening = Task.CompletedTask;
    private IScheduler? _cron;
    private Task? _stopped;

    /// <inheritdoc />
    public void Dispose() => _stopping.Cancel(); // and no more: a host may ask to stop once more after it

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        signal.Woken += workers.Wake;
        await workers.StartAsync(cancellationToken);
        _listening = listener.ListenAsync(_stopping.Token);
        _cron = await schedulers.GetScheduler(cancellationToken);
        await cron.ReconcileAsync(_cron, cancellationToken);
        await _cron.Start(cancellationToken);
        LogStarted(logger, node.Name);
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken)
    {
        node.Drain();
        lock (_stopping)
        {
            // A host may ask twice; both times the answer comes when everything has stopped.
            return _stopped ??= StopOnceAsync(cancellationToken);
        }
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        signal.Woken -= workers.Wake;
        if (_cron is not null)
        {
            await _cron.Standby(CancellationToken.None);
        }

        LogStopping(logger, node.Name, node.ActiveCount);
        await node.StopAsync(cancellationToken);
        await workers.StopAsync(CancellationToken.None);
        if (_cron is not null)
        {
            await ShutDownAsync(_cron);
        }

        await _stopping.CancelAsync();
        await _listening;
    }

    // Its store tries to write until the database takes it, and it waits for its store. A node that is to stop cannot: what was
    // not written the other nodes find out by the missing check-in.
    private async Task ShutDownAsync(IScheduler scheduler)
    {
        try
        {
            await Task.Run(() => scheduler.Shutdown(true, CancellationToken.None).AsTask()).WaitAsync(s_lastWord, time);
        }
        catch (TimeoutException)
        {
            LogLeft(logger, node.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} leaves without telling the other nodes: the database does not take it")]
    private static partial void LogLeft(ILogger logger, string node);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} takes runs")]
    private static partial void LogStarted(ILogger logger, string node);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} takes no more runs; {Count} in work")]
    private static partial void LogStopping(ILogger logger, string node, int count);
}
