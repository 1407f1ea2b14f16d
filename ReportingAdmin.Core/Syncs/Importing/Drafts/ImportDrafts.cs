using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Previewing;
using ReportingAdmin.Core.Syncs.Importing.Reading;

namespace ReportingAdmin.Core.Syncs.Importing.Drafts;

/// <summary>
/// Files under way to a load: given, looked at, mapped, tried, loaded. Each is its giver's alone; another person's is answered
/// like one that does not exist, in a preview as its giver too.
/// </summary>
/// <param name="database">The application's way in.</param>
/// <param name="files">The file store.</param>
/// <param name="imports">The queue of loads.</param>
/// <param name="previews">Reads the first rows.</param>
public sealed partial class ImportDrafts(ReportingDatabase database, RunFiles files, ImportRuns imports, PreviewMaker previews)
{
    /// <summary>How many files a person may have under way.</summary>
    public const int MostPerPerson = 20;

    private static readonly string[] s_mendable = ["encoding", "no_sheet", "row_too_long", "unclosed_quote"];

    /// <summary>How large a file may be.</summary>
    public static ImportLimits Limits { get; } = new();

    /// <summary>Keeps a file. One that no mapping could make readable is refused, and nothing of it stays.</summary>
    /// <param name="caller">Who gives it.</param>
    /// <param name="content">Its bytes, read to the end here.</param>
    /// <param name="name">As he named it.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<DraftFile>> CreateAsync(Caller caller, Stream content, string? name, CancellationToken ct)
    {
        if (LoadAccess.ChangeRefusal(caller) is { } refusal)
        {
            return refusal;
        }

        var named = UploadRules.Check(name, null, Limits);
        if (!named.Ok)
        {
            return Outcome<DraftFile>.From(named.Problems);
        }

        if (await CountAsync(caller, ct) >= MostPerPerson)
        {
            return new Problem(ProblemKind.TooMany, $"You have {MostPerPerson} files under way. Load or discard one first.", "file", "too_many");
        }

        var id = Guid.CreateVersion7();
        await using var spool = files.Create(id, 0, "upload");
        await content.CopyToAsync(spool.Stream, ct);
        var (size, sha256) = await spool.CompleteAsync(ct);
        var kept = false;
        try
        {
            var checkedSize = UploadRules.Check(named.Value, size, Limits);
            if (!checkedSize.Ok)
            {
                return Outcome<DraftFile>.From(checkedSize.Problems);
            }

            var look = await PreviewMaker.LookAsync(files.LocationOf(spool.StoredName), named.Value, new FileShape(), ct);
            if (look.Problem is { } problem && !s_mendable.Contains(problem.Code))
            {
                return problem;
            }

            var draft = new DraftFile(id, named.Value, size, sha256, new FileMapping { Name = named.Value }, false, 1, default, default) { StoredName = spool.StoredName };
            await InsertAsync(caller, draft, ct);
            kept = true;
            return await FindAsync(caller, id, ct);
        }
        finally
        {
            if (!kept)
            {
                files.Delete(spool.StoredName);
            }
        }
    }

