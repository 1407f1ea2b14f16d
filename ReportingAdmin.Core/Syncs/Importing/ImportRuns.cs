using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Syncs.Importing.Mapping;

namespace ReportingAdmin.Core.Syncs.Importing;

/// <summary>A file to be loaded by a worker.</summary>
/// <param name="Content">Its bytes, read to the end here.</param>
/// <param name="FileName">As its sender named it, which says what it is.</param>
/// <param name="Mapping">How it is read.</param>
public sealed record UploadedFile(Stream Content, string FileName, FileMapping Mapping)
{
    /// <summary>Good rows are loaded although others are bad.</summary>
    public bool SkipBadRows { get; init; }

    /// <summary>Everything is done and nothing stays.</summary>
    public bool DryRun { get; init; }

    /// <summary>As the client sent it; the same one again gives the same run.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>Queues loads: the file is kept in the file store, and a worker loads it as its run.</summary>
/// <param name="states">The queue.</param>
/// <param name="files">The file store.</param>
public sealed class ImportRuns(RunStates states, RunFiles files)
{
    /// <summary>Keeps a file and queues its load.</summary>
    /// <param name="caller">Who loads: holds <c>imports.manage</c> and sees every row, now and when it is loaded.</param>
    /// <param name="file">The file.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<QueuedRun>> EnqueueAsync(Caller caller, UploadedFile file, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        if (!caller.May(Permissions.ImportsManage) || !caller.Scope.Unrestricted)
        {
            return new Problem(ProblemKind.Forbidden, "You may not load data, or not see every row, which loading needs.", Code: "forbidden");
        }

        await using var spool = files.Create(Guid.NewGuid(), 0, "upload");
        await file.Content.CopyToAsync(spool.Stream, ct);
        var (size, sha256) = await spool.CompleteAsync(ct);
        var queued = await states.EnqueueAsync(
            new NewRun(caller, RunKind.Import, RunLane.Heavy)
            {
                IdempotencyKey = file.IdempotencyKey,
                WriteDetailAsync = (connection, run, token) => InsertDetailAsync(connection, caller, file, (run, spool.StoredName, size, sha256), token),
            },
            ct);
        if (!queued.Ok || queued.Value.How == QueuedHow.Repeated)
        {
            files.Delete(spool.StoredName);
        }

        return queued;
    }

    private static async Task InsertDetailAsync(
        NpgsqlConnection connection, Caller caller, UploadedFile file, (Guid Run, string Name, long Size, string Sha256) kept, CancellationToken ct)
    {
        var targets = file.Mapping.Tables.Select(table => table.Table).ToArray();
        await using (var command = new NpgsqlCommand(
            """
            insert into app.data_sync_run (run_id, target_tables, file_name, file_size, file_sha256, mapping_name, mapping, dry_run, skip_bad_rows, upload_name)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            connection))
        {
            command.Parameters.AddWithValue(kept.Run);
            command.Parameters.AddWithValue(targets);
            command.Parameters.AddWithValue(file.FileName);
            command.Parameters.AddWithValue(kept.Size);
            command.Parameters.AddWithValue(kept.Sha256);
            command.Parameters.AddWithValue(file.Mapping.Name);
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = MappingReader.Write(file.Mapping) });
            command.Parameters.AddWithValue(file.DryRun);
            command.Parameters.AddWithValue(file.SkipBadRows);
            command.Parameters.AddWithValue(kept.Name);
            await command.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.WriteAsync(connection, caller, new AuditEntry("import.request", AuditOutcome.Done, "table", string.Join(',', targets), kept.Run), ct);
    }
}
