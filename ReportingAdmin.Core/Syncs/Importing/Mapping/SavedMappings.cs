using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Syncs.Importing.Mapping;

/// <summary>A mapping under a name.</summary>
/// <param name="Name">Unique, whatever the case of its letters.</param>
/// <param name="Revision">Raised by each change.</param>
/// <param name="Mapping">The mapping.</param>
/// <param name="ChangedBy">Who last changed it; null = the operator.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="UsedAt">When it was last loaded with; null = never.</param>
public sealed record SavedMapping(string Name, int Revision, FileMapping Mapping, string? ChangedBy, DateTimeOffset ChangedAt, DateTimeOffset? UsedAt)
{
    /// <summary>What keeps it from a file with these headers; empty when it fits.</summary>
    /// <param name="header">The file's headers.</param>
    public IReadOnlyList<Problem> Misfits(IReadOnlyList<string> header)
    {
        var defects = MappingReader.Check(Mapping);
        return defects.Count > 0 ? defects : FilePlan.Bind(DocumentedFile.Carrying(Mapping, header), header, new CellReader(Mapping.File)).Problems;
    }
}

/// <summary>Mappings that are kept for the next file of the same kind. All who may load data share them; every change is audited.</summary>
/// <param name="database">The application's way in.</param>
public sealed class SavedMappings(ReportingDatabase database)
{
    private const string Columns =
        """
        select m.name, m.revision, m.mapping, p.name, m.changed_at,
               (select max(r.finished_at) from app.data_sync_run s join app.run r on r.id = s.run_id
                where s.mapping_name = m.name and not s.dry_run and r.status = 'completed')
        from app.import_mapping m
        left join app.person p on p.id = coalesce(m.changed_by, m.created_by)
        """;

    /// <summary>All of them, by name.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<IReadOnlyList<SavedMapping>>> ListAsync(Caller caller, CancellationToken ct)
    {
        if (LoadAccess.Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        await using var command = database.App.CreateCommand($"{Columns} order by lower(m.name)");
        return Outcome<IReadOnlyList<SavedMapping>>.Of(await ReadAsync(command, ct));
    }

    /// <summary>Saves a mapping under its name: a new one, or the next revision of the one that was read.</summary>
    /// <param name="caller">Who saves.</param>
    /// <param name="mapping">What, with its name.</param>
    /// <param name="revision">The revision that was read; null = a new one.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The mapping as saved; a conflict where the name is taken, or somebody saved in between.</returns>
    public async Task<Outcome<SavedMapping>> SaveAsync(Caller caller, FileMapping mapping, int? revision, CancellationToken ct)
    {
        if (LoadAccess.ChangeRefusal(caller) is { } refusal)
        {
            return refusal;
        }

        var name = DisplayName.Read(mapping.Name, "name");
        var problems = name.Problems.Concat(MappingReader.Check(mapping)).ToList();
        if (problems.Count > 0)
        {
            return Outcome<SavedMapping>.From(problems);
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var command = new NpgsqlCommand(
            revision is null
                ? "insert into app.import_mapping (name, mapping, created_by, changed_by) values ($1, $2, $3, $3) on conflict do nothing"
                : "update app.import_mapping set mapping = $2, changed_by = $3, changed_at = now(), revision = revision + 1 where name = $1 and revision = $4",
            connection))
        {
            command.Parameters.AddWithValue(name.Value!);
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = MappingReader.Write(mapping with { Name = name.Value! }) });
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)caller.PersonId ?? DBNull.Value });
            if (revision is { } read)
            {
                command.Parameters.AddWithValue(read);
            }

            if (await command.ExecuteNonQueryAsync(ct) == 0)
            {
                return revision is null
                    ? new Problem(ProblemKind.Conflict, $"There is a mapping \"{name.Value}\" already. Choose another name, or take that one and change it.", "name", "name_taken")
                    : new Problem(ProblemKind.Conflict, $"\"{name.Value}\" was changed or deleted by somebody else meanwhile. Nothing was saved; save it under another name, or take it anew.", null, "stale");
            }
        }

        await AuditLog.WriteAsync(connection, caller, new AuditEntry("mapping.save", AuditOutcome.Done, "mapping", name.Value!), ct);
        await transaction.CommitAsync(ct);
        await using var saved = database.App.CreateCommand($"{Columns} where m.name = $1");
        saved.Parameters.AddWithValue(name.Value!);
        return (await ReadAsync(saved, ct)) is [var one]
            ? one
            : new Problem(ProblemKind.Conflict, $"\"{name.Value}\" was deleted by somebody else meanwhile.", null, "stale");
    }

    /// <summary>Deletes a mapping; what was loaded with it keeps a copy.</summary>
    /// <param name="caller">Who deletes.</param>
    /// <param name="name">Which.</param>
    /// <param name="revision">The revision that was seen.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Problem?> DeleteAsync(Caller caller, string name, int revision, CancellationToken ct)
    {
        if (LoadAccess.ChangeRefusal(caller) is { } refusal)
        {
            return refusal;
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand("delete from app.import_mapping where name = $1 and revision = $2", connection);
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(revision);
        if (await command.ExecuteNonQueryAsync(ct) == 0)
        {
            return new Problem(ProblemKind.Conflict, $"\"{name}\" was changed or deleted by somebody else meanwhile. Nothing was deleted.", null, "stale");
        }

        await AuditLog.WriteAsync(connection, caller, new AuditEntry("mapping.delete", AuditOutcome.Done, "mapping", name), ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    private static async Task<List<SavedMapping>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var found = new List<SavedMapping>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(new SavedMapping(
                reader.GetString(0),
                reader.GetInt32(1),
                MappingReader.ReadUnchecked(reader.GetString(2)),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.GetFieldValue<DateTimeOffset>(4),
                reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return found;
    }
}
