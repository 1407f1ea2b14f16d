using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing.Mapping;

namespace ReportingAdmin.Core.Syncs.Importing.Drafts;

/// <summary>The part that reads and writes drafts.</summary>
public sealed partial class ImportDrafts
{
    private const string Columns =
        """
        select d.id, d.file_name, d.file_size, d.file_sha256, d.mapping, d.skip_bad_rows, d.version, d.created_at, d.changed_at, d.stored_name,
               t.run_id, t.number, t.draft_version, t.status, t.rows_read,
               l.run_id, l.number, l.draft_version, l.status, l.rows_read,
               e.id, e.number, e.finished_at, e.name
        from app.import_draft d
        left join lateral (
            select s.run_id, r.number, s.draft_version, r.status, s.rows_read from app.data_sync_run s join app.run r on r.id = s.run_id
            where s.draft_id = d.id and s.dry_run order by r.number desc limit 1) t on true
        left join lateral (
            select s.run_id, r.number, s.draft_version, r.status, s.rows_read from app.data_sync_run s join app.run r on r.id = s.run_id
            where s.draft_id = d.id and not s.dry_run order by r.number desc limit 1) l on true
        left join lateral (
            select r.id, r.number, r.finished_at, p.name from app.data_sync_run s join app.run r on r.id = s.run_id left join app.person p on p.id = r.requested_by
            where s.file_sha256 = d.file_sha256 and not s.dry_run and r.status = 'completed' order by r.number limit 1) e on true
        """;

    /// <summary>A draft of the caller's.</summary>
    /// <param name="caller">Whose draft it is.</param>
    /// <param name="id">The draft.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<DraftFile>> FindAsync(Caller caller, Guid id, CancellationToken ct)
    {
        if (LoadAccess.Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        await using var command = database.App.CreateCommand($"{Columns} where d.created_by = $1 and d.id = $2");
        command.Parameters.AddWithValue(caller.OwnId);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? Read(reader)
            : new Problem(ProblemKind.NotFound, "There is no such file under way. It was discarded, or another person gave it.", null, "unknown_draft");
    }

    /// <summary>The caller's files that are not loaded yet, the last changed first.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<DraftFile>> ListAsync(Caller caller, CancellationToken ct)
    {
        if (LoadAccess.Refusal(caller) is not null)
        {
            return [];
        }

        await using var command = database.App.CreateCommand(
            $"{Columns} where d.created_by = $1 and l.status is distinct from 'completed' order by d.changed_at desc");
        command.Parameters.AddWithValue(caller.OwnId);
        var drafts = new List<DraftFile>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            drafts.Add(Read(reader));
        }

        return drafts;
    }

    private static DraftFile Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3), MappingReader.ReadUnchecked(reader.GetString(4)), reader.GetBoolean(5),
        reader.GetInt32(6), reader.GetFieldValue<DateTimeOffset>(7), reader.GetFieldValue<DateTimeOffset>(8))
    {
        StoredName = reader.GetString(9),
        DryRun = Run(reader, 10),
        Load = Run(reader, 15),
        Earlier = reader.IsDBNull(20) ? null : new EarlierLoad(
            reader.GetGuid(20), reader.GetInt64(21), reader.GetFieldValue<DateTimeOffset>(22), reader.IsDBNull(23) ? null : reader.GetString(23)),
    };

    private static DraftRun? Run(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : new DraftRun(
        reader.GetGuid(at),
        reader.GetInt64(at + 1),
        reader.IsDBNull(at + 2) ? 0 : reader.GetInt32(at + 2),
        reader.GetString(at + 3) is "pending" or "generating",
        reader.GetString(at + 3) == "completed",
        reader.GetInt64(at + 4));

    private async Task<long> CountAsync(Caller caller, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select count(*) from app.import_draft d
            where d.created_by = $1
              and not exists (select from app.data_sync_run s join app.run r on r.id = s.run_id where s.draft_id = d.id and not s.dry_run and r.status = 'completed')
            """);
        command.Parameters.AddWithValue(caller.OwnId);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task InsertAsync(Caller caller, DraftFile draft, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var command = new NpgsqlCommand(
            "insert into app.import_draft (id, created_by, file_name, file_size, file_sha256, stored_name, mapping) values ($1, $2, $3, $4, $5, $6, $7)",
            connection))
        {
            command.Parameters.AddWithValue(draft.Id);
            command.Parameters.AddWithValue(caller.PersonId ?? 0);
            command.Parameters.AddWithValue(draft.FileName);
            command.Parameters.AddWithValue(draft.Size);
            command.Parameters.AddWithValue(draft.Sha256);
            command.Parameters.AddWithValue(draft.StoredName);
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = MappingReader.Write(draft.Mapping) });
            await command.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.WriteAsync(
            connection,
            caller,
            new AuditEntry("import.upload", AuditOutcome.Done, "file", draft.Sha256, null, new Dictionary<string, string>
            {
                ["bytes"] = draft.Size.ToString(System.Globalization.CultureInfo.InvariantCulture),
            }),
            ct);
        await transaction.CommitAsync(ct);
    }
}
