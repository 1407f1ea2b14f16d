using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Runs.History;

namespace ReportingAdmin.Core.Runs;

/// <summary>
/// What people decide on how long a run stays: hold it whatever its time says (for a law suit, an audit), let it go, or remove its
/// files before their time. The record, its totals and its hash stay in every case.
/// </summary>
/// <param name="database">The application's connections.</param>
/// <param name="history">Which runs a caller may know of.</param>
/// <param name="files">The files' folder.</param>
public sealed class RunKeeping(ReportingDatabase database, RunHistory history, RunFiles files)
{
    /// <summary>The longest reason.</summary>
    public const int MostReason = 500;

    private static readonly Problem s_unknown = new(ProblemKind.NotFound, "There is no such run.", null, "unknown_run");

    /// <summary>True for those who may hold runs: who sees everybody's runs answers for them.</summary>
    /// <param name="caller">Who asks.</param>
    public static bool MayHold(Caller caller) => caller.May(Permissions.RunsReadAll);

    /// <summary>Holds a finished run: housekeeping leaves its files and its record alone, and nobody removes them.</summary>
    /// <param name="caller">Who holds it; needs <c>runs.read.all</c>.</param>
    /// <param name="id">The run.</param>
    /// <param name="reason">Why, for those who come later.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<RunLine>> HoldAsync(Caller caller, Guid id, string reason, CancellationToken ct)
    {
        var why = reason.Trim();
        if (why.Length is 0 or > MostReason || why.Contains('\0', StringComparison.Ordinal))
        {
            return new Problem(ProblemKind.Invalid, $"Write why it is held, in at most {MostReason} characters.", "reason", "required");
        }

        return await ChangeAsync(
            caller,
            id,
            "update app.run r set held_at = clock_timestamp(), held_by = $2, hold_reason = $3 where r.id = $1 and r.finished_at is not null and r.removed_at is null and r.held_at is null",
            [caller.PersonId is { } person ? person : DBNull.Value, why],
            "run.hold",
            "Only a run that has ended, whose files are there and which nobody holds, can be held.",
            ct);
    }

    /// <summary>Lets a held run go; its files have their ordinary time again.</summary>
    /// <param name="caller">Who lets it go; needs <c>runs.read.all</c>.</param>
    /// <param name="id">The run.</param>
    /// <param name="ct">Stops it.</param>
    public Task<Outcome<RunLine>> ReleaseAsync(Caller caller, Guid id, CancellationToken ct) => ChangeAsync(
        caller,
        id,
        "update app.run r set held_at = null, held_by = null, hold_reason = null where r.id = $1 and r.held_at is not null",
        [],
        "run.release",
        "Nobody holds this run.",
        ct);

    /// <summary>
    /// Removes a run from its requester's list. Its files go when nobody else asked for them; those who hold <c>system.manage</c>
    /// remove them for all. What others' formats are made from stays while it is theirs.
    /// </summary>
    /// <param name="caller">Who removes it.</param>
    /// <param name="id">The run.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<RunLine>> RemoveAsync(Caller caller, Guid id, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        var run = await history.FindAsync(caller, id, ct);
        if (run is null || run.RemovedAt is not null)
        {
            return s_unknown;
        }

        if (!run.Mine && !caller.May(Permissions.SystemManage))
        {
            return new Problem(ProblemKind.Forbidden, "You may remove your own runs. Those of others need the right system.manage.", null, "forbidden");
        }

        if (run.IsOpen)
        {
            return new Problem(ProblemKind.Conflict, "The run has not ended yet. Cancel it first.", null, "still_running");
        }

        if (run.HeldAt is not null)
        {
            return new Problem(ProblemKind.Conflict, "The run is held and stays as it is. Ask who holds it.", null, "held");
        }

        var names = await TakeAsync(caller, run, ct);
        if (names is null)
        {
            return new Problem(ProblemKind.Conflict, "The run was held or removed a moment ago. Look at it again.", null, "held");
        }

        names.ForEach(files.Delete);
        return run;
    }

    // The database first: a file without a name is a stray, a name without a file would be a lie. Null when it was changed meanwhile.
    private async Task<List<string>?> TakeAsync(Caller caller, RunLine run, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var locking = Command(connection, "select r.held_at is null and r.removed_at is null from app.run r where r.id = $1 for update", run.Id))
        {
            if (await locking.ExecuteScalarAsync(ct) is not true)
            {
                return null;
            }
        }

        await using (var leaving = Command(
            connection,
            "update app.run_subscription set left_at = coalesce(left_at, clock_timestamp()), removed_at = clock_timestamp() where run_id = $1 and removed_at is null and ($2 or person_id = $3)",
            run.Id,
            !run.Mine,
            caller.PersonId ?? 0))
        {
            await leaving.ExecuteNonQueryAsync(ct);
        }

        var names = await EmptyAsync(connection, run.Id, ct);
        await AuditLog.WriteAsync(connection, caller, new AuditEntry("run.remove", AuditOutcome.Done, "run", run.Id.ToString("D"), run.Id), ct);
        await transaction.CommitAsync(ct);
        return names;
    }

    private static async Task<List<string>> EmptyAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using (var removing = Command(
            connection,
            """
            update app.run r set removed_at = clock_timestamp()
            where r.id = $1 and not exists (select from app.run_subscription s where s.run_id = r.id and s.left_at is null)
            """,
            id))
        {
            if (await removing.ExecuteNonQueryAsync(ct) == 0)
            {
                return []; // somebody else asked for it too
            }
        }

        var names = await LoadFiles.GiveUpAsync(connection, [id], ct);
        await using var command = Command(
            connection,
            """
            with old as (
                select d.run_id, d.stored_name,
                       case when not exists (
                           select from app.report_run f join app.run fr on fr.id = f.kept_from_run_id
                           where f.kept_from_run_id = d.run_id and f.stored_name is not null) then d.kept_rows_name end as kept_rows_name
                from app.report_run d where d.run_id = $1
            ), emptied as (
                update app.report_run d
                set stored_name = null, kept_rows_name = case when o.kept_rows_name is null then d.kept_rows_name end
                from old o where o.run_id = d.run_id
            )
            select n.name
            from (select o.stored_name from old o union all select o.kept_rows_name from old o) n (name)
            where n.name is not null
            """,
            id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private async Task<Outcome<RunLine>> ChangeAsync(
        Caller caller, Guid id, string sql, object[] arguments, string action, string otherwise, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        if (await history.FindAsync(caller, id, ct) is null)
        {
            return s_unknown;
        }

        if (!MayHold(caller))
        {
            return new Problem(ProblemKind.Forbidden, $"Holding runs needs the right {Permissions.RunsReadAll}.", null, "forbidden");
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var command = Command(connection, sql, [id, .. arguments]))
        {
            if (await command.ExecuteNonQueryAsync(ct) == 0)
            {
                return new Problem(ProblemKind.Conflict, otherwise, null, "conflict");
            }
        }

        await AuditLog.WriteAsync(connection, caller, new AuditEntry(action, AuditOutcome.Done, "run", id.ToString("D"), id), ct);
        await transaction.CommitAsync(ct);
        return await history.FindAsync(caller, id, ct) is { } run ? run : s_unknown;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] arguments)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments)
        {
            command.Parameters.AddWithValue(argument);
        }

        return command;
    }
}
