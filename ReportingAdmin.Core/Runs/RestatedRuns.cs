using Npgsql;

namespace ReportingAdmin.Core.Runs;

/// <summary>
/// Marks report runs whose figures a load of closed months has changed: those that had read an older version of the data. A load
/// marks what is published when it commits, and what is published later marks itself. Both take the row of the data's version
/// first, so one always sees the other, whichever is first and whenever the run's snapshot was taken.
/// </summary>
internal static class RestatedRuns
{
    // Runs of the area whose parameters name a day on or after the first one changed, or name none. A run's version is that of
    // the moment at which its try began, so its snapshot is of this version or of a later one.
    private const string Mark =
        """
        update app.run r
        set restated_at = clock_timestamp()
        from app.report_run d, app.data_sync_run s
        where d.run_id = r.id and r.kind = 'report' and r.status = 'completed' and r.restated_at is null
          and s.restated_area is not null and s.restated_version > coalesce((r.data_version ->> s.restated_area)::bigint, -1)
          and starts_with(d.report_key, s.restated_area || '/')
          and coalesce(
              (select max(m.found[1]) from regexp_matches(d.parameters_resolved::text, '(\d{4}-\d{2}-\d{2})', 'g') as m (found)) >= to_char(s.restated_from_on, 'YYYY-MM-DD'),
              true)
        """;

    /// <summary>Begins the publication of a run: waits for a load that is about to commit, and lets none in before it is over.</summary>
    /// <param name="connection">In the transaction that publishes, as its first statement.</param>
    /// <param name="run">The run.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task TakeTurnAsync(NpgsqlConnection connection, Guid run, CancellationToken ct)
    {
        // A node that falls silent here does not hold up the loads.
        await using var command = new NpgsqlCommand(
            """
            select set_config('idle_in_transaction_session_timeout', '5s', true), v.version
            from app.data_version v
            join app.report_run d on v.schema_name = split_part(d.report_key, '/', 1)
            where d.run_id = $1
            for share of v
            """,
            connection);
        command.Parameters.AddWithValue(run);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Marks a run that is being published where a load has changed what it had read. A further format had read what the run of its rows had.</summary>
    /// <param name="connection">In the transaction that publishes, when its parameters are recorded.</param>
    /// <param name="run">The run.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task MarkPublishedAsync(NpgsqlConnection connection, Guid run, CancellationToken ct)
    {
        await ExecuteAsync(
            connection,
            "update app.run r set data_version = k.data_version from app.report_run d, app.run k where r.id = $1 and d.run_id = r.id and k.id = d.kept_from_run_id",
            run,
            ct);
        await ExecuteAsync(connection, $"{Mark} and r.id = $1", run, ct);
    }

    /// <summary>Marks the published runs that had read what a load has changed.</summary>
    /// <param name="connection">In the load's transaction, when the version of the data is raised and the load's row says what it changed.</param>
    /// <param name="load">The load.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>How many.</returns>
    public static Task<long> MarkReadersAsync(NpgsqlConnection connection, Guid load, CancellationToken ct) =>
        ExecuteAsync(connection, $"{Mark} and s.run_id = $1", load, ct);

    private static async Task<long> ExecuteAsync(NpgsqlConnection connection, string sql, Guid id, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(id);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
