using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Syncs.Importing.Mapping;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>One try to load what is staged: it commits all or nothing.</summary>
/// <param name="connection">The session with the staged rows.</param>
/// <param name="load">What it is about.</param>
/// <param name="plan">The tables fed.</param>
/// <param name="rowsRead">Rows in the file.</param>
/// <param name="time">The clock.</param>
internal sealed class LoadTransaction(NpgsqlConnection connection, LoadRequest load, FilePlan plan, long rowsRead, TimeProvider time)
{
    /// <summary>Loads.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task<ImportResult> RunAsync(CancellationToken ct)
    {
        var runId = load.Request.Lease?.Id ?? Guid.CreateVersion7(time.GetUtcNow());
        var context = new LoadContext(connection, [.. plan.Tables.Select(table => new TableSql(table))], load.Request.SkipBadRows, runId);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await context.ExecuteAsync("set local work_mem = '64MB'", ct);

        // A node that falls silent here does not hold up every other load of these tables.
        await context.ExecuteAsync("set local idle_in_transaction_session_timeout = '1min'", ct);
        await TakeTurnsAsync(context, ct);
        load.Request.Progress?.Enter("checking");
        await new RowChecks(context).RunAsync(ct);
        var rejects = new RejectList(context, load.Request);
        var told = await rejects.ReadAsync(ct);
        var result = new ImportResult(runId, 0, load.File.Sha256, load.ReadAs, rowsRead)
        {
            IsDryRun = load.Request.DryRun,
            RowsRejected = rejects.Rows,
            Rejects = told,
            FirstLoad = await RunRecord.FindFirstAsync(connection, load, plan, ct),
        };
        if (rejects.Rows > 0 && !load.Request.SkipBadRows)
        {
            await transaction.RollbackAsync(ct);
            return await RecordApartAsync(result, "bad_rows", ct);
        }

        load.Request.Progress?.Enter("loading");
        var before = load.Request.DryRun ? await TableTotals.ReadAsync(context, ct) : [];
        var counts = await LoadAsync(context, transaction, rejects.Rows, ct);
        result = result with
        {
            Totals = load.Request.DryRun ? TableTotals.Compare(before, await TableTotals.ReadAsync(context, ct)) : [],
            IsLoaded = !load.Request.DryRun,
            Tables = [.. context.Tables.Select((table, i) => (table.Table.Name, counts.Tables[i]))],
            ClosedPeriodChanged = counts.ChangedFrom is not null,
        };
        if (load.Request.DryRun)
        {
            await transaction.RollbackAsync(ct);
            return await RecordApartAsync(result, null, ct);
        }

        result = result with { RunNumber = await RunRecord.WriteAsync(connection, load, plan, result, null, Elapsed, ct) };
        await RaiseVersionsAsync(context, counts, ct);
        if (counts.ChangedFrom is { } from)
        {
            result = result with { RunsRestated = await ClosedMonths.RestateAsync(context, counts.Area!, from, ct) };
        }

        await transaction.CommitAsync(ct);
        return result;
    }

    private TimeSpan Elapsed => time.GetElapsedTime(load.Began);

    /// <summary>One writer per table at a time; all of them ask in the same order.</summary>
    private static Task<long> TakeTurnsAsync(LoadContext context, CancellationToken ct) => context.ExecuteAsync(
        "select pg_advisory_xact_lock(hashtextextended(t.name, 0)) from unnest($1::text[]) with ordinality as t (name, n) order by t.n",
        ct, (object)context.Tables.Select(table => table.Table.Name).Order(StringComparer.Ordinal).ToArray());

    private async Task<LoadCounts> LoadAsync(LoadContext context, NpgsqlTransaction transaction, long rejected, CancellationToken ct)
    {
        if (context.Find("lending.loan_month") is { } snapshots)
        {
            await new SnapshotSets(context, snapshots).EnsurePartitionsAsync(ct);
        }

        await transaction.SaveAsync("loading", ct);
        try
        {
            return new LoadCounts(await WriteAsync(context, rejected, ct));
        }
        catch (PostgresException e) when (e.ConstraintName == "closed_period")
        {
            if (!load.Caller.May(Permissions.ImportsClosed))
            {
                throw new LoadRefusedException($"Nothing is loaded: {e.MessageText} It needs the permission {Permissions.ImportsClosed}.", "closed_period", e);
            }

            await transaction.RollbackAsync("loading", ct);
        }

        var from = await ClosedMonths.ChangedFromAsync(context, ct);
        await context.ExecuteAsync("select set_config('app.closed_ok', 'on', true)", ct);
        return new LoadCounts(await WriteAsync(context, rejected, ct), from, ClosedMonths.AreaOf(context));
    }

    private static async Task<TableCounts[]> WriteAsync(LoadContext context, long rejected, CancellationToken ct)
    {
        var counts = new List<TableCounts>();
        foreach (var table in context.Tables)
        {
            var leftOut = rejected == 0 ? 0 : await context.ScalarAsync<long>(
                $"select count(*) from import_stage s where s.bad and (s.{table.Plan.On} or not ({string.Join(" or ", context.Tables.Select(other => $"s.{other.Plan.On}"))}))", ct);
            var merged = table.Plan.IsDistinct ? 0 : await new DuplicateCheck(context, table).CountAsync(ct);
            counts.Add(await new TableLoad(context, table) { HasRejected = leftOut > 0 }.RunAsync(merged, leftOut, ct));
        }

        if (context.Find("lending.journal_line") is not null || context.Find("lending.journal_entry") is not null)
        {
            await RefuseUnbalancedAsync(context, ct);
        }

        return [.. counts];
    }

    private static async Task RefuseUnbalancedAsync(LoadContext context, CancellationToken ct)
    {
        var found = await context.ScalarAsync<string>(
            "select string_agg(b.entry_number || ' (' || b.problem || ')', ', ') from (select * from lending.check_journal_balance($1::uuid) limit 10) b", ct, context.RunId);
        if (found is not null)
        {
            throw new LoadRefusedException($"Nothing is loaded: journal entries would not hold: {found}.", "journal_balance");
        }
    }

    /// <summary>The last statements, as a version stays locked until the commit, and runs that are being published wait for it.</summary>
    private static async Task RaiseVersionsAsync(LoadContext context, LoadCounts counts, CancellationToken ct)
    {
        var changed = context.Tables.Where((_, i) => counts.Tables[i].IsSeen).Select(table => table.Table.Schema);
        foreach (var schema in changed.Concat(counts.Area is { } closed ? [closed] : []).Distinct().Order(StringComparer.Ordinal))
        {
            await context.ExecuteAsync("select app.raise_data_version($1)", ct, schema);
        }
    }

    /// <summary>Records a load of which nothing stays, now that it is rolled back.</summary>
    private async Task<ImportResult> RecordApartAsync(ImportResult result, string? error, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        result = result with { RunNumber = await RunRecord.WriteAsync(connection, load, plan, result, error, Elapsed, ct) };
        await transaction.CommitAsync(ct);
        return result;
    }

    private sealed record LoadCounts(TableCounts[] Tables, DateOnly? ChangedFrom = null, string? Area = null);
}
