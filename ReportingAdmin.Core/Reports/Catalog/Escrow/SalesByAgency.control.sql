-- Control figures of escrow/sales-by-agency per currency: deposits and deductions from the rollup, with the ledger for the days at the edges.
with cases as (
    select c.id, c.agency_id, c.currency, c.opened_on between @from and @to as in_cohort
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
-- include SalesFigures.control-part
union all
select 'sales', 'rows', null, count(distinct (c.agency_id, c.currency))
from cases c
where c.in_cohort
   or exists (select from escrow.ledger_entry e
              where e.case_id = c.id and e.deleted_at is null and e.posted_on between @from and @to
                and coalesce(e.reversed_kind, e.kind) in ('deposit', 'deduction'))
