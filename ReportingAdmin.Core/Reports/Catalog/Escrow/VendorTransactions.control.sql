-- Control figures of escrow/vendor-transactions per currency: the effect on case balances, turned round.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
lines as (
    select c.currency, e.kind, e.reversed_kind, e.signed_amount, v.id as vendor_id
    from cases c
    join escrow.ledger_entry e on e.case_id = c.id
    left join escrow.ledger_entry o on o.id = e.reverses_id
    left join escrow.vendor v on v.id = case e.kind when 'reversal' then o.vendor_id else e.vendor_id end
    where e.deleted_at is null and e.posted_on >= @from and e.posted_on <= @to
      and (e.kind in ('disbursement', 'debit', 'vendor_refund') or e.reversed_kind in ('disbursement', 'debit', 'vendor_refund'))
      and (@vendor::text[] is null or v.code = any (@vendor))
      and (@category::text[] is null or v.category = any (@category))
),
figures as (
    select l.currency::text as currency,
           count(*) filter (where l.kind <> 'reversal') as entries,
           count(*) filter (where l.kind = 'reversal') as reversals,
           coalesce(-sum(l.signed_amount) filter (where 'disbursement' in (l.kind, l.reversed_kind)), 0) as disbursements,
           coalesce(-sum(l.signed_amount) filter (where 'debit' in (l.kind, l.reversed_kind)), 0) as debits,
           coalesce(sum(l.signed_amount) filter (where 'vendor_refund' in (l.kind, l.reversed_kind)), 0) as vendor_refunds,
           -sum(l.signed_amount) as net_paid
    from lines l
    group by l.currency
)
select 'vendors' as section, v.figure, f.currency, v.amount::numeric as amount
from figures f
cross join lateral (values
    ('entries', f.entries),
    ('reversals', f.reversals),
    ('disbursements', f.disbursements),
    ('debits', f.debits),
    ('vendor_refunds', f.vendor_refunds),
    ('net_paid', f.net_paid)) v (figure, amount)
union all
select 'vendors', 'rows', null, count(distinct (l.vendor_id, l.currency))
from lines l
