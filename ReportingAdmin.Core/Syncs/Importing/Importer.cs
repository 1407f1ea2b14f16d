using Microsoft.Extensions.Logging;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Syncs.Importing.Loading;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Reading;

namespace ReportingAdmin.Core.Syncs.Importing;

/// <summary>Loads files into the source tables: all of a file or nothing, in one transaction.</summary>
/// <param name="database">The application's way in.</param>
/// <param name="audit">The audit trail.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of what does not touch the load itself.</param>
public sealed partial class Importer(ReportingDatabase database, AuditLog audit, TimeProvider time, ILogger<Importer> logger)
{
    private const int MostTries = 5;

    // Below this the planner's idea of a table is near enough.
    private const long LargeLoad = 1000;

    /// <summary>Loads a file.</summary>
    /// <param name="caller">Who loads it: holds <c>imports.manage</c> and sees every row.</param>
    /// <param name="request">The file.</param>
    /// <param name="ct">Stops it; nothing stays then.</param>
    /// <returns>What became of it, bad rows included; or why it cannot be read or loaded at all.</returns>
    public async Task<Outcome<ImportResult>> LoadAsync(Caller caller, ImportRequest request, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } preview)
        {
            return preview;
        }

        if (await RefuseAsync(caller, request, ct) is { } refusal)
        {
            return refusal;
        }

        var began = time.GetTimestamp();
        SourceFile? file = null;
        try
        {
            file = await SourceFile.LookAsync(request.Path, request.FileName, request.Limits, ct);
            await using var source = await file.OpenAsync(request.Mapping.File, [.. request.Mapping.Tables.Select(table => table.Table)], request.Limits, ct);
            var mapping = DocumentedFile.Carrying(request.Mapping, source.Header);
            var plan = FilePlan.Bind(mapping, source.Header, new CellReader(mapping.File));
            return plan.Ok
                ? await LoadAsync(new LoadRequest(caller, request, file, mapping, source.Description, began), plan.Value, source, ct)
                : await RecordAsync(caller, request, file, plan.Problems, ct);
        }
        catch (SourceException e)
        {
            return await RecordAsync(caller, request, file, [e.Problem], ct);
        }
        catch (LoadRefusedException e)
        {
            return await RecordAsync(caller, request, file, [new Problem(ProblemKind.Invalid, e.Message, "file", e.Code)], ct);
        }
    }

    private async Task<Outcome<ImportResult>> LoadAsync(LoadRequest load, FilePlan plan, RowSource source, CancellationToken ct)
    {
        await using var rejects = new RejectSpool();
        await using var connection = await database.App.OpenConnectionAsync(ct);
        var staging = new Staging(connection, plan);
        await staging.CreateAsync(ct);
        load.Request.Progress?.Enter("reading");
        await staging.FillAsync(source, rejects, load.Request.Progress, ct);
        if (staging.Rows == 0)
        {
            throw SourceException.Of("no_rows", "The file has a header only: no data rows.");
        }

        var transaction = new LoadTransaction(connection, load, plan, staging.Rows, time);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await transaction.RunAsync(ct);
                await RefreshStatisticsAsync(connection, result, ct);
                return result;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && attempt < MostTries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), time, ct);
            }
            catch (PostgresException e) when (e.SqlState.StartsWith("22", StringComparison.Ordinal) || e.SqlState.StartsWith("23", StringComparison.Ordinal))
            {
                // A rule that only the database knows, such as reversals that come to more than their original.
                throw new LoadRefusedException($"Nothing is loaded: {e.MessageText}", e.ConstraintName ?? "refused_by_database", e);
            }
        }
    }

    /// <summary>The rows are committed; reports read at once, long before the server would look at the tables by itself.</summary>
    private async Task RefreshStatisticsAsync(NpgsqlConnection connection, ImportResult result, CancellationToken ct)
    {
        if (!result.IsLoaded || result.Tables.Sum(table => table.Counts.Changed) < LargeLoad)
        {
            return;
        }

        try
        {
            await using var refresh = new NpgsqlCommand("select app.refresh_statistics()", connection) { CommandTimeout = 0 };
            await refresh.ExecuteNonQueryAsync(ct);
        }
        catch (NpgsqlException e)
        {
            StatisticsLeft(logger, result.RunNumber, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} is loaded, but the planner's statistics could not be refreshed; reports may be slow for a minute.")]
    private static partial void StatisticsLeft(ILogger logger, long run, Exception cause);

    private async Task<Problem?> RefuseAsync(Caller caller, ImportRequest request, CancellationToken ct)
    {
        var reason = !caller.May(Permissions.ImportsManage) ? "You may not load data."
            : !caller.Scope.Unrestricted ? "Loading data needs access to every agency and portfolio."
            : null;
        if (reason is null)
        {
            return null;
        }

        await audit.WriteAsync(caller, new AuditEntry("import.load", AuditOutcome.Refused, "table", Targets(request)), ct);
        return new Problem(ProblemKind.Forbidden, reason, Code: "forbidden");
    }

    private async Task<Outcome<ImportResult>> RecordAsync(Caller caller, ImportRequest request, SourceFile? file, IReadOnlyList<Problem> problems, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunRecord.WriteRefusedAsync(connection, caller, request, file, problems[0], ct);
        await transaction.CommitAsync(ct);
        return Outcome<ImportResult>.From(problems);
    }

    private static string Targets(ImportRequest request) => string.Join(",", request.Mapping.Tables.Select(table => table.Table));
}
