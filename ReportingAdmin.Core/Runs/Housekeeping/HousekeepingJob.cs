using Quartz;

namespace ReportingAdmin.Core.Runs.Housekeeping;

/// <summary>Removes what has had its time.</summary>
/// <param name="housekeeping">Does it.</param>
internal sealed class HousekeepingJob(RunHousekeeping housekeeping) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await housekeeping.RunAsync(cancellationToken);
}
