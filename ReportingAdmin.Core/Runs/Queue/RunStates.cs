using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Runs.Queue;

/// <summary>
/// The states of runs and every step between them: queued, claimed under a lease, renewed, ended once. All times are the
/// database's, and every step of a worker names its lease epoch, so a late one changes nothing.
/// </summary>
/// <param name="database">The application's connections.</param>
/// <param name="options">Lease, tries, quota.</param>
/// <param name="signal">Wakes this node's workers.</param>
public sealed partial class RunStates(ReportingDatabase database, IOptions<RunOptions> options, RunSignal signal)
{
    /// <summary>Told when a run waits; the payload is its id.</summary>
    public const string QueuedChannel = "run_queued";

    /// <summary>Told when a running run is to stop; the payload is its id.</summary>
    public const string CancelChannel = "run_cancel";

    /// <summary>Told when a run's state or progress changed; the payload is its id.</summary>
    public const string ChangedChannel = "run_changed";

    private const int MostLooks = 5;

    private readonly RunOptions _options = options.Value;

    /// <summary>Queues a run, or joins the open one that would give the same result.</summary>
    /// <param name="run">What is wanted.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The run; or that the requester has too many open, or used the key for something else.</returns>
    public async Task<Outcome<QueuedRun>> EnqueueAsync(NewRun run, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (run.Caller.PersonId is { } person)
        {
            // One request of a person at a time: the quota is counted, and the idempotency key looked up, without a race. A node
            // that falls silent meanwhile does not hold up the person's next request for long.
            await ExecuteAsync(
                connection,
                "select set_config('idle_in_transaction_session_timeout', '5s', true), pg_advisory_xact_lock(hashtextextended('run_quota:' || $1::text, 0))",
                ct,
                person);
        }

        if (run.IdempotencyKey is not null && await FindRepeatedAsync(connection, run, ct) is { } repeated)
        {
            return run.IsSameAsync is null || await run.IsSameAsync(connection, repeated.Id, ct) ? repeated : QueuedRun.KeyReused;
        }

        if (await OverQuotaAsync(connection, run, ct) is { } problem)
        {
            return problem;
        }

        var queued = await InsertOrJoinAsync(connection, run, ct);
        if (queued.How != QueuedHow.Joined)
        {
            await run.WriteDetailAsync(connection, queued.Id, ct);
        }

        await SubscribeAsync(connection, run, queued.Id, ct);
        var channel = queued.How == QueuedHow.Queued ? QueuedChannel : ChangedChannel;
        await ExecuteAsync(connection, "select pg_notify($1, $2)", ct, channel, queued.Id.ToString("D"));
        await transaction.CommitAsync(ct);
        if (queued.How == QueuedHow.Queued)
        {
            signal.Wake(run.Lane);
        }

        return queued;
    }

    private async Task<Problem?> OverQuotaAsync(NpgsqlConnection connection, NewRun run, CancellationToken ct)
    {
        if (run.Caller.PersonId is not { } person)
        {
            return null;
        }

        await using var command = new NpgsqlCommand(
            """
            select count(*)
            from app.run_subscription s
            join app.run r on r.id = s.run_id
            where s.person_id = $1 and s.left_at is null and r.status in ('pending', 'generating')
            """,
            connection);
        command.Parameters.AddWithValue(person);
        return (long)(await command.ExecuteScalarAsync(ct))! < _options.PerUserOpen
            ? null
            : new Problem(
                ProblemKind.TooMany,
                $"You have {_options.PerUserOpen} runs waiting or running, which is the limit. Wait for one to end, or cancel one in My runs.",
                null,
                "too_many_runs");
    }

    private async Task<QueuedRun> InsertOrJoinAsync(NpgsqlConnection connection, NewRun run, CancellationToken ct)
    {
        for (var look = 1; look <= MostLooks; look++)
        {
            if (await InsertAsync(connection, run, ct) is { } inserted)
            {
                return inserted;
            }

            if (await FindOpenAsync(connection, run.IdentityKey!, ct) is { } open)
            {
                return open;
            }
        }

        // The open one is being stopped: it is not joined, and this one is on its own.
        return await InsertAsync(connection, run with { IdentityKey = null }, ct)
            ?? throw new InvalidOperationException("A run without an identity was not inserted.");
    }

