-- Shared: each request asked for (asked) with what was known of it at a moment (ends.moment), as requests
-- What the history knew by then; a request of which nothing is recorded has its current status.
history as (
    select h.request_id,
           count(*) filter (where h.changed_at < (select n.moment from ends n)) as known,
           (array_agg(h.status order by h.changed_at desc, h.seq desc) filter (where h.changed_at < (select n.moment from ends n)))[1] as status,
           (array_agg(h.amount order by h.changed_at desc, h.seq desc)
               filter (where h.changed_at < (select n.moment from ends n) and h.amount is not null))[1] as amount,
           min(h.changed_at) filter (where h.status = 'paid' and h.changed_at < (select n.moment from ends n)) as paid_at
    from escrow.disbursement_request_history h
    where h.deleted_at is null and h.request_id in (select a.id from asked a)
    group by h.request_id
),
-- Once and apart: where a page reads the first rows alone, the planner would look for each request's history among all of them.
requests as materialized (
    select a.id, a.agency_id, a.staff_id, a.currency, date_trunc('month', a.submitted_at)::date as month,
           s.status,
           coalesce(h.amount, a.amount) as amount,
           h.request_id is null as without_history,
           p.paid_at,
           -- Of what counts as paid alone: a payment may have been taken back since.
           case when s.status = 'paid' then round(extract(epoch from p.paid_at - a.submitted_at) / 3600, 4) end as hours
    from asked a
    left join history h on h.request_id = a.id
    cross join lateral (
        select case when h.request_id is null then a.status when h.known = 0 then 'submitted' else h.status end as status) s
    cross join lateral (
        select case when h.request_id is not null then h.paid_at
                    when a.paid_at < (select n.moment from ends n) then a.paid_at end as paid_at) p
)
