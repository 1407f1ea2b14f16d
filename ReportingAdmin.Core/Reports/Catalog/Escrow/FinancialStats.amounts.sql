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
    select p.period, p.from_on, p.to_on, (date_trunc('month', p.to_on::timestamp) + interval '1 month')::date as next_month
    from (values (1, @from::date, @to::date), (0, @from::date - (@to::date - @from::date + 1), @from::date - 1)) p (period, from_on, to_on)
),
-- Balances at the end: months from the rollup, less what the last one has after the day: nothing, mostly.
rolled_up as (
    select m.case_id, sum(m.signed_amount) as at_end, sum(m.signed_amount) filter (where m.month < @from) as before
    from escrow.case_month m
    where m.month <= @to
    group by m.case_id
),
later as (
    select p.period, e.case_id, sum(e.signed_amount) as amount
    from spans p
    join escrow.ledger_entry e on e.posted_on > p.to_on and e.posted_on < p.next_month and e.deleted_at is null
    group by p.period, e.case_id
),
balances as (
    select p.period, c.currency, coalesce(case p.period when 1 then m.at_end else m.before end, 0) - coalesce(l.amount, 0) as balance
    from spans p
    cross join cases c
    left join rolled_up m on m.case_id = c.id
    left join later l on l.case_id = c.id and l.period = p.period
),
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
    value::numeric(18,2) as value,
    before::numeric(18,2) as before,
    (value - before)::numeric(18,2) as change,
    round((value - before) / nullif(abs(before), 0), 9) as change_share
from compared
order by place, currency
