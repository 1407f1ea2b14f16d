using System.Collections.Frozen;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs.Kept;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs.Workers;

/// <summary>Makes the file of a report that was asked for earlier, with the rights that its requester has now.</summary>
/// <param name="catalog">The reports.</param>
/// <param name="store">What was asked for.</param>
/// <param name="callers">Rights, as they are now.</param>
/// <param name="runner">The door to figures.</param>
/// <param name="making">Makes the file.</param>
/// <param name="kept">Makes a further format of an earlier run.</param>
internal sealed class ReportWork(ReportCatalog catalog, RunStore store, CallerLoader callers, ReportRunner runner, ReportMaking making, KeptMaking kept) : IRunWork
{
    /// <inheritdoc />
    public RunKind Kind => RunKind.Report;

    /// <inheritdoc />
    public async Task<Problem?> DoAsync(ClaimedRun run, RunProgress progress, CancellationToken ct)
    {
        var recorded = await store.FindRequestAsync(run.Lease.Id, ct)
            ?? throw new InvalidOperationException($"Report run {run.Lease.Id:N} does not say what to make.");
        var caller = await CallerAsync(recorded, ct);
        if (!caller.Ok)
        {
            return caller.FirstProblem;
        }

        var prepared = await runner.PrepareAgainAsync(caller.Value, recorded.Request.Report, recorded.Given, ct);
        if (!prepared.Ok)
        {
            return prepared.FirstProblem;
        }

        var made = recorded.KeptFrom is null
            ? await making.MakeAsync(run.Lease, prepared.Value, recorded.Request, recorded.RowsExpected, progress, ct)
            : await kept.MakeAsync(run.Lease, prepared.Value, recorded, progress, ct);
        return made.Ok ? null : made.FirstProblem;
    }

    // Never more than was asked for, never more than is allowed now.
    private async Task<Outcome<Caller>> CallerAsync(RecordedRequest recorded, CancellationToken ct)
    {
        var caller = CallerLoader.Operator("queue");
        if (recorded.RequestedBy is { } person)
        {
            var loaded = await callers.LoadAsync(person, ct);
            if (!loaded.Ok)
            {
                return Outcome<Caller>.From(loaded.Problems);
            }

            caller = loaded.Value.Caller;
        }

        if (!caller.Scope.Covers(recorded.Scope))
        {
            return new Problem(ProblemKind.Forbidden, "The rows you may see have changed since you asked. Run the report again.", null, "forbidden");
        }

        if (!recorded.Masked && !caller.May(Permissions.PiiRead))
        {
            return new Problem(ProblemKind.Forbidden, "You may not read personal data any more. Run the report again for a masked file.", null, "forbidden");
        }

        var permissions = caller.Permissions.Where(permission => !Later(permission, recorded)).ToFrozenSet(StringComparer.Ordinal);
        return caller with { Scope = recorded.Scope, Permissions = permissions };
    }

    // A right to personal data or to single columns that came only after the run was asked for.
    private bool Later(string permission, RecordedRequest recorded) =>
        (recorded.Masked && permission == Permissions.PiiRead)
        || (recorded.Needs is { } needs && !needs.Contains(permission)
            && catalog.Find(recorded.Request.Report.Key) is { } report && RunRights.OfColumns(report).Contains(permission));
}
