using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs;

/// <summary>A run that this process holds the lease of.</summary>
/// <param name="Id">The run.</param>
/// <param name="Number">Its number for people.</param>
/// <param name="Epoch">Every write names it; one that names an older epoch changes nothing.</param>
public sealed record LeasedRun(Guid Id, long Number, long Epoch);

/// <summary>The rows of <c>app.report_run</c>: what a report run makes and made. All times are the database's.</summary>
/// <param name="database">The application's connections.</param>
public sealed partial class RunStore(ReportingDatabase database)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Publishes a finished file: the one statement that makes it the run's result, refused to an older lease.</summary>
    /// <param name="run">The lease.</param>
    /// <param name="written">What was written.</param>
    /// <param name="file">The file.</param>
    /// <param name="retention">How long it stays.</param>
    /// <param name="keptRows">The file of its kept rows; null when none are kept.</param>
    /// <param name="timings">Milliseconds per phase.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>False when the lease was lost or the run was asked to stop: the file must be removed.</returns>
    public async Task<bool> PublishAsync(
        LeasedRun run, WrittenReport written, PublishedFile file, TimeSpan retention, string? keptRows, IReadOnlyDictionary<string, long> timings, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RestatedRuns.TakeTurnAsync(connection, run.Id, ct);
        if (!await RunStates.CompleteAsync(connection, run, ct))
        {
            return false;
        }

        await RunStates.NoteTimingsAsync(connection, run, timings, ct);
        await using var command = new NpgsqlCommand(
            """
            update app.report_run
            set report_version = $2, parameters_resolved = $3, snapshot_at = $4, tie_out_state = $5, tie_outs = $6, control_totals = $7,
                row_counts = $8, file_name = $9, stored_name = $10, file_size = $11, file_sha256 = $12,
                file_expires_at = clock_timestamp() + $13, totals = $14, kept_rows_name = $15,
                loan_snapshot = $16, needs = $17
            where run_id = $1
            """,
            connection);
        command.Parameters.AddWithValue(run.Id);
        command.Parameters.AddWithValue(written.Header.Version);
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
        command.Parameters.Add(Json(SectionTotals.Of(written)));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)keptRows ?? DBNull.Value });
        command.Parameters.Add(written.LoanSnapshot is { } snapshot ? Json(snapshot) : new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = DBNull.Value });
        command.Parameters.AddWithValue(written.Needs);
        await command.ExecuteNonQueryAsync(ct);
        await RestatedRuns.MarkPublishedAsync(connection, run.Id, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Writes what a new run is to make, and its line in the audit trail.</summary>
    /// <param name="connection">In the transaction that queues it.</param>
    /// <param name="run">The run.</param>
    /// <param name="prepared">The permitted request.</param>
    /// <param name="request">The file wanted.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="keptFrom">The run whose kept rows it is made from; null = it reads its own.</param>
    internal static async Task InsertDetailAsync(
        NpgsqlConnection connection, Guid run, PreparedReport prepared, FileRequest request, CancellationToken ct, Guid? keptFrom = null)
    {
        await using (var command = new NpgsqlCommand(
            """
            insert into app.report_run (
                run_id, report_key, report_version, name, format, section, options, parameters, parameters_resolved, layout, kept_from_run_id, needs)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            connection))
        {
            command.Parameters.AddWithValue(run);
            command.Parameters.AddWithValue(prepared.Report.Meta.Key);
            command.Parameters.AddWithValue(prepared.Version);
            command.Parameters.AddWithValue(prepared.Report.Meta.Title);
            command.Parameters.AddWithValue(FormatWords.Of(request.Format));
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)request.Report.Section ?? DBNull.Value });
            command.Parameters.Add(Json(request.Options));
            command.Parameters.Add(Json(Given(prepared)));
            command.Parameters.Add(Json(Resolved(prepared)));
            command.Parameters.Add(Json(prepared.Layout));
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)keptFrom ?? DBNull.Value });
            command.Parameters.AddWithValue(prepared.Needs); // the file says it to the letter when it is published
            await command.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.WriteAsync(
            connection, prepared.Caller, new AuditEntry("report.run", AuditOutcome.Done, "report", prepared.Report.Meta.Key, run), ct);
    }

    /// <summary>What was given for each parameter, by name.</summary>
    internal static Dictionary<string, string> Given(PreparedReport prepared) =>
        prepared.Bound.Values
            .Where(value => value.Given is not null)
            .ToDictionary(value => value.Parameter.Name, value => value.Given!, StringComparer.Ordinal);

    /// <summary>What each parameter came to, by name, in texts that are equal for equal values.</summary>
    internal static Dictionary<string, string> Resolved(PreparedReport prepared) =>
        prepared.Report.Parameters
            .Select(parameter => (parameter.Name, Value: parameter.Property.GetValue(prepared.Bound.Input)))
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Name, pair => ParameterText.Canonical(pair.Value!), StringComparer.Ordinal);

    private static NpgsqlParameter Json(object value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = JsonSerializer.Serialize(value, s_json) };
}
