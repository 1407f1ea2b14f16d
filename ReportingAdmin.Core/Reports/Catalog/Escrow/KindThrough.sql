-- one row per month and currency, from the first month with an entry of the kind to the day
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
month_start as (
    select date_trunc('month', @through::timestamp)::date as day
),
-- Whole months from the rollup, the last day's own month from the ledger.
amounts as (
    select m.currency, m.month, sum(m.entry_count) as entries, sum(m.net_amount) as net
    from escrow.case_month m
    where m.kind = @kind::text and m.month < (select day from month_start) and m.case_id in (select c.id from cases c)
    group by m.currency, m.month
    union all
    select e.currency, (select day from month_start), count(*), sum(case when e.reversed_kind is null then e.amount else -e.amount end)
    from escrow.ledger_entry e
    where e.posted_on between (select day from month_start) and @through and e.deleted_at is null
      and coalesce(e.reversed_kind, e.kind) = @kind::text and e.case_id in (select c.id from cases c)
    group by e.currency
),
grid as (
    select k.currency, g::date as month
    from (select currency, min(month) as first_month from amounts group by currency) k
    cross join lateral escrow.month_starts(k.first_month, @through) g
)
select
    g.month,
    g.currency,
    coalesce(a.entries, 0)::bigint as entries,
    coalesce(a.net, 0)::numeric(18,2) as net,
    sum(coalesce(a.net, 0)) over (partition by g.currency order by g.month)::numeric(18,2) as cumulative
from grid g
left join amounts a on a.currency = g.currency and a.month = g.month
order by g.month, g.currency
