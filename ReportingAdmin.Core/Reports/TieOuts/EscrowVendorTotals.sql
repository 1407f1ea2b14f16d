-- Disbursements + debits - vendor refunds of the period: whole months from the rollup, days at the edges from the ledger.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@currency::text[] is null or c.currency = any (@currency))
      and (@include_cancelled or c.id not in (
          select s.case_id from escrow.case_status_on('infinity') s where s.status = 'cancelled'))
),
bounds as (
    select date_trunc('month', @from::timestamp)::date as first_day,
           (date_trunc('month', @to::timestamp) + interval '1 month')::date as next_day
),
amounts as (
    select c.currency, -m.signed_amount as paid
    from escrow.case_month m
    join cases c on c.id = m.case_id
    cross join bounds b
    where m.kind in ('disbursement', 'debit', 'vendor_refund') and m.month >= b.first_day and m.month < b.next_day
    union all
    -- What the two months hold outside the period is taken off again.
    select c.currency, e.signed_amount
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    cross join bounds b
    where e.deleted_at is null and coalesce(e.reversed_kind, e.kind) in ('disbursement', 'debit', 'vendor_refund')
      and ((e.posted_on >= b.first_day and e.posted_on < @from) or (e.posted_on > @to and e.posted_on < b.next_day))
)
select a.currency::text as currency, '' as place, 'Disbursements + debits − vendor refunds (rollup)' as source, sum(a.paid)::numeric as amount
from amounts a
group by a.currency
order by 1
