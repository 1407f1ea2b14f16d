-- one row per month, fee kind and currency; empty months too
with fees as (
    select f.id, f.kind, f.currency::text as currency, f.assessed_on, f.amount
    from lending.fee f
    left join lending.loan l on l.id = f.loan_id
    where f.deleted_at is null
      and (@kind::text[] is null or f.kind = any(@kind::text[]))
      and (@portfolio::text[] is null or f.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or f.currency::text = any(@currency::text[]))
),
entries as (
    select f.kind, f.currency, f.assessed_on as day, 'assessed' as what, f.amount
    from fees f
    where f.assessed_on <= @to
    union all
    select f.kind, f.currency, e.occurred_on, e.kind, e.amount
    from lending.fee_event e
    join fees f on f.id = e.fee_id
    where e.deleted_at is null and e.occurred_on <= @to
),
by_month as (
    select date_trunc('month', greatest(n.day, @from::date - 1)::timestamp)::date as month,
           n.kind,
           n.currency,
           coalesce(sum(n.amount) filter (where n.what = 'assessed'), 0) as assessed,
           coalesce(sum(n.amount) filter (where n.what = 'waived'), 0) as waived,
           coalesce(sum(n.amount) filter (where n.what = 'collected'), 0) as collected,
           coalesce(sum(n.amount) filter (where n.what = 'collection_reversed'), 0) as collection_reversed,
           coalesce(sum(n.amount) filter (where n.what = 'refunded'), 0) as refunded,
           coalesce(sum(n.amount) filter (where n.what = 'charged_off'), 0) as charged_off,
           count(*) filter (where n.what = 'assessed') as fees
    from entries n
    group by 1, 2, 3
),
-- Without any fee by then, every kind in the portfolios' own currencies stands. The limit is above six kinds in every currency
-- there is: the planner takes a row in ten fees for a group otherwise, and twelve rows for a file to be queued.
groups as (
    (select b.kind, b.currency from by_month b group by b.kind, b.currency limit 1200)
    union
    select k.kind, p.currency::text
    from lending.portfolio p
    cross join unnest(coalesce(@kind::text[], array['late', 'nsf', 'origination', 'payoff', 'extension', 'other'])) k (kind)
    where not exists (select from by_month)
      and p.currency is not null
      and exists (select from lending.loan n where n.portfolio_id = p.id)
      and (@portfolio::text[] is null or p.code = any(@portfolio::text[]))
      and (@currency::text[] is null or p.currency::text = any(@currency::text[]))
),
rolled as (
    select s.starts_at::date as month, g.kind, g.currency,
           coalesce(b.fees, 0) as fees,
           coalesce(b.assessed, 0) as assessed, coalesce(b.waived, 0) as waived, coalesce(b.collected, 0) as collected,
           coalesce(b.collection_reversed, 0) as collection_reversed, coalesce(b.refunded, 0) as refunded,
           coalesce(b.charged_off, 0) as charged_off,
           sum(coalesce(b.assessed - b.waived - b.collected + b.collection_reversed - b.charged_off, 0))
               over (partition by g.kind, g.currency order by s.starts_at) as outstanding
    -- The month before the period stands for all that came before it.
    from lending.month_starts((@from::date - interval '1 month')::date, @to) s (starts_at)
    cross join groups g
    left join by_month b on b.month = s.starts_at::date and b.kind = g.kind and b.currency = g.currency
)
select r.month,
       replace(r.kind, 'nsf', 'NSF') as kind,
       r.currency,
       case when r.kind = any(@collected_kinds::text[]) then 'collected' else 'assessed' end as recognised,
       r.fees,
       r.assessed::numeric(28,2) as assessed,
       r.waived::numeric(28,2) as waived,
       r.collected::numeric(28,2) as collected,
       r.collection_reversed::numeric(28,2) as collection_reversed,
       r.refunded::numeric(28,2) as refunded,
       r.charged_off::numeric(28,2) as charged_off,
       (case when r.kind = any(@collected_kinds::text[]) then r.collected - r.collection_reversed else r.assessed - r.waived end
           - r.refunded)::numeric(28,2) as net_revenue,
       r.outstanding::numeric(28,2) as outstanding,
       lending.rate(r.waived / nullif(r.assessed, 0)) as waiver_rate
from rolled r
where r.month >= @from
order by r.month, r.kind, r.currency
