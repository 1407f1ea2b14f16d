using Quartz;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs.Housekeeping;

/// <summary>Takes runs away from nodes that are not heard of.</summary>
/// <param name="states">The queue.</param>
internal sealed class RescueJob(RunStates states) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await states.RescueAsync(cancellationToken);
}
