using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Core.Runs;

/// <summary>A run that this process holds the lease of.</summary>
/// <param name="Id">The run.</param>
/// <param name="Number">Its number for people.</param>
/// <param name="Epoch">Every write names it; one that names an older epoch changes nothing.</param>
public sealed record LeasedRun(Guid Id, long Number, long Epoch);

/// <summary>The rows of <c>app.run</c> and <c>app.report_run</c>. All times are the database's.</summary>
/// <param name="database">The application's connections.</param>
public sealed partial class RunStore(ReportingDatabase database)
{
    private static readonly string s_owner = $"{Environment.MachineName}:{Environment.ProcessId}";
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>Inserts a run that its requester waits for: claimed by this process from the first moment.</summary>
    /// <param name="prepared">The permitted request.</param>
    /// <param name="request">The file wanted.</param>
    /// <param name="lease">How long no other process may take it over.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<LeasedRun> StartAsync(PreparedReport prepared, FileRequest request, TimeSpan lease, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        LeasedRun run;
        await using (var command = new NpgsqlCommand(
            """
            insert into app.run (
                kind, status, requested_by, attempt, lease_owner, lease_until, lease_epoch,
                row_scope, masked, data_version, started_at)
            select
                'report', 'generating', $1, 1, $2, clock_timestamp() + $3, 1,
                $4, $5, (select jsonb_object_agg(schema_name, version) from app.data_version), clock_timestamp()
            returning id, number, lease_epoch
            """,
            connection))
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)prepared.Caller.PersonId ?? DBNull.Value });
            command.Parameters.AddWithValue(s_owner);
            command.Parameters.AddWithValue(lease);
            command.Parameters.Add(Json(ScopeJson.Of(prepared.Caller.Scope)));
            command.Parameters.AddWithValue(!prepared.ShowsPersonalData);
            await using var reader = await command.ExecuteReaderAsync(ct);
            await reader.ReadAsync(ct);
            run = new LeasedRun(reader.GetGuid(0), reader.GetInt64(1), reader.GetInt64(2));
        }

        await InsertDetailAsync(connection, run, prepared, request, ct);
        await AuditLog.WriteAsync(
            connection, prepared.Caller, new AuditEntry("report.run", AuditOutcome.Done, "report", prepared.Report.Meta.Key, run.Id), ct);
        await transaction.CommitAsync(ct);
        return run;
    }

    /// <summary>Publishes a finished file: the one statement that makes it the run's result, refused to an older lease.</summary>
    /// <param name="run">The lease.</param>
    /// <param name="written">What was written.</param>
    /// <param name="file">The file.</param>
    /// <param name="retention">How long it stays.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>False when the lease was lost: the file must be removed.</returns>
    public async Task<bool> PublishAsync(LeasedRun run, WrittenReport written, PublishedFile file, TimeSpan retention, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await FinishAsync(connection, run, "completed", null, null, ct))
        {
            return false;
        }

        await using var command = new NpgsqlCommand(
            """
            update app.report_run
            set parameters_resolved = $2, snapshot_at = $3, tie_out_state = $4, tie_outs = $5, control_totals = $6, row_counts = $7,
                file_name = $8, stored_name = $9, file_size = $10, file_sha256 = $11, file_expires_at = clock_timestamp() + $12
            where run_id = $1
            """,
            connection);
        command.Parameters.AddWithValue(run.Id);
        command.Parameters.Add(Json(Resolved(written.Prepared)));
        command.Parameters.AddWithValue(written.Header.SnapshotAt);
        command.Parameters.AddWithValue(TieOutStates.Word(TieOutStates.Overall(written.Footer.TieOuts)));
        command.Parameters.Add(Json(written.Footer.TieOuts));
        command.Parameters.Add(Json(written.Header.Controls));
        command.Parameters.Add(Json(written.Header.Sections.Select((section, i) => (section.Name, Rows: written.Footer.Rows[i])).ToDictionary(pair => pair.Name, pair => pair.Rows)));
        command.Parameters.AddWithValue(file.FileName);
        command.Parameters.AddWithValue(file.StoredName);
        command.Parameters.AddWithValue(file.Size);
        command.Parameters.AddWithValue(file.Sha256);
        command.Parameters.AddWithValue(retention);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Ends a run without a file.</summary>
    /// <param name="run">The lease.</param>
    /// <param name="cancelled">True when its requester left; otherwise it failed.</param>
    /// <param name="code">A stable word for the cause.</param>
    /// <param name="message">The sentence shown.</param>
    /// <param name="ct">Stops it.</param>
    public async Task EndAsync(LeasedRun run, bool cancelled, string code, string message, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await FinishAsync(connection, run, cancelled ? "cancelled" : "failed", code, message, ct);
    }

    private static async Task<bool> FinishAsync(
        NpgsqlConnection connection, LeasedRun run, string status, string? code, string? message, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            update app.run
            set status = $3, lease_owner = null, lease_until = null, error_code = $4, error_message = $5, finished_at = clock_timestamp()
            where id = $1 and status = 'generating' and lease_epoch = $2
            """,
            connection);
        command.Parameters.AddWithValue(run.Id);
        command.Parameters.AddWithValue(run.Epoch);
        command.Parameters.AddWithValue(status);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)code ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)message ?? DBNull.Value });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    private static async Task InsertDetailAsync(
        NpgsqlConnection connection, LeasedRun run, PreparedReport prepared, FileRequest request, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into app.report_run (run_id, report_key, report_version, name, format, section, options, parameters, parameters_resolved)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            connection);
        command.Parameters.AddWithValue(run.Id);
        command.Parameters.AddWithValue(prepared.Report.Meta.Key);
        command.Parameters.AddWithValue(prepared.Version);
        command.Parameters.AddWithValue(prepared.Report.Meta.Title);
        command.Parameters.AddWithValue(FormatWords.Of(request.Format));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)request.Report.Section ?? DBNull.Value });
        command.Parameters.Add(Json(request.Options));
        command.Parameters.Add(Json(request.Report.Parameters.ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value))));
        command.Parameters.Add(Json(Resolved(prepared)));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static Dictionary<string, string> Resolved(PreparedReport prepared) =>
        prepared.Report.Parameters
            .Select(parameter => (parameter.Name, Value: parameter.Property.GetValue(prepared.Bound.Input)))
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Name, pair => ParameterText.Canonical(pair.Value!), StringComparer.Ordinal);

    private static NpgsqlParameter Json(object value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = JsonSerializer.Serialize(value, s_json) };
}
