-- Control figures of escrow/case-monthly-balance per currency, from the ledger alone.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@case::text[] is null or c.case_number = any (@case))
      and (@currency::text[] is null or c.currency = any (@currency))
),
ledger as (
    select c.id, c.currency,
           coalesce(sum(e.signed_amount) filter (where e.posted_on < date_trunc('month', @from::timestamp)::date), 0) as opening,
           count(*) filter (where e.posted_on >= date_trunc('month', @from::timestamp)::date) as entries,
           coalesce(sum(e.signed_amount) filter (where e.posted_on >= date_trunc('month', @from::timestamp)::date), 0) as net,
           coalesce(sum(e.signed_amount) filter (where e.posted_on >= date_trunc('month', @from::timestamp)::date and escrow.flow_sign(coalesce(e.reversed_kind, e.kind)) = 1), 0) as inflow
    from cases c
    join escrow.ledger_entry e on e.case_id = c.id and e.deleted_at is null and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
    group by c.id, c.currency
)
select 'months' as section, v.figure, l.currency::text as currency, sum(v.amount)::numeric as amount
from ledger l
cross join lateral (values ('inflow', l.inflow), ('outflow', l.inflow - l.net), ('net', l.net)) v (figure, amount)
group by v.figure, l.currency
union all
select 'months', 'rows', null,
       count(*) filter (where l.opening <> 0 or l.entries > 0) * ((extract(year from @to::date) - extract(year from @from::date)) * 12
                   + extract(month from @to::date) - extract(month from @from::date) + 1)
from ledger l
