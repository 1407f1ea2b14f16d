-- Change in the case balances over the months of the period, case by case from the ledger: equals inflow less outflow.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ../Catalog/Escrow/ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
entries as (
    select e.case_id,
           coalesce(sum(e.signed_amount) filter (where e.posted_on < date_trunc('month', @from::timestamp)::date), 0) as before,
           sum(e.signed_amount) as after
    from escrow.ledger_entry e
    where e.deleted_at is null and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
    group by e.case_id
),
balances as (
    select c.currency, coalesce(e.before, 0) as before, coalesce(e.after, 0) as after
    from cases c
    left join entries e on e.case_id = c.id
)
select b.currency::text as currency, '' as place, 'Change in Σ case balances (ledger)' as source, sum(b.after - b.before)::numeric as amount
from balances b
group by b.currency
order by 1