    /// <summary>Changes the mapping or a choice.</summary>
    /// <param name="caller">Whose draft it is.</param>
    /// <param name="id">The draft.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="mapping">The mapping, perhaps not whole yet.</param>
    /// <param name="skipBadRows">Good rows are to be loaded although others are bad.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The draft; a conflict where it was changed in another window since.</returns>
    public async Task<Outcome<DraftFile>> ChangeAsync(Caller caller, Guid id, int version, FileMapping mapping, bool skipBadRows, CancellationToken ct)
    {
        if (LoadAccess.ChangeRefusal(caller) is { } refusal)
        {
            return refusal;
        }

        await using var command = database.App.CreateCommand(
            """
            update app.import_draft d
            set mapping = $4, skip_bad_rows = $5, version = version + 1, changed_at = clock_timestamp()
            where d.id = $1 and d.created_by = $2 and d.version = $3
              and not exists (select from app.data_sync_run s join app.run r on r.id = s.run_id where s.draft_id = d.id and not s.dry_run and r.status in ('pending', 'generating'))
            """);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(caller.OwnId);
        command.Parameters.AddWithValue(version);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = MappingReader.Write(mapping) });
        command.Parameters.AddWithValue(skipBadRows);
        var changed = await command.ExecuteNonQueryAsync(ct) == 1;
        var found = await FindAsync(caller, id, ct);
        return !found.Ok || changed
            ? found
            : new Problem(ProblemKind.Conflict, "The file is being loaded, or its mapping was changed in another window. Load the page again to go on from there.", null, "stale");
    }

    /// <summary>Gives a file up. Runs of it stay in the history.</summary>
    /// <param name="caller">Whose draft it is.</param>
    /// <param name="id">The draft.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Problem?> DiscardAsync(Caller caller, Guid id, CancellationToken ct)
    {
        if (LoadAccess.ChangeRefusal(caller) is { } refusal)
        {
            return refusal;
        }

        var found = await FindAsync(caller, id, ct);
        if (!found.Ok)
        {
            return found.FirstProblem;
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(
            """
            delete from app.import_draft d
            where d.id = $1
              and not exists (select from app.data_sync_run s join app.run r on r.id = s.run_id where s.draft_id = d.id and r.status in ('pending', 'generating'))
            """,
            connection);
        command.Parameters.AddWithValue(id);
        if (await command.ExecuteNonQueryAsync(ct) == 0)
        {
            return new Problem(ProblemKind.Conflict, "A run of the file has not ended. Cancel it, or wait for it.", null, "still_running");
        }

        await AuditLog.WriteAsync(connection, caller, new AuditEntry("import.discard", AuditOutcome.Done, "file", found.Value.Sha256), ct);
        await transaction.CommitAsync(ct);

        // Where a run names the file it stays as long as uploads do; else nobody needs it any more.
        if (found.Value is { DryRun: null, Load: null })
        {
            files.Delete(found.Value.StoredName);
        }

        return null;
    }

    /// <summary>What stands in the file, read as the draft's mapping declares.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="ct">Stops it.</param>
    public Task<FileLook> LookAsync(DraftFile draft, CancellationToken ct) =>
        PreviewMaker.LookAsync(files.LocationOf(draft.StoredName), draft.FileName, draft.Mapping.File, ct);

    /// <summary>The first rows as they would be written, each cell with what is wrong with it.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="ct">Stops it.</param>
    public Task<Outcome<ImportPreview>> PreviewAsync(DraftFile draft, CancellationToken ct) =>
        previews.ReadAsync(files.LocationOf(draft.StoredName), draft.FileName, draft.Mapping, ct);

    /// <summary>Does everything but keep it, as a run.</summary>
    /// <param name="caller">Whose draft it is.</param>
    /// <param name="id">The draft.</param>
    /// <param name="version">The version that was seen.</param>
    /// <param name="ct">Stops it.</param>
    public Task<Outcome<QueuedRun>> TryAsync(Caller caller, Guid id, int version, CancellationToken ct) => QueueAsync(caller, id, version, isDryRun: true, ct);

    /// <summary>Loads the file as a run. Asked twice, it is the same run.</summary>
    /// <param name="caller">Whose draft it is.</param>
    /// <param name="id">The draft.</param>
    /// <param name="version">The version that was seen; its dry run has ended well.</param>
    /// <param name="ct">Stops it.</param>
    public Task<Outcome<QueuedRun>> LoadAsync(Caller caller, Guid id, int version, CancellationToken ct) => QueueAsync(caller, id, version, isDryRun: false, ct);

    private async Task<Outcome<QueuedRun>> QueueAsync(Caller caller, Guid id, int version, bool isDryRun, CancellationToken ct)
    {
        if (LoadAccess.ChangeRefusal(caller) is { } refusal)
        {
            return refusal;
        }

        var found = await FindAsync(caller, id, ct);
        if (!found.Ok)
        {
            return Outcome<QueuedRun>.From(found.Problems);
        }

        var draft = found.Value;
        if (draft.Version != version)
        {
            return new Problem(ProblemKind.Conflict, "The mapping was changed in another window. Load the page again to go on from there.", null, "stale");
        }

        var defects = MappingReader.Check(draft.Mapping);
        if (defects.Count > 0)
        {
            return Outcome<QueuedRun>.From(defects);
        }

        if (!isDryRun && draft.NotReady is { } notReady)
        {
            return notReady;
        }

        // A second click finds the run that is open, and after one has ended a further one is wanted.
        var last = isDryRun ? draft.DryRun : draft.Load;
        return last is { IsOpen: true } open && open.Version == version
            ? new QueuedRun(new LeasedRun(open.RunId, open.Number, 0), QueuedHow.Repeated)
            : await imports.EnqueueStoredAsync(
                caller,
                new StoredLoad(draft, isDryRun, $"draft:{id:N}:{version}:{(isDryRun ? "try" : "load")}:{last?.RunId.ToString("N") ?? "first"}", draft.DryRun?.RowsRead),
                ct);
    }
}
