-- one row per month
with cases as not materialized (
    select g.case_id as id
    from escrow.case_group g
-- include ChosenGroups.part
),
months as (
    select g::date as month, (g + interval '1 month - 1 day')::date as month_end
    from escrow.month_starts(@from, @to) g
),
-- What a month changes in the cases open.
moves as (
    select date_trunc('month', s.from_on::timestamp)::date as month,
-- include CaseMoves.part
    group by date_trunc('month', s.from_on::timestamp)::date
),
entries as (
    select m.month, sum(m.entry_count) as entries
    from escrow.case_month m
    join cases c on c.id = m.case_id
    where m.month between date_trunc('month', @from::timestamp)::date and @to
    group by m.month
),
-- Instants are compared with instants: against a date, or a value read first, the planner takes millions of requests for a few.
submitted as (
    select date_trunc('month', r.submitted_at)::date as month, count(*) as requests
    from escrow.disbursement_request r
    join cases c on c.id = r.case_id
    where r.deleted_at is null
      and r.submitted_at >= date_trunc('month', @from::timestamp)::timestamptz
      and r.submitted_at < (date_trunc('month', @to::timestamp) + interval '1 month')::timestamptz
    group by 1
),
-- A request is paid when its history first says so; one without any history when the request says so.
first_paid as materialized (
    select h.request_id, min(h.changed_at) as paid_at
    from escrow.disbursement_request_history h
    where h.status = 'paid' and h.deleted_at is null
      and h.changed_at >= date_trunc('month', @from::timestamp)::timestamptz
      and h.changed_at < (date_trunc('month', @to::timestamp) + interval '1 month')::timestamptz
      and not exists (select from escrow.disbursement_request_history e
                      where e.request_id = h.request_id and e.status = 'paid' and e.deleted_at is null
                        and e.changed_at < date_trunc('month', @from::timestamp)::timestamptz)
    group by h.request_id
),
candidates as materialized (
    select r.id, r.case_id, f.paid_at as first_paid_at, r.paid_at
    from escrow.disbursement_request r
    left join first_paid f on f.request_id = r.id
    where r.deleted_at is null
      and (f.request_id is not null
           or r.paid_at >= date_trunc('month', @from::timestamp)::timestamptz
              and r.paid_at < (date_trunc('month', @to::timestamp) + interval '1 month')::timestamptz)
),
-- Few are not first paid in the period: for these alone it is looked up whether anything is recorded of them.
payments as (
    select d.case_id, coalesce(d.first_paid_at, d.paid_at) as paid_at
    from candidates d
    where d.first_paid_at is not null
       or (select h.id from escrow.disbursement_request_history h where h.request_id = d.id and h.deleted_at is null limit 1) is null
),
paid as (
    select date_trunc('month', p.paid_at)::date as month, count(*) as requests
    from payments p
    join cases c on c.id = p.case_id
    group by 1
),
counts as (
    select g.month,
           coalesce(sum(v.opened) filter (where v.month = g.month), 0)::bigint as opened,
           coalesce(sum(v.reopened) filter (where v.month = g.month), 0)::bigint as reopened,
           coalesce(sum(v.closed) filter (where v.month = g.month), 0)::bigint as closed,
           coalesce(sum(v.cancelled) filter (where v.month = g.month), 0)::bigint as cancelled,
           coalesce(sum(v.opened + v.reopened - v.closed - v.cancelled), 0)::bigint as open_at_end
    from months g
    left join moves v on v.month <= g.month
    group by g.month
)
select
    n.month,
    n.opened,
    n.reopened,
    n.closed,
    n.cancelled,
    n.open_at_end,
    coalesce(e.entries, 0)::bigint as entries,
    coalesce(s.requests, 0)::bigint as requests_submitted,
    coalesce(p.requests, 0)::bigint as requests_paid
from counts n
left join entries e on e.month = n.month
left join submitted s on s.month = n.month
left join paid p on p.month = n.month
order by n.month
