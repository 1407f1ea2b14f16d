using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Runs.Queue;

/// <summary>The part that ends a try.</summary>
public sealed partial class RunStates
{
    // Published is what was not asked to stop before: of "done" and "cancelled" the first one committed holds. Who falls silent
    // before the commit (frozen, cut off) loses his session, or the run's row would stay locked against every rescue.
    private const string End =
        """
        with ended as (
            update app.run r
            set status = $3, lease_owner = null, lease_until = null, error_code = $4, error_message = $5,
                finished_at = case when $3 = 'pending' then null else clock_timestamp() end,
                not_before = case when $3 = 'pending' then clock_timestamp() + $7 end,
                attempt = case when $6 = 'handed_back' then greatest(r.attempt - 1, 0) else r.attempt end
            where r.id = $1 and r.lease_epoch = $2 and r.status = 'generating'
              and ($3 not in ('completed', 'pending') or r.cancel_requested_at is null)
            returning r.id, r.lane
        ), noted as (
            update app.run_attempt a
            set ended_at = clock_timestamp(), outcome = $6, error_code = $4, error_message = $5
            from ended e
            where a.run_id = e.id and a.epoch = $2
        )
        select e.lane, pg_notify('run_changed', e.id::text), case when $3 = 'pending' then pg_notify('run_queued', e.id::text) end,
               set_config('idle_in_transaction_session_timeout', '5s', true)
        from ended e
        """;

    /// <summary>
    /// Marks a run as done, in the transaction that records its result: the one statement that makes the result the run's own.
    /// </summary>
    /// <param name="connection">In that transaction.</param>
    /// <param name="run">The lease.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>False when the lease was lost or the run was asked to stop: nothing may be recorded then.</returns>
    public static Task<bool> CompleteAsync(NpgsqlConnection connection, LeasedRun run, CancellationToken ct) =>
        EndAsync(connection, run, RunStatus.Completed, AttemptOutcome.Completed, null, TimeSpan.Zero, ct);

