using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Administration.Health;

/// <summary>The part that reads loads, freshness and storage.</summary>
public sealed partial class SystemState
{
    private const int LoadsShown = 10;

    private static readonly string[] s_areas = ["escrow", "lending", "analytics"];

    /// <summary>How fresh the data are, and the latest loads.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<SyncReading>> SyncsAsync(Caller caller, CancellationToken ct)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        var changed = await facts.AreasAsync(ct);
        DateTimeOffset now;
        var loads = new List<LoadReading>();
        await using (var command = database.App.CreateCommand(
            """
            select r.id, r.number, array_to_string(s.target_tables, ', '), s.file_name, r.status, coalesce(r.finished_at, r.requested_at),
                   s.rows_read, s.rows_inserted + s.rows_updated + s.rows_deleted, s.rows_rejected, s.dry_run
            from app.data_sync_run s
            join app.run r on r.id = s.run_id
            order by r.requested_at desc
            limit $1
            """))
        {
            command.Parameters.AddWithValue(LoadsShown);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                loads.Add(new LoadReading(
                    reader.GetGuid(0), reader.GetInt64(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetString(4),
                    reader.GetFieldValue<DateTimeOffset>(5), reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8), reader.GetBoolean(9)));
            }
        }

        await using (var clock = database.App.CreateCommand("select clock_timestamp()"))
        {
            await using var reader = await clock.ExecuteReaderAsync(ct);
            await reader.ReadAsync(ct);
            now = reader.GetFieldValue<DateTimeOffset>(0);
        }

        return new SyncReading(
            [
                .. s_areas.Select(area =>
                {
                    var days = freshness.Value.DaysOf(area);
                    DateTimeOffset? at = changed.TryGetValue(area, out var raised) ? raised : null;
                    return new FreshnessReading(area, at, days, days > 0 && (at is null || now - at > TimeSpan.FromDays(days)));
                }),
            ],
            loads);
    }

    /// <summary>What takes room, and how far back what is kept goes.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<StorageReading>> StorageAsync(Caller caller, CancellationToken ct)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        var tables = new List<TableSize>();
        await using (var command = database.App.CreateCommand(
            """
            select coalesce(parent.oid, c.oid)::regclass::text, sum(pg_total_relation_size(c.oid))::bigint
            from pg_catalog.pg_class c
            left join pg_catalog.pg_inherits i on i.inhrelid = c.oid
            left join pg_catalog.pg_class parent on parent.oid = i.inhparent
            where c.relkind = 'r' and c.relnamespace in ('app'::regnamespace, 'escrow'::regnamespace, 'lending'::regnamespace, 'analytics'::regnamespace)
            group by 1
            order by 2 desc, 1
            limit 5
            """))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                tables.Add(new TableSize(reader.GetString(0), reader.GetInt64(1)));
            }
        }

        await using var sizes = database.App.CreateCommand(
            """
            select pg_database_size(current_database()), (select min(r.requested_at) from app.run r), (select min(e.occurred_at) from app.audit_event e),
                   (select count(*) from app.report_run d join app.run r on r.id = d.run_id
                    where d.stored_name is not null and d.file_expires_at <= clock_timestamp() and r.held_at is null)
            """);
        await using var found = await sizes.ExecuteReaderAsync(ct);
        await found.ReadAsync(ct);
        var (count, bytes, oldest, free) = files.Measure();
        return new StorageReading(count, bytes, free, found.GetInt64(0), tables, oldest, Instant(found, 1), Instant(found, 2), found.GetInt64(3));
    }
}
