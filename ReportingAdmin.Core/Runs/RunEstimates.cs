using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Runs.Workers;

namespace ReportingAdmin.Core.Runs;

/// <summary>What a file will probably take.</summary>
/// <param name="Rows">Rows that the planner expects, set right by how far off it was with the last runs of the report; null = not known.</param>
/// <param name="Takes">How long, at the pace of the last runs of the report; null = none has finished yet.</param>
/// <param name="Place">About where it would stand in the queue, from 1; null = it is made at once.</param>
public sealed record RunEstimate(long? Rows, TimeSpan? Takes, long? Place)
{
    /// <summary>True when it would also wait because memory is short.</summary>
    public bool ForMemory { get; init; }

    /// <summary>True when the rows are set right by earlier runs; without any the planner may be far off.</summary>
    public bool Tried { get; init; }
}

/// <summary>Says beforehand what a file will take: the planner's rows, the pace of finished runs, the queue as it stands.</summary>
/// <param name="runner">The door to figures.</param>
/// <param name="database">The queue.</param>
/// <param name="paces">The pace of finished runs.</param>
/// <param name="node">Whether its memory is short.</param>
/// <param name="options">From how many rows, and how much time, on a file is queued.</param>
public sealed class RunEstimates(ReportRunner runner, ReportingDatabase database, RunPace paces, RunNode node, IOptions<RunOptions> options)
{
    /// <summary>Estimates; executes nothing but the lookups of the parameters.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<RunEstimate>> OfAsync(Caller caller, ReportRequest request, CancellationToken ct)
    {
        var prepared = await runner.PrepareAsync(caller, request, ct);
        if (!prepared.Ok)
        {
            return Outcome<RunEstimate>.From(prepared.Problems);
        }

        var expected = await runner.EstimateAsync(prepared.Value, ct);
        if (!expected.Ok)
        {
            return Outcome<RunEstimate>.From(expected.Problems);
        }

        var pace = await paces.OfAsync(prepared.Value.Report.Meta.Key, expected.Value, ct);
        var isHeldBack = node.HoldsBack(expected.Value.Rows);
        var isQueued = isHeldBack || expected.Value.Rows > options.Value.InlineMaxRows || (pace.Takes ?? expected.Value.Reading) > options.Value.InlineMaxTime;
        return new RunEstimate(pace.Rows, pace.Takes, isQueued ? await PlaceAsync(caller, ct) : null) { Tried = pace.Tried, ForMemory = isHeldBack };
    }

    private async Task<long> PlaceAsync(Caller caller, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            $"""
            with {QueueOrder.Steps}
            select count(*) + 1 from waiting w
            where w.lane = 'heavy' and (w.priority, w.before_it) <= (
                $1, (select count(*) from turn t where t.lane = 'heavy' and t.requester = $2) + coalesce((select h.running from held h where h.requester = $2), 0))
            """);
        command.Parameters.AddWithValue(NewRun.UsualPriority);
        command.Parameters.AddWithValue(caller.PersonId ?? 0);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
