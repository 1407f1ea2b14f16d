using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Runs.Queue;

/// <summary>The part that takes runs, keeps them, and takes them away from workers that are not heard of.</summary>
public sealed partial class RunStates
{
    private const int RescueBatch = 500;

    // Walks the requesters that wait by the index, takes the first few runs of each, and of those the one of the requester who
    // has the fewest running. A few, and not one: the first may be in another claimer's hands at this moment.
    private const string Claim =
        """
        with recursive requester (id) as (
            (select coalesce(r.requested_by, 0) from app.run r where r.lane = $1 and r.status = 'pending' order by 1 limit 1)
            union all
            select (select coalesce(r.requested_by, 0) from app.run r
                    where r.lane = $1 and r.status = 'pending' and coalesce(r.requested_by, 0) > q.id order by 1 limit 1)
            from requester q
            where q.id is not null
        ), candidate as materialized (
            select first.id, first.priority, first.requested_at, held.everywhere
            from requester q
            cross join lateral (
                select count(*) as everywhere, count(*) filter (where g.lease_owner = $2) as here
                from app.run g where g.status = 'generating' and coalesce(g.requested_by, 0) = q.id) as held
            cross join lateral (
                select r.id, r.priority, r.requested_at from app.run r
                where r.lane = $1 and r.status = 'pending' and coalesce(r.requested_by, 0) = q.id
                  and (r.not_before is null or r.not_before <= clock_timestamp())
                order by r.priority, r.requested_at limit 4) as first
            where q.id is not null and (q.id = 0 or held.here < $3)
        ), picked as (
            select r.id
            from candidate c
            join app.run r on r.id = c.id
            where r.status = 'pending'
            order by c.priority, c.everywhere, c.requested_at, c.id
            limit 1
            for update of r skip locked
        ), claimed as (
            update app.run r
            set status = 'generating', lease_owner = $2, lease_until = clock_timestamp() + $4, lease_epoch = r.lease_epoch + 1,
                attempt = r.attempt + 1, started_at = clock_timestamp(), not_before = null, phase = null, rows_done = null,
                error_code = null, error_message = null, data_version = (select jsonb_object_agg(v.schema_name, v.version) from app.data_version v)
            from picked p
            where r.id = p.id
            returning r.id, r.number, r.lease_epoch, r.kind, r.attempt
        ), noted as (
            insert into app.run_attempt (run_id, epoch, owner) select c.id, c.lease_epoch, $2 from claimed c
        )
        select c.id, c.number, c.lease_epoch, c.kind, c.attempt, pg_notify('run_changed', c.id::text) from claimed c
        """;

    // An orphan whose lease began before the server's own start did not lose its process: that death is not its fault.
    private const string Rescue =
        """
        with orphan as materialized (
            select r.id, r.status, r.attempt, r.lease_epoch, r.cancel_requested_at,
                   r.deaths + case when pg_postmaster_start_time() > r.lease_until - $1 then 0 else 1 end as deaths,
                   pg_postmaster_start_time() > r.lease_until - $1 as restarted
            from app.run r
            where r.status = 'generating' and r.lease_until < clock_timestamp()
            order by r.lease_until
            limit $3
            for update skip locked
        ), judged as (
            select o.*, case when o.cancel_requested_at is not null then 'cancelled'
                             when o.deaths >= 2 then 'quarantined'
                             when o.attempt >= $2 then 'failed'
                             else 'pending' end as next
            from orphan o
        ), moved as (
            update app.run r
            set status = j.next, deaths = j.deaths, lease_owner = null, lease_until = null,
                finished_at = case when j.next = 'pending' then null else clock_timestamp() end,
                error_code = case j.next when 'pending' then null when 'cancelled' then 'cancelled' when 'quarantined' then 'crashed_twice' else 'node_lost' end,
                error_message = case j.next
                    when 'pending' then null
                    when 'cancelled' then 'It was stopped.'
                    when 'quarantined' then 'It was stopped because the program working on it ended twice. Choose fewer rows, or tell an administrator; Retry begins it anew.'
                    else 'The node that worked on it was lost, and it was the last try. Retry begins it anew.' end
            from judged j
            where r.id = j.id
            returning r.id, r.status, r.lane
        ), noted as (
            update app.run_attempt a
            set ended_at = clock_timestamp(), outcome = case when j.restarted then 'lease_lost' else 'died' end,
                error_code = 'node_lost', error_message = 'The node was not heard of until the lease ended.'
            from judged j
            where a.run_id = j.id and a.epoch = j.lease_epoch
        ), audited as (
            insert into app.audit_event (actor, action, outcome, target_kind, target_key, run_id)
            select 'system', 'run.' || m.status, 'done', 'run', m.id::text, m.id from moved m where m.status <> 'pending'
        )
        select m.status, m.lane, pg_notify('run_changed', m.id::text),
               case when m.status = 'pending' then pg_notify('run_queued', m.id::text) end
        from moved m
        """;

