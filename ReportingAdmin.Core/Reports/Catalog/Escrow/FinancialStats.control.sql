-- Control figures of escrow/financial-stats: six amounts for each currency and six counts.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@currency::text[] is null or c.currency = any (@currency))
      and (@include_cancelled or 'cancelled' is distinct from (
          select h.status from escrow.case_status_history h
          where h.case_id = c.id and h.deleted_at is null
          order by h.changed_on desc, h.seq desc limit 1))
)
select 'amounts' as section, 'rows' as figure, null::text as currency, (6 * count(distinct c.currency))::numeric as amount
from cases c
union all
select 'counts', 'rows', null, case when count(*) > 0 then 6 else 0 end
from cases c
