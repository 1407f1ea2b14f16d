using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Syncs.Importing.Drafts;
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

    /// <summary>As the client sent it; the same one again, with the same file and choices, gives the same run.</summary>
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
    /// <returns>The run; with a key that was used for another load, table or choice, that it was.</returns>
    public async Task<Outcome<QueuedRun>> EnqueueAsync(Caller caller, UploadedFile file, CancellationToken ct)
    {
        if (LoadAccess.ChangeRefusal(caller) is { } refusal)
        {
            return refusal;
        }

        await using var spool = files.Create(Guid.NewGuid(), 0, "upload");
        await file.Content.CopyToAsync(spool.Stream, ct);
        var (size, sha256) = await spool.CompleteAsync(ct);
        var detail = new LoadDetail(file.FileName, size, sha256, spool.StoredName, file.Mapping, file.DryRun, file.SkipBadRows);
        var queued = await states.EnqueueAsync(
            new NewRun(caller, RunKind.Import, RunLane.Heavy)
            {
                IdempotencyKey = file.IdempotencyKey,
                IsSameAsync = (connection, run, token) => IsSameAsync(connection, detail, run, token),
                WriteDetailAsync = (connection, run, token) => InsertDetailAsync(connection, caller, detail, run, token),
            },
            ct);
        if (!queued.Ok || queued.Value.How == QueuedHow.Repeated)
        {
            files.Delete(spool.StoredName);
        }

        return queued;
    }

    /// <summary>Queues a run of a draft; the file stays where it is.</summary>
    /// <param name="caller">Whose draft it is.</param>
    /// <param name="load">What is wanted.</param>
    /// <param name="ct">Stops it.</param>
    internal async Task<Outcome<QueuedRun>> EnqueueStoredAsync(Caller caller, StoredLoad load, CancellationToken ct)
    {
        var draft = load.Draft;
        return LoadAccess.ChangeRefusal(caller) is { } refusal
            ? refusal
            : await states.EnqueueAsync(
                new NewRun(caller, RunKind.Import, RunLane.Heavy)
                {
                    IdempotencyKey = load.IdempotencyKey,
                    RowsExpected = load.RowsExpected is > 0 ? load.RowsExpected : null,
                    WriteDetailAsync = (connection, run, token) => InsertDetailAsync(
                        connection,
                        caller,
                        new LoadDetail(draft.FileName, draft.Size, draft.Sha256, draft.StoredName, draft.Mapping, load.IsDryRun, draft.SkipBadRows) { DraftId = draft.Id, DraftVersion = draft.Version },
                        run,
                        token),
                },
                ct);
    }

    // The same content for the same tables in the same way. What was loaded stands there with the table that its sheet carried.
    private static async Task<bool> IsSameAsync(NpgsqlConnection connection, LoadDetail wanted, Guid run, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select exists (
                select from app.data_sync_run d
                where d.run_id = $1 and d.file_sha256 = $2 and d.dry_run = $3 and d.skip_bad_rows = $4 and d.mapping in ($5, $6))
            """,
            connection);
        command.Parameters.AddWithValue(run);
        command.Parameters.AddWithValue(wanted.Sha256);
        command.Parameters.AddWithValue(wanted.DryRun);
        command.Parameters.AddWithValue(wanted.SkipBadRows);
        command.Parameters.Add(Json(wanted.Mapping));
        command.Parameters.Add(Json(DocumentedFile.WithCarried(wanted.Mapping)));
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private static NpgsqlParameter Json(FileMapping mapping) => new() { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = MappingReader.Write(mapping) };

    private static async Task InsertDetailAsync(NpgsqlConnection connection, Caller caller, LoadDetail detail, Guid run, CancellationToken ct)
    {
        var targets = detail.Mapping.Tables.Select(table => table.Table).ToArray();
        await using (var command = new NpgsqlCommand(
            """
            insert into app.data_sync_run (run_id, target_tables, file_name, file_size, file_sha256, mapping_name, mapping, dry_run, skip_bad_rows, upload_name, draft_id, draft_version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            connection))
        {
            command.Parameters.AddWithValue(run);
            command.Parameters.AddWithValue(targets);
            command.Parameters.AddWithValue(detail.FileName);
            command.Parameters.AddWithValue(detail.Size);
            command.Parameters.AddWithValue(detail.Sha256);
            command.Parameters.AddWithValue(detail.Mapping.Name);
            command.Parameters.Add(Json(detail.Mapping));
            command.Parameters.AddWithValue(detail.DryRun);
            command.Parameters.AddWithValue(detail.SkipBadRows);
            command.Parameters.AddWithValue(detail.StoredName);
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)detail.DraftId ?? DBNull.Value });
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = (object?)detail.DraftVersion ?? DBNull.Value });
            await command.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.WriteAsync(connection, caller, new AuditEntry("import.request", AuditOutcome.Done, "table", string.Join(',', targets), run), ct);
    }

    private sealed record LoadDetail(string FileName, long Size, string Sha256, string StoredName, FileMapping Mapping, bool DryRun, bool SkipBadRows)
    {
        public Guid? DraftId { get; init; }

        public int? DraftVersion { get; init; }
    }
}

/// <summary>A run of a draft to be queued.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="IsDryRun">Nothing is to stay.</param>
/// <param name="IdempotencyKey">The same one again gives the same run.</param>
/// <param name="RowsExpected">Rows in the file, where a run has counted them.</param>
internal sealed record StoredLoad(DraftFile Draft, bool IsDryRun, string IdempotencyKey, long? RowsExpected);
