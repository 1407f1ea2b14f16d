using Quartz;
using ReportingAdmin.Core.Audit;

namespace ReportingAdmin.Core.Runs.Housekeeping;

/// <summary>Removes what has had its time, and seals the audit trail.</summary>
/// <param name="housekeeping">Removes.</param>
/// <param name="seals">Seals.</param>
internal sealed class HousekeepingJob(RunHousekeeping housekeeping, AuditSeals seals) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await housekeeping.RunAsync(cancellationToken);
        await seals.SealAsync(cancellationToken);
    }
}
