-- one row per amount and currency
with cases as (
    select c.id, c.currency, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@currency::text[] is null or c.currency = any (@currency))
      and (@include_cancelled or c.id not in (
          select s.case_id from escrow.case_status_on('infinity') s where s.status = 'cancelled'))
),
spans as (
    select p.period, p.from_on, p.to_on, date_trunc('month', p.to_on::timestamp)::date as month_start
    from (values (1, @from::date, @to::date), (0, @from::date - (@to::date - @from::date + 1), @from::date - 1)) p (period, from_on, to_on)
),
-- Balances at the end: whole months from the rollup, the last day's own month from the ledger.
balances as (
    select l.period, l.case_id, sum(l.amount) as balance
    from (select p.period, m.case_id, m.signed_amount as amount
          from spans p
          join escrow.case_month m on m.month < p.month_start
          union all
          select p.period, e.case_id, e.signed_amount
          from spans p
          join escrow.ledger_entry e on e.posted_on between p.month_start and p.to_on and e.deleted_at is null) l
    where l.case_id in (select c.id from cases c)
    group by l.period, l.case_id
),
held as (
    select p.period, c.currency, coalesce(sum(b.balance), 0) as amount
    from spans p
    cross join cases c
    left join balances b on b.period = p.period and b.case_id = c.id
    group by p.period, c.currency
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
    value::numeric(18,2) as value,
    before::numeric(18,2) as before,
    (value - before)::numeric(18,2) as change,
    round((value - before) / nullif(abs(before), 0), 9) as change_share
from compared
order by place, currency
