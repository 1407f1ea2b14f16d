using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Runs.Workers;
using ReportingAdmin.Core.Syncs.Importing.Mapping;

namespace ReportingAdmin.Core.Syncs.Importing;

/// <summary>Loads a file that was queued; rows and state of the run are committed together.</summary>
/// <param name="database">Where the load is described.</param>
/// <param name="callers">Rights, as they are now.</param>
/// <param name="files">The file store.</param>
/// <param name="importer">Loads.</param>
internal sealed class ImportWork(ReportingDatabase database, CallerLoader callers, RunFiles files, Importer importer) : IRunWork
{
    /// <inheritdoc />
    public RunKind Kind => RunKind.Import;

    /// <inheritdoc />
    public async Task<Problem?> DoAsync(ClaimedRun run, RunProgress progress, CancellationToken ct)
    {
        var (person, request) = await FindAsync(run.Lease, ct);
        var caller = CallerLoader.Operator("queue");
        if (person is { } id)
        {
            var loaded = await callers.LoadAsync(id, ct);
            if (!loaded.Ok)
            {
                return loaded.FirstProblem;
            }

            caller = loaded.Value.Caller;
        }

        var path = files.LocationOf(request.RejectsName!);
        await using var rejects = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        var result = await importer.LoadAsync(caller, request with { Rejects = rejects, Progress = progress }, ct);
        if (!result.Ok || result.Value.RowsRejected == 0)
        {
            // Nothing but its headers, or what a refused load had begun.
            files.Delete(request.RejectsName!);
        }

        // Bad rows were recorded as the run's failure with all their counts; any other problem may not have been.
        return result.Ok ? null : result.FirstProblem;
    }

    private async Task<(long? Person, ImportRequest Request)> FindAsync(LeasedRun run, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select r.requested_by, d.upload_name, d.file_name, d.mapping, d.dry_run, d.skip_bad_rows
            from app.run r
            join app.data_sync_run d on d.run_id = r.id
            where r.id = $1 and d.upload_name is not null
            """);
        command.Parameters.AddWithValue(run.Id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct) || MappingReader.Read(reader.GetString(3)) is not { Ok: true } mapping)
        {
            throw new InvalidOperationException($"Load {run.Id:N} does not say what to load.");
        }

        return (reader.IsDBNull(0) ? null : reader.GetInt64(0), new ImportRequest(files.LocationOf(reader.GetString(1)), mapping.Value)
        {
            FileName = reader.GetString(2),
            DryRun = reader.GetBoolean(4),
            SkipBadRows = reader.GetBoolean(5),
            RejectsName = $"{run.Id:N}.{run.Epoch}.rejects.csv",
            Lease = run,
        });
    }
}
