using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Runs.History;

/// <summary>Which runs a list shows.</summary>
/// <param name="All">Everybody's, for those who may see them; otherwise the caller's own.</param>
public sealed record RunFilter(bool All)
{
    /// <summary>Only of this status.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Only of this report.</summary>
    public string? ReportKey { get; init; }
}

/// <summary>Reads runs for those who asked for them, and for those who may see everybody's. The rule stands in each query.</summary>
/// <param name="database">The application's connections.</param>
/// <param name="options">Workers, for how long a wait may take.</param>
/// <param name="store">Finds what was finished a moment ago.</param>
/// <param name="catalog">The reports: to know of a run is not yet to see its figures.</param>
public sealed partial class RunHistory(
    ReportingDatabase database, Microsoft.Extensions.Options.IOptions<RunOptions> options, RunStore store, Reports.Engine.ReportCatalog catalog)
{
    /// <summary>The most runs of one page.</summary>
    public const int MaxTake = 200;

    private const string Columns =
        """
        r.id, r.number, r.kind, r.status, coalesce(d.name, s.file_name, r.kind), d.report_key, d.format, p.name,
        r.requested_at, r.started_at, r.finished_at, r.phase, r.rows_done, r.rows_expected, r.attempt, r.not_before,
        r.error_code, r.error_message, d.tie_out_state, d.file_size,
        d.stored_name is not null and (r.held_at is not null or d.file_expires_at > clock_timestamp()),
        m.run_id is not null or r.requested_by = $1,
        m.run_id is not null and m.left_at is null and m.seen_at is null and r.finished_at is not null,
        r.cancel_requested_at is not null, r.restated_at, d.file_name, r.held_at, r.hold_reason, r.removed_at,
        r.status = 'completed' and r.removed_at is null and (r.held_at is not null or d.file_expires_at > clock_timestamp())
            and exists (select from app.report_run k where k.run_id = coalesce(d.kept_from_run_id, d.run_id) and k.kept_rows_name is not null),
        d.parameters_resolved, r.row_scope, r.masked, d.needs
        """;

    private const string Tables =
        """
        from app.run r
        left join app.report_run d on d.run_id = r.id
        left join app.data_sync_run s on s.run_id = r.id
        left join app.person p on p.id = r.requested_by
        left join app.run_subscription m on m.run_id = r.id and m.person_id = $1
        where ($2 or ((m.run_id is not null or r.requested_by = $1) and m.removed_at is null and r.removed_at is null))
        """;

    /// <summary>A page of runs, the newest first.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="filter">Which.</param>
    /// <param name="skip">Runs before the page.</param>
    /// <param name="take">Runs of the page, at most <see cref="MaxTake"/>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<RunListing> ListAsync(Caller caller, RunFilter filter, long skip, int take, CancellationToken ct)
    {
        await using var command = Command(
            $"""
            select {Columns}, count(*) over ()
            {Tables}
              and ($3::text is null or r.status = $3) and ($4::text is null or d.report_key = $4)
            order by r.requested_at desc, r.number desc
            limit $5 offset $6
            """,
            caller,
            filter.All);
        command.Parameters.Add(Maybe(filter.Status is { } status ? SnakeCaseWords<RunStatus>.Write(status) : null));
        command.Parameters.Add(Maybe(filter.ReportKey));
        command.Parameters.AddWithValue(Math.Clamp(take, 1, MaxTake));
        command.Parameters.AddWithValue(Math.Max(0, skip));
        var (runs, total) = (new List<RunLine>(), 0L);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            runs.Add(Read(reader, caller));
            total = reader.GetInt64(34);
        }

        await reader.CloseAsync();
        return new RunListing(await PlacedAsync(runs, ct), total);
    }

    /// <summary>How many of the caller's runs ended since he looked.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<long> UnreadAsync(Caller caller, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select count(*) from app.run_subscription s
            join app.run r on r.id = s.run_id
            where s.person_id = $1 and s.left_at is null and s.seen_at is null and r.finished_at is not null
            """);
        command.Parameters.AddWithValue(caller.PersonId ?? 0);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The caller has looked at runs that ended.</summary>
    /// <param name="caller">Who looked.</param>
    /// <param name="run">At this one; null = at all of his.</param>
    /// <param name="ct">Stops it.</param>
    public async Task SeenAsync(Caller caller, Guid? run, CancellationToken ct)
    {
        if (caller.ReadsOnly is not null)
        {
            return; // looking at somebody's list does not mark it as seen
        }

        await using var command = database.App.CreateCommand(
            """
            update app.run_subscription s set seen_at = clock_timestamp()
            from app.run r
            where r.id = s.run_id and s.person_id = $1 and s.seen_at is null and r.finished_at is not null and ($2::uuid is null or r.id = $2)
            """);
        command.Parameters.AddWithValue(caller.PersonId ?? 0);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)run ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlCommand Command(string sql, Caller caller, bool all)
    {
        var command = database.App.CreateCommand(sql);
        command.Parameters.AddWithValue(caller.PersonId ?? 0);
        command.Parameters.AddWithValue(all && caller.May(Permissions.RunsReadAll));
        return command;
    }

    private static NpgsqlParameter Maybe(string? text) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)text ?? DBNull.Value };

    private static string? Text(NpgsqlDataReader reader, int i) => reader.IsDBNull(i) ? null : reader.GetString(i);

    private static long? Count(NpgsqlDataReader reader, int i) => reader.IsDBNull(i) ? null : reader.GetInt64(i);

    private static DateTimeOffset? Instant(NpgsqlDataReader reader, int i) => reader.IsDBNull(i) ? null : reader.GetFieldValue<DateTimeOffset>(i);
}
