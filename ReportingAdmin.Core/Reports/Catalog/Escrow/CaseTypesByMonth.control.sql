-- Control figures of escrow/case-types-by-month, change by change.
with cases as (
    select c.id, c.agency_id, c.case_type
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
),
-- include CaseChanges.control-part
select 'months' as section, v.figure, null::text as currency, v.amount::numeric as amount
from figures f
cross join lateral (values ('opened', f.opened)) v (figure, amount)
union all
select 'months', 'rows', null,
       count(distinct c.case_type) * ((extract(year from @to::date) - extract(year from @from::date)) * 12
                   + extract(month from @to::date) - extract(month from @from::date) + 1)
from cases c
