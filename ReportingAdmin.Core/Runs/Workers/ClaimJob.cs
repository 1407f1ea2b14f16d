using Quartz;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Runs.Workers;

/// <summary>A worker of a lane: takes runs until none waits. There is no run in its job data; the queue says which.</summary>
/// <param name="workers">What it works through.</param>
internal sealed class ClaimJob(RunWorkers workers) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await workers.WorkAsync(SnakeCaseWords<RunLane>.Read(context.JobDetail.Key.Name), cancellationToken);
}
