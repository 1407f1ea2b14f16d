-- Per month: closing as monthly-balance makes it (rollup) = what the next month opens with (ledger before its first day).
with cases as not materialized (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ../Catalog/Escrow/ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
months as (
    select g::date as month, (g + interval '1 month')::date as next_month
    from escrow.month_starts(@from, @to) g
),
rollup_months as (
    select m.currency, m.month, sum(m.inflow - m.outflow) as net
    from escrow.agency_month m
    where m.month <= @to
      and (@agency::text[] is null or m.agency_code = any (@agency))
      and (@case_type::text[] is null or m.case_type = any (@case_type))
      and (@state::text[] is null or m.state = any (@state))
      and (@currency::text[] is null or m.currency = any (@currency))
      and (@include_cancelled or not m.cancelled)
    group by m.currency, m.month
),
ledger_months as (
    select c.currency, date_trunc('month', e.posted_on::timestamp)::date as month, sum(e.signed_amount) as net
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    where e.deleted_at is null and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
    group by c.currency, 2
),
sides as (
    select r.currency, g.month, 'Closing of the month (rollup)' as source, sum(r.net) as amount
    from months g
    join rollup_months r on r.month <= g.month
    group by r.currency, g.month
    union all
    select l.currency, g.month, 'Opening of the next month (ledger)', sum(l.net)
    from months g
    join ledger_months l on l.month < g.next_month
    group by l.currency, g.month
)
select s.currency::text as currency, to_char(s.month, 'YYYY-MM') as place, s.source, s.amount::numeric as amount
from sides s
order by 1, 2, 3
