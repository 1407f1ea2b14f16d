-- Control figures of escrow/agencies-by-state, case by case.
with cases as (
    select c.id, c.agency_id, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
),
known as (
    select c.id, c.agency_id, (select h.status from escrow.case_status_history h
            where h.case_id = c.id and h.changed_on <= @as_of and h.deleted_at is null
            order by h.changed_on desc, h.seq desc limit 1) as status
    from cases c
    where c.opened_on <= @as_of
)
select 'states' as section, v.figure, null::text as currency, v.amount::numeric as amount
from (select count(distinct k.agency_id) as agencies, count(*) as cases, count(*) filter (where k.status = 'open') as open_cases,
             count(distinct coalesce(a.state, '')) as states
      from known k
      join escrow.agency a on a.id = k.agency_id) f
cross join lateral (values ('agencies', f.agencies), ('cases', f.cases), ('open_cases', f.open_cases), ('rows', f.states)) v (figure, amount)