    /// <summary>Takes the next run of a lane, fairly: first by priority, then by who has the fewest running, then by age.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="owner">The name under which the lease is held.</param>
    /// <param name="mostOfOne">How many runs of one requester this owner may hold.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The run; null when none waits that may be taken.</returns>
    public async Task<ClaimedRun?> ClaimAsync(RunLane lane, string owner, int mostOfOne, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(Claim);
        command.Parameters.AddWithValue(SnakeCaseWords<RunLane>.Write(lane));
        command.Parameters.AddWithValue(owner);
        command.Parameters.AddWithValue(mostOfOne);
        command.Parameters.AddWithValue(_options.Lease);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new ClaimedRun(
                new LeasedRun(reader.GetGuid(0), reader.GetInt64(1), reader.GetInt64(2)),
                SnakeCaseWords<RunKind>.Read(reader.GetString(3)),
                reader.GetInt32(4))
            : null;
    }

    /// <summary>Renews leases.</summary>
    /// <param name="runs">The runs this node works on.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Those that are still ours, and whether each is to stop.</returns>
    public async Task<IReadOnlyDictionary<Guid, bool>> RenewAsync(IReadOnlyCollection<LeasedRun> runs, CancellationToken ct)
    {
        await using var command = database.Leases.CreateCommand(
            """
            update app.run r
            set lease_until = clock_timestamp() + $3
            from unnest($1, $2) as mine (id, epoch)
            where r.id = mine.id and r.lease_epoch = mine.epoch and r.status = 'generating'
            returning r.id, r.cancel_requested_at is not null
            """);
        command.CommandTimeout = Math.Max(1, (int)_options.RenewEvery.TotalSeconds);
        command.Parameters.AddWithValue(runs.Select(run => run.Id).ToArray());
        command.Parameters.AddWithValue(runs.Select(run => run.Epoch).ToArray());
        command.Parameters.AddWithValue(_options.Lease);
        var kept = new Dictionary<Guid, bool>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            kept[reader.GetGuid(0)] = reader.GetBoolean(1);
        }

        return kept;
    }

    /// <summary>True when a running run is to stop.</summary>
    /// <param name="id">The run.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<bool> IsCancelRequestedAsync(Guid id, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand("select r.cancel_requested_at is not null from app.run r where r.id = $1 and r.status = 'generating'");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Writes how far runs are, and tells who looks on.</summary>
    /// <param name="steps">A step each.</param>
    /// <param name="ct">Stops it.</param>
    public async Task ReportAsync(IReadOnlyCollection<RunStep> steps, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            with moved as (
                update app.run r
                set phase = s.phase, rows_done = s.rows
                from unnest($1, $2, $3, $4) as s (id, epoch, phase, rows)
                where r.id = s.id and r.lease_epoch = s.epoch and r.status = 'generating'
                returning r.id
            )
            select pg_notify('run_changed', m.id::text) from moved m
            """);
        command.CommandTimeout = Math.Max(1, (int)_options.RenewEvery.TotalSeconds);
        command.Parameters.AddWithValue(steps.Select(step => step.Lease.Id).ToArray());
        command.Parameters.AddWithValue(steps.Select(step => step.Lease.Epoch).ToArray());
        command.Parameters.AddWithValue(steps.Select(step => step.Phase).ToArray());
        command.Parameters.AddWithValue(steps.Select(step => step.Rows).ToArray());
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Takes runs away from workers that let their lease end: back to waiting; failed after the last try; quarantined after
    /// two deaths of the process. Idempotent: any node may call it at any time.
    /// </summary>
    /// <param name="ct">Stops it.</param>
    /// <returns>How many were taken.</returns>
    public async Task<int> RescueAsync(CancellationToken ct)
    {
        for (var taken = 0; ;)
        {
            var found = await RescueBatchAsync(ct);
            taken += found;
            if (found < RescueBatch)
            {
                return taken;
            }
        }
    }

    private async Task<int> RescueBatchAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(Rescue);
        command.Parameters.AddWithValue(_options.Lease);
        command.Parameters.AddWithValue(_options.Attempts);
        command.Parameters.AddWithValue(RescueBatch);
        var lanes = new HashSet<RunLane>();
        var found = 0;
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                found++;
                if (reader.GetString(0) == "pending")
                {
                    lanes.Add(SnakeCaseWords<RunLane>.Read(reader.GetString(1)));
                }
            }
        }

        foreach (var lane in lanes)
        {
            signal.Wake(lane);
        }

        return found;
    }
}