    /// <summary>Notes where a run's time went, in the transaction that ends it.</summary>
    /// <param name="connection">In that transaction.</param>
    /// <param name="run">The lease, as it was.</param>
    /// <param name="timings">Milliseconds per phase.</param>
    /// <param name="ct">Stops it.</param>
    internal static async Task NoteTimingsAsync(NpgsqlConnection connection, LeasedRun run, IReadOnlyDictionary<string, long> timings, CancellationToken ct)
    {
        await using var command = Command(connection, "update app.run r set timings = $3 where r.id = $1 and r.lease_epoch = $2", run.Id, run.Epoch);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = JsonSerializer.Serialize(timings) });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Marks a run as failed, in the transaction that records why.</summary>
    /// <param name="connection">In that transaction.</param>
    /// <param name="run">The lease.</param>
    /// <param name="cause">Why.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>False when the lease was lost.</returns>
    internal static Task<bool> FailAsync(NpgsqlConnection connection, LeasedRun run, RunCause cause, CancellationToken ct) =>
        EndAsync(connection, run, RunStatus.Failed, AttemptOutcome.Failed, cause, TimeSpan.Zero, ct);

    /// <summary>Ends a run without a result.</summary>
    /// <param name="run">The lease.</param>
    /// <param name="cancelled">True when a person stopped it; otherwise it failed.</param>
    /// <param name="cause">Why.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>False when the lease was lost.</returns>
    public async Task<bool> FailAsync(LeasedRun run, bool cancelled, RunCause cause, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        return await EndAsync(
            connection,
            run,
            cancelled ? RunStatus.Cancelled : RunStatus.Failed,
            cancelled ? AttemptOutcome.Cancelled : AttemptOutcome.Failed,
            cause,
            TimeSpan.Zero,
            ct);
    }

    /// <summary>Ends a try whose cause may pass: the run waits for its next one, or has failed when it was the last.</summary>
    /// <param name="run">The lease.</param>
    /// <param name="attempt">Which try it was, from 1.</param>
    /// <param name="cause">Why.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>False when the lease was lost.</returns>
    public async Task<bool> RetryLaterAsync(LeasedRun run, int attempt, RunCause cause, CancellationToken ct)
    {
        if (attempt >= _options.Attempts)
        {
            return await FailAsync(run, cancelled: false, cause, ct);
        }

        // A tenth more or less, so that runs that failed together do not all come back together.
        var wait = _options.WaitAfter(attempt) * (0.9 + (0.2 * Random.Shared.NextDouble()));
        await using var connection = await database.App.OpenConnectionAsync(ct);
        return await EndAsync(connection, run, RunStatus.Pending, AttemptOutcome.Retried, cause, wait, ct)
            || await FailAsync(run, cancelled: true, RunCause.Cancelled, ct);
    }

    /// <summary>Gives a run back unfinished because this node is asked to stop; the try is not counted.</summary>
    /// <param name="run">The lease.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>False when the lease was lost.</returns>
    public async Task<bool> HandBackAsync(LeasedRun run, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        return await EndAsync(connection, run, RunStatus.Pending, AttemptOutcome.HandedBack, null, TimeSpan.Zero, ct)
            || await FailAsync(run, cancelled: true, RunCause.Cancelled, ct);
    }

    /// <summary>
    /// A requester wants a run no more. The last one to leave stops it; where another goes on waiting, the run is theirs.
    /// </summary>
    /// <param name="caller">Who leaves; the operator and those who may stop any run stop it for all.</param>
    /// <param name="id">The run.</param>
    /// <param name="forAll">True to stop it whoever else waits.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>False when it had ended before.</returns>
    public async Task<bool> CancelAsync(Access.Caller caller, Guid id, bool forAll, CancellationToken ct)
    {
        if (caller.ReadsOnly is not null)
        {
            return false;
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var locking = Command(connection, "select r.status in ('pending', 'generating'), set_config('idle_in_transaction_session_timeout', '5s', true) from app.run r where r.id = $1 for update", id))
        {
            if (await locking.ExecuteScalarAsync(ct) is not true)
            {
                return false;
            }
        }

        if (caller.PersonId is { } person)
        {
            await ExecuteAsync(connection, "update app.run_subscription set left_at = clock_timestamp() where run_id = $1 and person_id = $2 and left_at is null", ct, id, person);
        }

        if (forAll || !await PassOnAsync(connection, id, ct))
        {
            await StopAsync(connection, id, ct);
        }

        await AuditLog.WriteAsync(connection, caller, new AuditEntry("run.cancel", AuditOutcome.Done, "run", id.ToString("D"), id), ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    // True when somebody else waits for it. It is made with the rights of one who waits; the key was of who left.
    private static async Task<bool> PassOnAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var command = Command(
            connection,
            """
            with heir as (
                select s.person_id from app.run_subscription s
                where s.run_id = $1 and s.left_at is null
                order by s.subscribed_at, s.id limit 1
            ), kept as (
                update app.run r set requested_by = h.person_id, idempotency_key = null
                from heir h
                where r.id = $1 and not exists (
                    select from app.run_subscription s where s.run_id = $1 and s.left_at is null and s.person_id = r.requested_by)
            )
            select count(*) from heir
            """,
            id);
        return (long)(await command.ExecuteScalarAsync(ct))! > 0;
    }

    private static async Task StopAsync(NpgsqlConnection connection, Guid id, CancellationToken ct) => await ExecuteAsync(
        connection,
        """
        with stopped as (
            update app.run r
            set cancel_requested_at = coalesce(r.cancel_requested_at, clock_timestamp()),
                status = case r.status when 'pending' then 'cancelled' else r.status end,
                finished_at = case r.status when 'pending' then clock_timestamp() end,
                error_code = case r.status when 'pending' then 'cancelled' end,
                error_message = case r.status when 'pending' then 'It was stopped before it began.' end
            where r.id = $1
            returning r.id, r.status
        )
        select case when s.status = 'generating' then pg_notify('run_cancel', s.id::text) end, pg_notify('run_changed', s.id::text)
        from stopped s
        """,
        ct,
        id);

    private static async Task<bool> EndAsync(
        NpgsqlConnection connection,
        LeasedRun run,
        RunStatus status,
        AttemptOutcome outcome,
        RunCause? cause,
        TimeSpan wait,
        CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(End, connection);
        command.Parameters.AddWithValue(run.Id);
        command.Parameters.AddWithValue(run.Epoch);
        command.Parameters.AddWithValue(SnakeCaseWords<RunStatus>.Write(status));
        command.Parameters.Add(Maybe(NpgsqlDbType.Text, cause?.Code));
        command.Parameters.Add(Maybe(NpgsqlDbType.Text, cause?.Message));
        command.Parameters.AddWithValue(SnakeCaseWords<AttemptOutcome>.Write(outcome));
        command.Parameters.AddWithValue(wait);
        return await command.ExecuteScalarAsync(ct) is not null;
    }
}
