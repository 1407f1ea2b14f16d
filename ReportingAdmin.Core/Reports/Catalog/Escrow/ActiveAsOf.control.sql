-- Control figures of escrow/active-as-of per currency, balances from the ledger alone.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@agency_state::text[] is null or exists (
          select from escrow.agency a where a.id = c.agency_id and case when a.state is null then 'none' else a.state end = any (@agency_state)))
      and (@staff::text[] is null or exists (
          select from escrow.staff s where s.id = c.sales_staff_id and s.code = any (@staff)))
      and (@currency::text[] is null or c.currency = any (@currency))
),
open_cases as (
    select c.id, c.currency,
           case when @terms::text is not null then (
               select case @terms::text when 'monthly_allowance' then t.monthly_allowance else t.base_compensation end
               from escrow.case_terms t
               where t.case_id = c.id and t.deleted_at is null and t.effective_from <= @as_of
                 and case @terms::text when 'monthly_allowance' then t.monthly_allowance else t.base_compensation end is not null
               order by t.effective_from desc limit 1) end as term_amount
    from cases c
    where 'open' = (
        select h.status from escrow.case_status_history h
        where h.case_id = c.id and h.changed_on <= @as_of and h.deleted_at is null
        order by h.changed_on desc, h.seq desc limit 1)
),
listed as (
    select o.* from open_cases o where @terms::text is null or o.term_amount is not null
)
select 'cases' as section, 'balance' as figure, o.currency::text as currency, coalesce(sum(e.signed_amount), 0)::numeric as amount
from listed o
left join escrow.ledger_entry e on e.case_id = o.id and e.posted_on <= @as_of and e.deleted_at is null
group by o.currency
union all
select 'cases', 'term_amount', o.currency::text, sum(o.term_amount)
from listed o
where @terms::text is not null
group by o.currency
union all
select 'cases', 'rows', null, count(*)
from listed
