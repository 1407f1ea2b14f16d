using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Reading;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>The rows of <c>app.run</c>, <c>app.data_sync_run</c> and the audit trail that tell of a load.</summary>
internal static class RunRecord
{
    private const string InsertRun =
        """
        insert into app.run (id, kind, status, lane, requested_by, attempt, row_scope, masked, data_version, rows_done,
            error_code, error_message, started_at, finished_at, timings)
        select $1, 'import', $2, 'heavy', $3, 1, $4, true, (select jsonb_object_agg(v.schema_name, v.version) from app.data_version v), $5,
            $6, $7, clock_timestamp() - $8, clock_timestamp(), jsonb_build_object('total', $9::bigint)
        returning number
        """;

    private const string InsertDetail =
        """
        insert into app.data_sync_run as d (run_id, target_tables, file_name, file_size, file_sha256, mapping_name, mapping,
            dry_run, skip_bad_rows, closed_period_changed, rows_read, rows_inserted, rows_updated, rows_unchanged, rows_deleted,
            rows_duplicate, rows_outdated, rows_rejected, counts, reject_name, first_run_id, totals)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
            (select r.id from app.run r where r.number = $21), $22)
        on conflict (run_id) do update
        set target_tables = excluded.target_tables, file_size = coalesce(excluded.file_size, d.file_size),
            file_sha256 = coalesce(excluded.file_sha256, d.file_sha256), -- of a file that could not be looked at, as it was given
            mapping_name = excluded.mapping_name, mapping = excluded.mapping, closed_period_changed = excluded.closed_period_changed,
            rows_read = excluded.rows_read, rows_inserted = excluded.rows_inserted, rows_updated = excluded.rows_updated,
            rows_unchanged = excluded.rows_unchanged, rows_deleted = excluded.rows_deleted, rows_duplicate = excluded.rows_duplicate,
            rows_outdated = excluded.rows_outdated, rows_rejected = excluded.rows_rejected, counts = excluded.counts,
            reject_name = excluded.reject_name, first_run_id = excluded.first_run_id, totals = excluded.totals
        """;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>The first load of the same file into the same tables that stayed; null when there is none.</summary>
    /// <param name="connection">The session.</param>
    /// <param name="load">The load.</param>
    /// <param name="plan">The tables.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<FirstLoad?> FindFirstAsync(NpgsqlConnection connection, LoadRequest load, FilePlan plan, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select r.number, r.finished_at
            from app.data_sync_run d
            join app.run r on r.id = d.run_id
            where d.file_sha256 = $1 and d.target_tables = $2 and not d.dry_run and r.status = 'completed'
            order by r.number limit 1
            """, connection);
        command.Parameters.AddWithValue(load.File.Sha256);
        command.Parameters.AddWithValue(Targets(plan));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new FirstLoad(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)) : null;
    }

    /// <summary>Records a load that read the file to its end.</summary>
    /// <param name="connection">The session, in a transaction.</param>
    /// <param name="load">The load.</param>
    /// <param name="plan">The tables.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="error">A stable word, when bad rows refused it; null when it was done.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The run's number.</returns>
    public static async Task<long> WriteAsync(
        NpgsqlConnection connection, LoadRequest load, FilePlan plan, ImportResult result, string? error, TimeSpan took, CancellationToken ct)
    {
        var message = error is null ? null : string.Create(CultureInfo.InvariantCulture, $"{result.RowsRejected:N0} of {result.RowsRead:N0} rows are bad; nothing is loaded.");
        var number = load.Request.Lease is { } lease
            ? await EndRunAsync(connection, lease, load.Request.Progress, error, message, ct)
            : await InsertRunAsync(connection, result.RunId, load.Caller, result.RowsRead, error, message, took, ct);
        await using (var command = new NpgsqlCommand(InsertDetail, connection))
        {
            command.Parameters.AddWithValue(result.RunId);
            command.Parameters.AddWithValue(Targets(plan));
            AddFile(command, load.Request, load.File, load.Mapping);
            command.Parameters.AddWithValue(result.ClosedPeriodChanged);
            command.Parameters.AddWithValue(result.RowsRead);
            foreach (var count in (Func<TableCounts, long>[])[c => c.Inserted, c => c.Updated, c => c.Unchanged, c => c.Deleted, c => c.Duplicates, c => c.Outdated])
            {
                command.Parameters.AddWithValue(result.Tables.Sum(table => count(table.Counts)));
            }

            command.Parameters.AddWithValue(result.RowsRejected);
            command.Parameters.Add(Json(result.Tables.ToDictionary(table => table.Table, table => table.Counts)));
            command.Parameters.Add(Text(result.RowsRejected > 0 ? load.Request.RejectsName : null));
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)result.FirstLoad?.RunNumber ?? DBNull.Value });
            command.Parameters.Add(result.Totals.Count > 0 ? Json(result.Totals) : new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = DBNull.Value });
            await command.ExecuteNonQueryAsync(ct);
        }

        await AuditAsync(connection, load.Caller, string.Join(",", Targets(plan)), result.RunId, error is null ? AuditOutcome.Done : AuditOutcome.Failed, new Dictionary<string, string>
        {
            ["sha256"] = load.File.Sha256,
            ["dryRun"] = load.Request.DryRun ? "true" : "false",
            ["rowsRead"] = result.RowsRead.ToString(CultureInfo.InvariantCulture),
            ["rowsRejected"] = result.RowsRejected.ToString(CultureInfo.InvariantCulture),
            ["closedPeriodChanged"] = result.ClosedPeriodChanged ? "true" : "false",
        }, ct);
        return number;
    }

    /// <summary>Records a file that could not be read or loaded at all.</summary>
    /// <param name="connection">The session, in a transaction.</param>
    /// <param name="caller">Who loads.</param>
    /// <param name="request">As asked.</param>
    /// <param name="file">The file; null when it could not even be opened.</param>
    /// <param name="problem">Why.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task WriteRefusedAsync(
        NpgsqlConnection connection, Caller caller, ImportRequest request, SourceFile? file, Problem problem, CancellationToken ct)
    {
        var runId = request.Lease?.Id ?? Guid.NewGuid();
        var targets = request.Mapping.Tables.Select(table => table.Table).ToArray();
        if (request.Lease is { } lease)
        {
            await EndRunAsync(connection, lease, request.Progress, problem.Code ?? "refused", problem.Message, ct);
        }
        else
        {
            await InsertRunAsync(connection, runId, caller, 0, problem.Code ?? "refused", problem.Message, TimeSpan.Zero, ct);
        }

        await using (var command = new NpgsqlCommand(InsertDetail, connection))
        {
            command.Parameters.AddWithValue(runId);
            command.Parameters.AddWithValue(targets);
            AddFile(command, request, file, request.Mapping);
            command.Parameters.AddWithValue(false);
            for (var i = 0; i < 8; i++)
            {
                command.Parameters.AddWithValue(0L);
            }

            command.Parameters.Add(Json(new Dictionary<string, string>()));
            command.Parameters.Add(Text(null));
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = DBNull.Value });
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = DBNull.Value });
            await command.ExecuteNonQueryAsync(ct);
        }

        await AuditAsync(connection, caller, string.Join(",", targets), runId, AuditOutcome.Failed, new Dictionary<string, string>
        {
            ["sha256"] = file?.Sha256 ?? "",
            ["code"] = problem.Code ?? "refused",
        }, ct);
    }

    private static Task AuditAsync(
        NpgsqlConnection connection, Caller caller, string targets, Guid runId, AuditOutcome outcome, Dictionary<string, string> details, CancellationToken ct) =>
        AuditLog.WriteAsync(connection, caller, new AuditEntry("import.load", outcome, "table", targets, runId, details), ct);

    // In the load's own transaction: rows and state stand together, and a worker that lost the run loads nothing.
    private static async Task<long> EndRunAsync(
        NpgsqlConnection connection, LeasedRun lease, RunProgress? progress, string? error, string? message, CancellationToken ct)
    {
        var ended = error is null
            ? await RunStates.CompleteAsync(connection, lease, ct)
            : await RunStates.FailAsync(connection, lease, new RunCause(error, message ?? error), ct);
        if (!ended)
        {
            throw new LeaseLostException(lease);
        }

        if (progress is not null)
        {
            await RunStates.NoteTimingsAsync(connection, lease, progress.Timings(), ct);
        }

        return lease.Number;
    }

    private static async Task<long> InsertRunAsync(
        NpgsqlConnection connection, Guid id, Caller caller, long rows, string? error, string? message, TimeSpan took, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(InsertRun, connection);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(error is null ? "completed" : "failed");
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)caller.PersonId ?? DBNull.Value });
        command.Parameters.Add(Json(ScopeJson.Of(caller.Scope)));
        command.Parameters.AddWithValue(rows);
        command.Parameters.Add(Text(error));
        command.Parameters.Add(Text(message));
        command.Parameters.AddWithValue(took);
        command.Parameters.AddWithValue((long)took.TotalMilliseconds);
        return await command.ExecuteScalarAsync(ct) is long number ? number : throw new InvalidOperationException("A run without a number.");
    }

    private static void AddFile(NpgsqlCommand command, ImportRequest request, SourceFile? file, FileMapping mapping)
    {
        command.Parameters.AddWithValue(request.FileName);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)file?.Size ?? DBNull.Value });
        command.Parameters.Add(Text(file?.Sha256));
        command.Parameters.AddWithValue(mapping.Name);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = MappingReader.Write(mapping) });
        command.Parameters.AddWithValue(request.DryRun);
        command.Parameters.AddWithValue(request.SkipBadRows);
    }

    private static string[] Targets(FilePlan plan) => [.. plan.Tables.Select(table => table.Table.Name)];

    private static NpgsqlParameter Text(string? text) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)text ?? DBNull.Value };

    private static NpgsqlParameter Json(object value) => new() { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = JsonSerializer.Serialize(value, s_json) };
}
