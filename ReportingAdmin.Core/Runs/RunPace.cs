using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Core.Runs;

/// <summary>What a file will take by what earlier ones took.</summary>
/// <param name="Rows">The planner's rows, set right by how far off it was.</param>
/// <param name="Takes">The time at the pace of finished runs; null = none has finished yet.</param>
/// <param name="Tried">Whether the rows are set right; without runs the planner may be far off.</param>
public sealed record PacedRun(long Rows, TimeSpan? Takes, bool Tried);

/// <summary>The pace of the last finished runs of a report.</summary>
/// <param name="database">The history of runs.</param>
public sealed class RunPace(ReportingDatabase database)
{
    // Rows that a run has beside what grows with them: to open, to check, to publish.
    private const double FixedRows = 2_000;

    /// <summary>What a run will take.</summary>
    /// <param name="key">The report.</param>
    /// <param name="expected">What the planner expects of it.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<PacedRun> OfAsync(string key, RowEstimate expected, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            with finished as (
                select r.rows_expected::float8 as expected,
                       extract(epoch from r.finished_at - r.started_at)::float8 as seconds,
                       (select coalesce(sum(c.value::bigint), 0) from jsonb_each_text(d.row_counts) c)::float8 as rows
                from app.run r
                join app.report_run d on d.run_id = r.id
                where d.report_key = $1 and r.status = 'completed' and r.started_at is not null and d.kept_from_run_id is null
                order by r.finished_at desc
                limit 20
            )
            select percentile_cont(0.5) within group (order by f.seconds / (f.rows + $2)),
                   percentile_cont(0.5) within group (order by (f.rows + 1) / (f.expected + 1)) filter (where f.expected is not null)
            from finished f
            """);
        command.Parameters.AddWithValue(key);
        command.Parameters.AddWithValue(FixedRows);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);

        // The planner is far off where rows are added up to months; it is as far off each time.
        var tried = !reader.IsDBNull(1);
        var rows = tried ? (long)Math.Max(0, Math.Round((reader.GetDouble(1) * (expected.Rows + 1)) - 1)) : expected.Rows;
        return new PacedRun(rows, reader.IsDBNull(0) ? null : TimeSpan.FromSeconds(reader.GetDouble(0) * (rows + FixedRows)), tried);
    }
}
