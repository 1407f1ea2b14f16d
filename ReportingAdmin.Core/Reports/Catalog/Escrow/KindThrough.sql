-- one row per month and currency, from the first month with an entry of the kind to the day
with cases as not materialized (
    select g.case_id as id, g.currency
    from escrow.case_group g
-- include ChosenGroups.part
      and (@currency::text[] is null or g.currency = any (@currency))
),
-- Months from the rollup, less what the last one has after the day: nothing, mostly.
parts as (
    select m.currency, m.month, m.entry_count as entries, m.net_amount as net
    from escrow.case_month m
    join cases c on c.id = m.case_id
    where m.kind = @kind::text and m.month <= @through
    union all
    select e.currency, date_trunc('month', @through::timestamp)::date, -1, case when e.reversed_kind is null then -e.amount else e.amount end
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    where e.posted_on > @through and e.posted_on < (date_trunc('month', @through::timestamp) + interval '1 month')::date
      and e.deleted_at is null and coalesce(e.reversed_kind, e.kind) = @kind::text
),
-- A month all of whose entries come after the day is none.
amounts as materialized (
    select p.currency, p.month, sum(p.entries) as entries, sum(p.net) as net
    from parts p
    group by p.currency, p.month
    having sum(p.entries) <> 0
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
    coalesce(a.net, 0)::numeric(28,2) as net,
    sum(coalesce(a.net, 0)) over (partition by g.currency order by g.month)::numeric(28,2) as cumulative
from grid g
left join amounts a on a.currency = g.currency and a.month = g.month
order by g.month, g.currency
