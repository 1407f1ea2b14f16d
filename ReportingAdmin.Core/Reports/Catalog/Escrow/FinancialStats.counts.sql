-- one row per count
-- include HeldFunds.head
cohort as (
    select p.period, count(*) as opened,
           count(*) filter (where (
               select sum(case when e.reversed_kind is null then e.amount else -e.amount end)
               from escrow.ledger_entry e
               where e.case_id = c.id and e.posted_on <= p.to_on and e.deleted_at is null
                 and coalesce(e.reversed_kind, e.kind) = 'deposit') > 0) as funded
    from spans p
    join cases c on c.opened_on between p.from_on and p.to_on
    group by p.period
),
moves as (
    select p.period,
           count(*) filter (where s.status = 'closed' and coalesce(s.status_before, 'open') = 'open' and s.from_on >= p.from_on) as closed,
           count(*) filter (where s.status = 'open' and s.until_on > p.to_on) as open_at_end
    from spans p
    join escrow.case_status_spans() s on s.from_on <= p.to_on
    join cases c on c.id = s.case_id
    group by p.period
),
negative as (
    select b.period, count(*) filter (where b.balance < 0) as cases
    from balances b
    group by b.period
),
-- When a request last was, and last ceased to be, pending by the end of each period: one pass over its changes in order. The
-- ends are read once: as expressions they would be reckoned for every change.
changes as (
    select h.request_id,
           max(h.changed_at) filter (where h.status in ('submitted', 'approved')) as pending_at,
           max(h.changed_at) filter (where h.status not in ('submitted', 'approved')) as settled_at,
           max(h.changed_at) filter (where h.status in ('submitted', 'approved') and h.changed_at < (select @from::date::timestamptz)) as pending_before,
           max(h.changed_at) filter (where h.status not in ('submitted', 'approved') and h.changed_at < (select @from::date::timestamptz)) as settled_before
    from escrow.disbursement_request_history h
    where h.deleted_at is null and h.changed_at < (select (@to::date + 1)::timestamptz)
    group by h.request_id
),
-- Where both fell on one instant the later line counts.
last_changes as (
    select 1 as period, c.request_id
    from changes c
    where c.pending_at > c.settled_at or c.settled_at is null
       or c.pending_at = c.settled_at and (
           select h.status in ('submitted', 'approved') from escrow.disbursement_request_history h
           where h.request_id = c.request_id and h.changed_at = c.pending_at and h.deleted_at is null
           order by h.seq desc limit 1)
    union all
    select 0, c.request_id
    from changes c
    where c.pending_before > c.settled_before or c.pending_before is not null and c.settled_before is null
       or c.pending_before = c.settled_before and (
           select h.status in ('submitted', 'approved') from escrow.disbursement_request_history h
           where h.request_id = c.request_id and h.changed_at = c.pending_before and h.deleted_at is null
           order by h.seq desc limit 1)
),
-- Of a request whose history begins after the end no more was known by then than that it was submitted.
later_changes as (
    select p.period, r.id as request_id
    from spans p
    join escrow.disbursement_request r on r.submitted_at < (p.to_on + 1)::timestamptz
    left join changes c on c.request_id = r.id
    where case p.period when 1 then c.request_id is null else coalesce(c.pending_before, c.settled_before) is null end
      and exists (select from escrow.disbursement_request_history h where h.request_id = r.id and h.deleted_at is null)
),
-- Pending at the end by the history; without any by the current status.
pending_requests as (
    select l.period, l.request_id
    from last_changes l
    union all
    select l.period, l.request_id
    from later_changes l
    union all
    select p.period, r.id
    from spans p
    join escrow.disbursement_request r on r.status in ('submitted', 'approved')
    where not exists (select from escrow.disbursement_request_history h where h.request_id = r.id and h.deleted_at is null)
),
pending as (
    select p.period, count(*) as requests
    from pending_requests q
    join spans p on p.period = q.period
    join escrow.disbursement_request r on r.id = q.request_id
    join cases c on c.id = r.case_id
    where r.deleted_at is null and r.submitted_at < (p.to_on + 1)::timestamptz
    group by p.period
),
figures as (
    select v.place, v.figure, v.unit, p.period, v.amount
    from spans p
    left join cohort c on c.period = p.period
    left join moves m on m.period = p.period
    left join negative n on n.period = p.period
    left join pending d on d.period = p.period
    cross join lateral (values
        (7, 'Cases opened', 'cases', coalesce(c.opened, 0)::numeric),
        (8, 'Cases closed', 'cases', coalesce(m.closed, 0)),
        (9, 'Cases open', 'cases', coalesce(m.open_at_end, 0)),
        (10, 'Funded % of cases opened', '%', trim_scale(round(100.0 * c.funded / c.opened, 7))),
        (11, 'Negative balances', 'cases', coalesce(n.cases, 0)),
        (12, 'Requests pending', 'requests', coalesce(d.requests, 0))) v (place, figure, unit, amount)
    where exists (select from cases)
),
compared as (
    select place, figure, unit,
           max(amount) filter (where period = 1) as value,
           max(amount) filter (where period = 0) as before
    from figures
    group by place, figure, unit
)
select
    figure,
    unit,
    value,
    before,
    value - before as change,
    case when unit <> '%' then round((value - before) / nullif(abs(before), 0), 9) end as change_share
from compared
order by place
