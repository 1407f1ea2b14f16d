-- Control figures of escrow/monthly-inflow-outflow per currency, from the ledger alone.
with cases as not materialized (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
kinds (kind, figure) as (values
    ('opening', 'opening_balances'),
    ('deposit', 'deposits'),
    ('interest', 'interest'),
    ('transfer_in', 'transfers_in'),
    ('vendor_refund', 'vendor_refunds'),
    ('adjustment_in', 'adjustments_in'),
    ('deduction', 'deductions'),
    ('debit', 'debits'),
    ('disbursement', 'disbursements'),
    ('refund', 'refunds'),
    ('transfer_out', 'transfers_out'),
    ('adjustment_out', 'adjustments_out')
),
effects as (
    select c.currency, coalesce(e.reversed_kind, e.kind) as kind, sum(e.signed_amount) as effect
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    where e.deleted_at is null
      and e.posted_on >= date_trunc('month', @from::timestamp)::date
      and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
    group by c.currency, 2
),
figures as (
    select k.currency, coalesce(sum(f.effect), 0) as net,
           coalesce(sum(f.effect) filter (where escrow.flow_sign(f.kind) > 0), 0) as inflow,
           coalesce(-sum(f.effect) filter (where escrow.flow_sign(f.kind) < 0), 0) as outflow
    from (select distinct currency from cases) k
    left join effects f on f.currency = k.currency
    group by k.currency
)
select 'months' as section, v.figure, f.currency::text as currency, v.amount::numeric as amount
from figures f
cross join lateral (values ('inflow', f.inflow), ('outflow', f.outflow), ('net', f.net)) v (figure, amount)
union all
select 'months', k.figure, f.currency::text, coalesce(escrow.flow_sign(k.kind) * x.effect, 0)
from figures f
cross join kinds k
left join effects x on x.currency = f.currency and x.kind = k.kind
union all
select 'months', 'rows', null,
       count(*) * ((extract(year from @to::date) - extract(year from @from::date)) * 12
                   + extract(month from @to::date) - extract(month from @from::date) + 1)
from figures
