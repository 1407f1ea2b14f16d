using System.Text.Json;
using Npgsql;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Runs;

/// <summary>Rows that were kept with a run, or with the run it was made from.</summary>
/// <param name="RunId">The run that read them.</param>
/// <param name="StoredName">In the file store.</param>
/// <param name="Version">The report's version.</param>
/// <param name="Rows">Rows per section.</param>
public sealed record KeptRows(Guid RunId, string StoredName, string Version, IReadOnlyDictionary<string, long> Rows)
{
    /// <summary>The loan snapshot that they are of; null = of none, or it was not recorded.</summary>
    public SnapshotDate? LoanSnapshot { get; init; }
}

/// <summary>How the identities stood when a file was made.</summary>
/// <param name="Results">Each identity.</param>
/// <param name="RunId">The file's run.</param>
/// <param name="Number">Its number for people.</param>
/// <param name="SnapshotAt">The moment of the figures.</param>
public sealed record LastTieOuts(IReadOnlyList<TieOutResult> Results, Guid RunId, long Number, DateTimeOffset SnapshotAt);

/// <summary>The part that reads.</summary>
public sealed partial class RunStore
{
    /// <summary>The report run of that id; null when there is none.</summary>
    /// <param name="id">The run.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<RecordedRun?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select r.id,
                   array(select s.person_id from app.run_subscription s where s.run_id = r.id and s.left_at is null union select r.requested_by where r.requested_by is not null
                         except select s.person_id from app.run_subscription s where s.run_id = r.id and s.removed_at is not null),
                   r.status, d.report_key, r.row_scope, r.masked, r.removed_at is not null or (r.held_at is null and coalesce(d.file_expires_at <= clock_timestamp(), false)),
                   d.file_name, d.stored_name, d.file_size, d.file_sha256, d.format, d.needs
            from app.run r
            join app.report_run d on d.run_id = r.id
            where r.id = $1
            """);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return null;
        }

        var file = reader.IsDBNull(8)
            ? null
            : new PublishedFile(id, reader.GetString(7), reader.GetString(8), FormatWords.Parse(reader.GetString(11)), reader.GetInt64(9), reader.GetString(10));
        return new RecordedRun(
            reader.GetGuid(0),
            reader.GetFieldValue<long[]>(1),
            SnakeCaseWords<RunStatus>.Read(reader.GetString(2)),
            reader.GetString(3),
            ScopeJson.Parse(reader.GetString(4)),
            reader.GetBoolean(5),
            reader.GetBoolean(6),
            file)
        {
            Needs = NeedsOf(reader, 12),
        };
    }

    /// <summary>What a report run is to make; null when there is no such run.</summary>
    /// <param name="id">The run.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<RecordedRequest?> FindRequestAsync(Guid id, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select r.requested_by, r.row_scope, r.masked, d.report_key, d.section, d.format, d.options, d.parameters, d.parameters_resolved,
                   d.layout, r.rows_expected, d.kept_from_run_id, d.needs
            from app.run r
            join app.report_run d on d.run_id = r.id
            where r.id = $1
            """);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return null;
        }

        var resolved = Texts(reader.GetString(8)).ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[pair.Value], StringComparer.Ordinal);
        return new RecordedRequest(
            reader.IsDBNull(0) ? null : reader.GetInt64(0),
            ScopeJson.Parse(reader.GetString(1)),
            reader.GetBoolean(2),
            new FileRequest(
                new ReportRequest(reader.GetString(3), resolved, reader.IsDBNull(4) ? null : reader.GetString(4))
                {
                    Layout = JsonSerializer.Deserialize<ReportLayout>(reader.GetString(9), s_json) ?? ReportLayout.Declared,
                },
                FormatWords.Parse(reader.GetString(5)),
                JsonSerializer.Deserialize<OutputOptions>(reader.GetString(6), s_json) ?? new OutputOptions()),
            Texts(reader.GetString(7)),
            reader.IsDBNull(10) ? null : reader.GetInt64(10),
            reader.IsDBNull(11) ? null : reader.GetGuid(11))
        {
            Needs = NeedsOf(reader, 12),
        };
    }

    /// <summary>The rows kept with a finished run; null when there are none, or no more.</summary>
    /// <param name="id">The run.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<KeptRows?> FindKeptAsync(Guid id, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select k.run_id, k.kept_rows_name, k.report_version, k.row_counts, k.loan_snapshot
            from app.report_run d
            join app.report_run k on k.run_id = coalesce(d.kept_from_run_id, d.run_id)
            where d.run_id = $1 and k.kept_rows_name is not null
            """);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new KeptRows(
                reader.GetGuid(0),
                reader.GetString(1),
                reader.GetString(2),
                JsonSerializer.Deserialize<Dictionary<string, long>>(reader.GetString(3), s_json) ?? [])
            {
                LoanSnapshot = reader.IsDBNull(4) ? null : JsonSerializer.Deserialize<SnapshotDate>(reader.GetString(4), s_json),
            }
            : null;
    }

    /// <summary>The file of the rows kept with the newest finished run of an identity, which holds the version of the data; null when there is none.</summary>
    /// <param name="identity">The key of <see cref="RunIdentity"/>.</param>
    /// <param name="ct">Stops it.</param>
    internal async Task<string?> FindKeptAsync(string identity, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select d.kept_rows_name
            from app.run r
            join app.report_run d on d.run_id = r.id
            where r.identity_key = $1 and r.status = 'completed' and r.removed_at is null
              and d.kept_rows_name is not null and (r.held_at is not null or d.file_expires_at > clock_timestamp())
            order by r.finished_at desc
            limit 1
            """);
        command.Parameters.AddWithValue(identity);
        return await command.ExecuteScalarAsync(ct) as string;
    }

    /// <summary>How many bytes of file a row of a report takes in a form, by its last larger runs; null where there were none.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">The form.</param>
    /// <param name="ct">Stops it.</param>
    internal async Task<double?> BytesPerRowAsync(string report, FileFormat format, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select percentile_cont(0.5) within group (order by f.file_size / f.rows)
            from (
                select d.file_size::float8 as file_size, n.rows::float8 as rows
                from app.report_run d
                join app.run r on r.id = d.run_id
                cross join lateral (select sum(c.value::bigint) as rows from jsonb_each_text(d.row_counts) c) n
                where d.report_key = $1 and d.format = $2 and r.status = 'completed' and n.rows >= 1000
                order by r.finished_at desc
                limit 20
            ) f
            """);
        command.Parameters.AddWithValue(report);
        command.Parameters.AddWithValue(FormatWords.Of(format));
        return await command.ExecuteScalarAsync(ct) as double?;
    }

    /// <summary>
    /// How the identities stood in the newest file of the same report version, parameters and row scope, whose columns the caller may
    /// see, of data that nothing was loaded into since that the report reads; null when there is none. What the page shows before
    /// anything is checked again.
    /// </summary>
    /// <param name="prepared">The request with its resolved input.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<LastTieOuts?> LastTieOutsAsync(PreparedReport prepared, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select d.tie_outs, r.id, r.number, d.snapshot_at
            from app.report_run d
            join app.run r on r.id = d.run_id
            where d.report_key = $1 and d.report_version = $2 and d.parameters_resolved = $3 and d.section is null and d.layout = '{}'
              and r.status = 'completed' and r.row_scope = $4 and coalesce(d.needs, $6) <@ $7
              and r.data_version @> (select jsonb_object_agg(v.schema_name, v.version) from app.data_version v where v.schema_name = any($5))
            order by r.finished_at desc
            limit 1
            """);
        command.Parameters.AddWithValue(prepared.Report.Meta.Key);
        command.Parameters.AddWithValue(prepared.Version);
        command.Parameters.Add(Json(Resolved(prepared)));
        command.Parameters.Add(Json(ScopeJson.Of(prepared.Caller.Scope)));
        command.Parameters.AddWithValue(prepared.Report.Meta.Schemas);
        command.Parameters.AddWithValue(RunRights.OfColumns(prepared.Report));
        command.Parameters.AddWithValue(prepared.Caller.Permissions.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) && !reader.IsDBNull(3)
            ? new LastTieOuts(
                JsonSerializer.Deserialize<List<TieOutResult>>(reader.GetString(0), s_json) ?? [],
                reader.GetGuid(1),
                reader.GetInt64(2),
                reader.GetFieldValue<DateTimeOffset>(3))
            : null;
    }

    /// <summary>The further rights recorded with a run; null = recorded before these were noted.</summary>
    /// <param name="reader">On its row.</param>
    /// <param name="i">The place of <c>needs</c>.</param>
    internal static string[]? NeedsOf(NpgsqlDataReader reader, int i) => reader.IsDBNull(i) ? null : reader.GetFieldValue<string[]>(i);

    private static Dictionary<string, string> Texts(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json, s_json) ?? [];
}