    private async Task<QueuedRun?> InsertAsync(NpgsqlConnection connection, NewRun run, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            with queued as (
                insert into app.run (
                    kind, lane, priority, requested_by, row_scope, masked, identity_key, idempotency_key, parent_run_id, rows_expected,
                    status, attempt, lease_owner, lease_until, lease_epoch, started_at, requested_at, data_version)
                select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
                       case when $11::text is null then 'pending' else 'generating' end,
                       case when $11::text is null then 0 else 1 end,
                       $11, case when $11::text is not null then clock_timestamp() + $12 end,
                       case when $11::text is null then 0 else 1 end,
                       case when $11::text is not null then clock_timestamp() end,
                       clock_timestamp(), (select jsonb_object_agg(v.schema_name, v.version) from app.data_version v)
                on conflict (identity_key) where identity_key is not null and status in ('pending', 'generating') do nothing
                returning id, number, lease_epoch, lease_owner
            ), noted as (
                insert into app.run_attempt (run_id, epoch, owner)
                select q.id, q.lease_epoch, q.lease_owner from queued q where q.lease_owner is not null
            )
            select q.id, q.number, q.lease_epoch from queued q
            """,
            connection);
        command.Parameters.AddWithValue(SnakeCaseWords<RunKind>.Write(run.Kind));
        command.Parameters.AddWithValue(SnakeCaseWords<RunLane>.Write(run.Lane));
        command.Parameters.AddWithValue(run.Priority);
        command.Parameters.Add(Maybe(NpgsqlDbType.Bigint, run.Caller.PersonId));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = ScopeJson.Write(run.Caller.Scope) });
        command.Parameters.AddWithValue(run.Masked);
        command.Parameters.Add(Maybe(NpgsqlDbType.Text, run.IdentityKey));
        command.Parameters.Add(Maybe(NpgsqlDbType.Text, run.IdempotencyKey));
        command.Parameters.Add(Maybe(NpgsqlDbType.Uuid, run.ParentRunId));
        command.Parameters.Add(Maybe(NpgsqlDbType.Bigint, run.RowsExpected));
        command.Parameters.Add(Maybe(NpgsqlDbType.Text, run.ClaimedBy));
        command.Parameters.AddWithValue(_options.Lease);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new QueuedRun(
                new LeasedRun(reader.GetGuid(0), reader.GetInt64(1), reader.GetInt64(2)),
                run.ClaimedBy is null ? QueuedHow.Queued : QueuedHow.Claimed)
            : null;
    }

    // The row stays locked until the subscription stands, so the last one to leave cannot stop it meanwhile.
    private static async Task<QueuedRun?> FindOpenAsync(NpgsqlConnection connection, string identity, CancellationToken ct) =>
        await ReadOneAsync(
            connection,
            """
            select r.id, r.number, r.lease_epoch from app.run r
            where r.identity_key = $1 and r.status in ('pending', 'generating') and r.cancel_requested_at is null
            for update
            """,
            QueuedHow.Joined,
            ct,
            identity);

    // A run that its requester removed answers nobody any more: its key is free again.
    private static async Task<QueuedRun?> FindRepeatedAsync(NpgsqlConnection connection, NewRun run, CancellationToken ct) =>
        await ReadOneAsync(
            connection,
            """
            with freed as (
                update app.run r set idempotency_key = null
                where coalesce(r.requested_by, 0) = $1 and r.idempotency_key = $2
                  and (r.removed_at is not null
                       or exists (select from app.run_subscription s where s.run_id = r.id and s.person_id = $1 and s.removed_at is not null))
                returning r.id
            )
            select r.id, r.number, r.lease_epoch from app.run r
            where coalesce(r.requested_by, 0) = $1 and r.idempotency_key = $2 and r.id not in (select f.id from freed f)
            """,
            QueuedHow.Repeated,
            ct,
            run.Caller.PersonId ?? 0L,
            run.IdempotencyKey!);

    private static async Task<QueuedRun?> ReadOneAsync(
        NpgsqlConnection connection, string sql, QueuedHow how, CancellationToken ct, params object[] arguments)
    {
        await using var command = Command(connection, sql, arguments);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new QueuedRun(new LeasedRun(reader.GetGuid(0), reader.GetInt64(1), reader.GetInt64(2)), how)
            : null;
    }

    private static async Task SubscribeAsync(NpgsqlConnection connection, NewRun run, Guid id, CancellationToken ct)
    {
        if (run.Caller.PersonId is { } person)
        {
            await ExecuteAsync(
                connection,
                """
                insert into app.run_subscription (run_id, person_id) values ($1, $2)
                on conflict (run_id, person_id) do update set left_at = null, seen_at = null
                """,
                ct,
                id,
                person);
        }
    }

    private static NpgsqlParameter Maybe(NpgsqlDbType type, object? value) => new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] arguments)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments)
        {
            command.Parameters.AddWithValue(argument);
        }

        return command;
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] arguments)
    {
        await using var command = Command(connection, sql, arguments);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
