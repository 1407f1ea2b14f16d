-- Control figures of escrow/case-averages: its rows.
with cases as (
    select c.id, c.currency, c.case_type
    from escrow.escrow_case c
    where c.deleted_at is null and c.opened_on <= @as_of
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
)
select 'types' as section, 'rows' as figure, null::text as currency, (count(distinct (c.case_type, c.currency)) + count(distinct c.currency))::numeric as amount
from cases c
