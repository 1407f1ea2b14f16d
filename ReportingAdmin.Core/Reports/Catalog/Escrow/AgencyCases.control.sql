-- Control figures of escrow/agency-cases, change by change.
with cases as (
    select c.id, c.agency_id, c.case_type
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
)
select 'months' as section, v.figure, null::text as currency, v.amount::numeric as amount
from figures f
cross join lateral (values ('opened', f.opened), ('reopened', f.reopened), ('closed', f.closed), ('cancelled', f.cancelled)) v (figure, amount)
union all
select 'months', 'rows', null,
       count(distinct (c.agency_id, c.case_type)) * ((extract(year from @to::date) - extract(year from @from::date)) * 12
                   + extract(month from @to::date) - extract(month from @from::date) + 1)
from cases c
