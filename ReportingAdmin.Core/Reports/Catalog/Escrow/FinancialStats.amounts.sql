-- one row per amount and currency
-- include HeldFunds.head
held as (
    select b.period, b.currency, sum(b.balance) as amount
    from balances b
    group by b.period, b.currency
),
flows as (
    select p.period, c.currency, coalesce(e.reversed_kind, e.kind) as kind,
           sum(case when e.reversed_kind is null then e.amount else -e.amount end) as amount
    from spans p
    join escrow.ledger_entry e on e.posted_on between p.from_on and p.to_on and e.deleted_at is null
    join cases c on c.id = e.case_id
    group by p.period, c.currency, 3
),
kinds (place, kind, label) as (values
    (2, 'deposit', 'Net deposits'), (3, 'disbursement', 'Disbursements'), (4, 'deduction', 'Deductions'), (5, 'debit', 'Debits'), (6, 'refund', 'Refunds')
),
figures as (
    select 1 as place, 'Total held' as figure, h.currency::text as currency, h.period, h.amount
    from held h
    union all
    select k.place, k.label, h.currency, h.period, coalesce(f.amount, 0)
    from held h
    cross join kinds k
    left join flows f on f.period = h.period and f.currency = h.currency and f.kind = k.kind
),
compared as (
    select place, figure, currency,
           max(amount) filter (where period = 1) as value,
           max(amount) filter (where period = 0) as before
    from figures
    group by place, figure, currency
)
select
    figure,
    currency,
    value::numeric(28,2) as value,
    before::numeric(28,2) as before,
    (value - before)::numeric(28,2) as change,
    round((value - before) / nullif(abs(before), 0), 9) as change_share
from compared
order by place, currency
