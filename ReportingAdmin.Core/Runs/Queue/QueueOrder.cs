namespace ReportingAdmin.Core.Runs.Queue;

/// <summary>
/// The order in which waiting runs are taken, worked out by the rule of the claim for all of them at once: by priority, then by how
/// many runs its requester has in work when its turn comes, then by age. It supposes that none in work ends meanwhile and leaves
/// aside how many runs of one requester a single node takes, so a place is about right and no promise.
/// </summary>
internal static class QueueOrder
{
    /// <summary>
    /// Steps for a <c>with</c>: <c>held</c> (requester, running) and <c>waiting</c> (one row per run that may be taken now, with its
    /// lane, requester, priority, age, how many its requester has before it, and its place in the lane from 1).
    /// </summary>
    public const string Steps =
        """
        held as (
            select coalesce(g.requested_by, 0) as requester, count(*) as running
            from app.run g
            where g.status = 'generating'
            group by coalesce(g.requested_by, 0)
        ), turn as (
            select r.id, r.lane, r.kind, r.phase, coalesce(r.requested_by, 0) as requester, r.priority, r.requested_at,
                   coalesce(h.running, 0) - 1
                       + row_number() over (partition by r.lane, coalesce(r.requested_by, 0) order by r.priority, r.requested_at, r.id) as before_it
            from app.run r
            left join held h on h.requester = coalesce(r.requested_by, 0)
            where r.status = 'pending' and (r.not_before is null or r.not_before <= clock_timestamp())
        ), waiting as (
            select t.*, row_number() over (partition by t.lane order by t.priority, t.before_it, t.requested_at, t.id) as place
            from turn t
        )
        """;
}
