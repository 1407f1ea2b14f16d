-- Shared: inflow, outflow and net of the months per currency, from the ledger alone; the number of rows follows
with cases as not materialized (
    select c.id, c.currency, c.state
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
effects as (
    select c.currency, sum(e.signed_amount) filter (where escrow.flow_sign(coalesce(e.reversed_kind, e.kind)) = 1) as inflow,
           -sum(e.signed_amount) filter (where escrow.flow_sign(coalesce(e.reversed_kind, e.kind)) = -1) as outflow,
           sum(e.signed_amount) as net
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    where e.deleted_at is null
      and e.posted_on >= date_trunc('month', @from::timestamp)::date
      and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
    group by c.currency
),
figures as (
    select k.currency::text as currency, coalesce(x.inflow, 0) as inflow, coalesce(x.outflow, 0) as outflow, coalesce(x.net, 0) as net
    from (select distinct currency from cases) k
    left join effects x on x.currency = k.currency
)
select 'months' as section, v.figure, f.currency, v.amount::numeric as amount
from figures f
cross join lateral (values ('inflow', f.inflow), ('outflow', f.outflow), ('net', f.net)) v (figure, amount)
union all
select 'months', 'rows', null,
       count(*) * ((extract(year from @to::date) - extract(year from @from::date)) * 12
                   + extract(month from @to::date) - extract(month from @from::date) + 1)
