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
/// <param name="database">The history of runs.</param>
/// <param name="node">Whether its memory is short.</param>
/// <param name="options">From how many rows on a file is queued.</param>
public sealed class RunEstimates(ReportRunner runner, ReportingDatabase database, RunNode node, IOptions<RunOptions> options)
{
    // Rows that a run has beside what grows with them: to open, to check, to publish.
    private const double FixedRows = 2_000;

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

        long? planned = expected.Value.Rows;
        await using var command = database.App.CreateCommand(
            $"""
            with {QueueOrder.Steps}, finished as (
                select r.rows_expected::float8 as expected,
                       extract(epoch from r.finished_at - r.started_at)::float8 as seconds,
                       (select coalesce(sum(c.value::bigint), 0) from jsonb_each_text(d.row_counts) c)::float8 as rows
                from app.run r
                join app.report_run d on d.run_id = r.id
                where d.report_key = $1 and r.status = 'completed' and r.started_at is not null
                order by r.finished_at desc
                limit 20
            )
            select percentile_cont(0.5) within group (order by f.seconds / (f.rows + $2)),
                   percentile_cont(0.5) within group (order by f.rows),
                   percentile_cont(0.5) within group (order by (f.rows + 1) / (f.expected + 1)) filter (where f.expected is not null),
                   (select count(*) from waiting w
                    where w.lane = 'heavy' and (w.priority, w.before_it) <= (
                        $3, (select count(*) from turn t where t.lane = 'heavy' and t.requester = $4) + coalesce((select h.running from held h where h.requester = $4), 0)))
            from finished f
            """);
        command.Parameters.AddWithValue(prepared.Value.Report.Meta.Key);
        command.Parameters.AddWithValue(FixedRows);
        command.Parameters.AddWithValue(NewRun.UsualPriority);
        command.Parameters.AddWithValue(caller.PersonId ?? 0);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var perRow = reader.IsDBNull(0) ? (double?)null : reader.GetDouble(0);
        var usual = reader.IsDBNull(1) ? 0 : reader.GetDouble(1);

        // The planner is far off where rows are added up to months; it is as far off each time.
        var rows = planned is { } plan && !reader.IsDBNull(2) ? (long)Math.Max(0, Math.Round((reader.GetDouble(2) * (plan + 1)) - 1)) : planned;
        var isHeldBack = node.HoldsBack(planned ?? 0);
        var queued = isHeldBack || (planned ?? 0) > options.Value.InlineMaxRows;
        return new RunEstimate(
            rows,
            perRow is { } pace ? TimeSpan.FromSeconds(pace * ((rows ?? usual) + FixedRows)) : null,
            queued ? reader.GetInt64(3) + 1 : null)
        {
            Tried = !reader.IsDBNull(2),
            ForMemory = isHeldBack,
        };
    }
}
