-- Control figures of escrow/monthly-activity, change by change, from the ledger and the requests alone.
with cases as not materialized (
    select c.id
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
),
-- Every status against the one before it, by a look back at the row that precedes it.
changes as (
    select h.status, p.status as status_before, h.case_id
    from escrow.case_status_history h
    join cases c on c.id = h.case_id
    left join lateral (
        select b.status from escrow.case_status_history b
        where b.case_id = h.case_id and b.deleted_at is null and (b.changed_on, b.seq) < (h.changed_on, h.seq)
        order by b.changed_on desc, b.seq desc limit 1) p on true
    where h.deleted_at is null and h.changed_on >= date_trunc('month', @from::timestamp)::date
      and h.changed_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
),
figures as (
    select count(*) filter (where status = 'open' and status_before is null) as opened,
           count(*) filter (where status = 'open' and status_before in ('closed', 'cancelled')) as reopened,
           count(*) filter (where status = 'closed' and status_before = 'open') as closed,
           count(*) filter (where status = 'cancelled' and status_before = 'open') as cancelled
    from changes
),
others as (
    select (select count(*) from escrow.ledger_entry e
            join cases c on c.id = e.case_id
            where e.deleted_at is null and e.posted_on >= date_trunc('month', @from::timestamp)::date
              and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date) as entries,
           (select count(*) from escrow.disbursement_request r join cases c on c.id = r.case_id
            where r.deleted_at is null and r.submitted_at >= date_trunc('month', @from::timestamp)::timestamptz and r.submitted_at < (date_trunc('month', @to::timestamp) + interval '1 month')::timestamptz) as requests_submitted,
           (select count(*) from escrow.disbursement_request r
            join cases c on c.id = r.case_id
            left join (select h.request_id, count(*) as changes, min(h.changed_at) filter (where h.status = 'paid') as paid_at
                       from escrow.disbursement_request_history h where h.deleted_at is null group by h.request_id) h on h.request_id = r.id
            where r.deleted_at is null
              and date_trunc('month', case when h.changes > 0 then h.paid_at else r.paid_at end)::date
                  between date_trunc('month', @from::timestamp)::date and @to) as requests_paid
)
select 'months' as section, v.figure, null::text as currency, v.amount::numeric as amount
from figures f
cross join others o
cross join lateral (values
    ('opened', f.opened), ('reopened', f.reopened), ('closed', f.closed), ('cancelled', f.cancelled),
    ('entries', o.entries), ('requests_submitted', o.requests_submitted), ('requests_paid', o.requests_paid)) v (figure, amount)
union all
select 'months', 'rows', null, ((extract(year from @to::date) - extract(year from @from::date)) * 12
                   + extract(month from @to::date) - extract(month from @from::date) + 1)
