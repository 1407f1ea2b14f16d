using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Runs.Queue;

/// <summary>The part for a node that could not hear the database for a while and lives.</summary>
public sealed partial class RunStates
{
    // Whose claim was committed and whose answer was lost on the way: nobody works on it, and that is nobody's fault.
    private const string GiveBack =
        """
        with unheard as (
            update app.run r
            set status = case when r.cancel_requested_at is null then 'pending' else 'cancelled' end,
                lease_owner = null, lease_until = null,
                attempt = case when r.cancel_requested_at is null then greatest(r.attempt - 1, 0) else r.attempt end,
                finished_at = case when r.cancel_requested_at is not null then clock_timestamp() end,
                error_code = case when r.cancel_requested_at is not null then 'cancelled' end,
                error_message = case when r.cancel_requested_at is not null then 'It was stopped.' end
            where r.status = 'generating' and r.lease_owner = $1 and r.id <> all ($2)
            returning r.id, r.lease_epoch, r.lane, r.status
        ), noted as (
            update app.run_attempt a
            set ended_at = clock_timestamp(), outcome = case u.status when 'pending' then 'handed_back' else 'cancelled' end,
                error_code = 'answer_lost', error_message = 'The node did not hear that it had the run.'
            from unheard u
            where a.run_id = u.id and a.epoch = u.lease_epoch
        )
        select u.lane, pg_notify('run_changed', u.id::text), case when u.status = 'pending' then pg_notify('run_queued', u.id::text) end
        from unheard u
        """;

    private const string Revive =
        """
        with taken as materialized (
            select a.run_id, a.epoch
            from app.run_attempt a
            join app.run r on r.id = a.run_id
            where a.outcome = 'died' and a.owner = any ($1) and r.status <> 'quarantined'
            order by a.run_id
            for update of r
        ), noted as (
            update app.run_attempt a
            set outcome = 'lease_lost', error_message = 'The node could not reach the database until the lease ended.'
            from taken t
            where a.run_id = t.run_id and a.epoch = t.epoch
        )
        update app.run r
        set deaths = r.deaths - t.count
        from (select run_id, count(*)::integer as count from taken group by run_id) t
        where r.id = t.run_id
        """;

    /// <summary>
    /// Called by a node when it reaches the database again. Runs that stand under its name and that it knows nothing of wait anew
    /// at once, without a try counted; tries of its that were taken for its death are noted for what they were, so that a bad
    /// network does not put a run into quarantine.
    /// </summary>
    /// <param name="owner">The name of its workers' leases.</param>
    /// <param name="known">The runs that it works on.</param>
    /// <param name="others">Further names under which it holds leases.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>How many runs were given back.</returns>
    public async Task<int> ReturnAsync(string owner, IReadOnlyCollection<Guid> known, IReadOnlyCollection<string> others, CancellationToken ct)
    {
        var lanes = new List<RunLane>();
        await using (var giving = database.App.CreateCommand(GiveBack))
        {
            giving.Parameters.AddWithValue(owner);
            giving.Parameters.AddWithValue(known.ToArray());
            await using var reader = await giving.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                lanes.Add(SnakeCaseWords<RunLane>.Read(reader.GetString(0)));
            }
        }

        await using var reviving = database.App.CreateCommand(Revive);
        reviving.Parameters.AddWithValue(others.Append(owner).ToArray());
        await reviving.ExecuteNonQueryAsync(ct);
        foreach (var lane in lanes.Distinct())
        {
            signal.Wake(lane);
        }

        return lanes.Count;
    }
}
