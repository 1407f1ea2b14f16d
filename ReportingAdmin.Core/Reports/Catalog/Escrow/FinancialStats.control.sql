-- Control figures of escrow/financial-stats: six amounts for each currency and six counts.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
)
select 'amounts' as section, 'rows' as figure, null::text as currency, (6 * count(distinct c.currency))::numeric as amount
from cases c
union all
select 'counts', 'rows', null, case when count(*) > 0 then 6 else 0 end
from cases c
