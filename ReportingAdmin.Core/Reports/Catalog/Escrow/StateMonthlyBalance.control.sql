-- Control figures of escrow/state-monthly-balance per currency, from the ledger alone.
with cases as (
    select c.id, c.currency, c.state
    from escrow.escrow_case c
    where c.deleted_at is null
      and c.agency_code = any (coalesce(@agency::text[], array[c.agency_code]))
      and c.case_type = any (coalesce(@case_type::text[], array[c.case_type]))
      and (@state::text[] is null or c.state = any (@state))
      and c.currency = any (coalesce(@currency::text[], array[c.currency::text]))
      and (@include_cancelled or 'cancelled' is distinct from (
          select h.status from escrow.case_status_history h
          where h.case_id = c.id and h.deleted_at is null
          order by h.changed_on desc, h.seq desc limit 1))
),
figures as (
    select c.currency::text as currency,
           coalesce(sum(e.signed_amount) filter (where escrow.flow_sign(coalesce(e.reversed_kind, e.kind)) = 1), 0) as inflow,
           coalesce(-sum(e.signed_amount) filter (where escrow.flow_sign(coalesce(e.reversed_kind, e.kind)) = -1), 0) as outflow,
           coalesce(sum(e.signed_amount), 0) as net
    from cases c
    left join escrow.ledger_entry e
        on e.case_id = c.id and e.deleted_at is null
       and e.posted_on >= date_trunc('month', @from::timestamp)::date
       and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
    group by c.currency
)
select 'months' as section, v.figure, f.currency, v.amount::numeric as amount
from figures f
cross join lateral (values ('inflow', f.inflow), ('outflow', f.outflow), ('net', f.net)) v (figure, amount)
union all
select 'months', 'rows', null,
       count(*) * ((extract(year from @to::date) - extract(year from @from::date)) * 12
                   + extract(month from @to::date) - extract(month from @from::date) + 1)
from (select distinct currency, state from cases) k
