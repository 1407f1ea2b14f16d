using Microsoft.Extensions.Options;
using Npgsql;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Runs.Housekeeping;

/// <summary>What a round of housekeeping removed.</summary>
/// <param name="Expired">Runs whose file had its time.</param>
/// <param name="Strays">Files that no run names.</param>
/// <param name="Records">Records that had their time.</param>
public sealed record Kept(int Expired, int Strays, int Records);

/// <summary>Removes files that had their time, files that no run names, and records that had theirs. Every removal of a run's own is audited.</summary>
/// <param name="database">The application's connections.</param>
/// <param name="files">The files' folder.</param>
/// <param name="options">How long records stay.</param>
public sealed class RunHousekeeping(ReportingDatabase database, RunFiles files, IOptions<RunOptions> options)
{
    /// <summary>How old a file is before it can be a stray: a run may be about to name it.</summary>
    private static readonly TimeSpan s_strayAfter = TimeSpan.FromHours(1);

    /// <summary>How long what was given for loading stays, and what was refused of it; README says so too.</summary>
    private static readonly TimeSpan s_uploadsStay = TimeSpan.FromDays(90);

    /// <summary>One round; any node may do it at any time.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task<Kept> RunAsync(CancellationToken ct)
    {
        var expired = await ExpireAsync(ct);
        var records = await ForgetAsync(ct);
        return new Kept(expired, await SweepAsync(ct), records);
    }

    // The database first: a file without a name is a stray, a name without a file would be a lie.
    private async Task<int> ExpireAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            with gone as (
                select d.run_id, d.stored_name, d.kept_rows_name from app.report_run d
                join app.run r on r.id = d.run_id
                where d.stored_name is not null and d.file_expires_at <= clock_timestamp() and r.held_at is null
                  and not exists (select from app.report_run f join app.run h on h.id = f.run_id where f.kept_from_run_id = d.run_id and h.held_at is not null)
                for update of d skip locked
            ), emptied as (
                update app.report_run d set stored_name = null, kept_rows_name = null from gone g where d.run_id = g.run_id
            ), audited as (
                insert into app.audit_event (actor, action, outcome, target_kind, target_key, run_id)
                select 'system', 'run.file_expired', 'done', 'run', g.run_id::text, g.run_id from gone g
            )
            select g.stored_name, g.kept_rows_name from gone g
            """);
        var names = new List<string>();
        var runs = 0;
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                runs++;
                names.Add(reader.GetString(0));
                if (!reader.IsDBNull(1))
                {
                    names.Add(reader.GetString(1));
                }
            }
        }

        names.ForEach(files.Delete);
        return runs + await ForgetDraftsAsync(ct) + await ExpireUploadsAsync(ct);
    }

    // Files that were given and not loaded, and not touched for as long as uploads stay. Their runs still name the file.
    private async Task<int> ForgetDraftsAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            with gone as (
                delete from app.import_draft d
                where d.changed_at < clock_timestamp() - $1
                  and not exists (select from app.data_sync_run s join app.run r on r.id = s.run_id where s.draft_id = d.id and r.status in ('pending', 'generating'))
                returning d.stored_name, d.file_sha256
            )
            insert into app.audit_event (actor, action, outcome, target_kind, target_key)
            select 'system', 'import.draft_expired', 'done', 'file', g.file_sha256 from gone g
            """);
        command.Parameters.AddWithValue(s_uploadsStay);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<int> ExpireUploadsAsync(CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var runs = new List<Guid>();
        await using (var command = new NpgsqlCommand(
            """
            with gone as (
                select d.run_id from app.data_sync_run d
                join app.run r on r.id = d.run_id
                where (d.upload_name is not null or d.reject_name is not null) and r.finished_at < clock_timestamp() - $1 and r.held_at is null
                for update of d, r skip locked
            ), audited as (
                insert into app.audit_event (actor, action, outcome, target_kind, target_key, run_id)
                select 'system', 'run.upload_expired', 'done', 'run', g.run_id::text, g.run_id from gone g
            )
            select g.run_id from gone g
            """,
            connection))
        {
            command.Parameters.AddWithValue(s_uploadsStay);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                runs.Add(reader.GetGuid(0));
            }
        }

        var names = await LoadFiles.GiveUpAsync(connection, [.. runs], ct);
        await transaction.CommitAsync(ct);
        names.ForEach(files.Delete);
        return runs.Count;
    }

    // Loads stay: the rows they brought name them.
    private async Task<int> ForgetAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            with old as (
                select r.id, r.number from app.run r
                where r.kind in ('report', 'goal_update', 'custom') and r.finished_at < clock_timestamp() - $1 and r.held_at is null
                  and not exists (select from app.report_run d where d.run_id = r.id and d.stored_name is not null)
                  and not exists (select from app.run child where child.parent_run_id = r.id)
            ), forgotten as (
                delete from app.run r using old o where r.id = o.id
            )
            insert into app.audit_event (actor, action, outcome, target_kind, target_key, details)
            select 'system', 'run.record_removed', 'done', 'run', o.id::text, jsonb_build_object('number', o.number::text) from old o
            """);
        command.Parameters.AddWithValue(options.Value.KeepRecords);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<int> SweepAsync(CancellationToken ct)
    {
        var old = files.OlderThan(s_strayAfter);
        var left = files.SweepSpool(s_strayAfter);
        if (old.Count == 0)
        {
            return left;
        }

        await using var command = database.App.CreateCommand(
            """
            select n.name from unnest($1) as n (name)
            where not exists (select from app.report_run d where d.stored_name = n.name or d.kept_rows_name = n.name)
              and not exists (select from app.data_sync_run s where s.upload_name = n.name or s.reject_name = n.name)
              and not exists (select from app.import_draft f where f.stored_name = n.name)
            """);
        command.Parameters.AddWithValue(old.ToArray());
        var strays = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                strays.Add(reader.GetString(0));
            }
        }

        strays.ForEach(files.Delete);
        return strays.Count + left;
    }
}
