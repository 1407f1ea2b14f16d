-- Disbursements + debits − vendor refunds of the period, by the ledger and by the rollup (days at the edges from the ledger); a
-- difference names its month.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ../Catalog/Escrow/ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
bounds as (
    select date_trunc('month', @from::timestamp)::date as first_day,
           (date_trunc('month', @to::timestamp) + interval '1 month')::date as next_day
),
-- The ledger's whole months: what they hold outside the period is taken off the rollup again.
entries as (
    select c.currency, date_trunc('month', e.posted_on::timestamp)::date as month,
           sum(-e.signed_amount) filter (where e.posted_on between @from and @to) as inside,
           sum(-e.signed_amount) filter (where e.posted_on not between @from and @to) as outside
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    cross join bounds b
    where e.deleted_at is null and coalesce(e.reversed_kind, e.kind) in ('disbursement', 'debit', 'vendor_refund')
      and e.posted_on >= b.first_day and e.posted_on < b.next_day
    group by c.currency, 2
),
rollup_months as (
    select c.currency, m.month, -sum(m.signed_amount) as paid
    from escrow.case_month m
    join cases c on c.id = m.case_id
    cross join bounds b
    where m.kind in ('disbursement', 'debit', 'vendor_refund') and m.month >= b.first_day and m.month < b.next_day
    group by c.currency, m.month
),
compared as (
    select coalesce(e.currency, r.currency) as currency, coalesce(e.month, r.month) as month,
           coalesce(e.inside, 0) as ledger, coalesce(r.paid, 0) - coalesce(e.outside, 0) as rolled_up
    from entries e
    full join rollup_months r on r.currency = e.currency and r.month = e.month
)
select c.currency::text as currency, case when c.ledger = c.rolled_up then '' else to_char(c.month, 'YYYY-MM') end as place,
       v.source, sum(v.amount)::numeric as amount
from compared c
cross join lateral (values
    ('Disbursements + debits − vendor refunds (ledger)', c.ledger),
    ('Disbursements + debits − vendor refunds (rollup)', c.rolled_up)) v (source, amount)
group by 1, 2, 3
order by 1, 2, 3
