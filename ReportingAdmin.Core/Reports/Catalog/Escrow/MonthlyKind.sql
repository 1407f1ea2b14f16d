-- one row per month and currency
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
months as (
    select g::date as month
    from escrow.month_starts(@from, @to) g
),
grid as (
    select k.currency, g.month
    from (select distinct currency from cases) k
    cross join months g
),
entries as (
    select c.currency, date_trunc('month', e.posted_on::timestamp)::date as month, e.case_id, e.amount,
           e.reverses_id is not null as is_reversal
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    where e.deleted_at is null and coalesce(e.reversed_kind, e.kind) = @kind::text
      and e.posted_on >= date_trunc('month', @from::timestamp)::date
      and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
)
select
    g.month,
    g.currency,
    count(e.amount) filter (where not e.is_reversal) as entries,
    count(e.amount) filter (where e.is_reversal) as reversals,
    coalesce(sum(e.amount) filter (where not e.is_reversal), 0)::numeric(18,2) as gross,
    coalesce(sum(e.amount) filter (where e.is_reversal), 0)::numeric(18,2) as reversed,
    coalesce(sum(case when e.is_reversal then -e.amount else e.amount end), 0)::numeric(18,2) as net,
    (avg(e.amount) filter (where not e.is_reversal))::numeric(18,2) as mean,
    escrow.percentile_of(array_agg(e.amount order by e.amount) filter (where not e.is_reversal), 0.5)::numeric(18,2) as median,
    (max(e.amount) filter (where not e.is_reversal))::numeric(18,2) as largest,
    count(distinct e.case_id) as cases
from grid g
left join entries e on e.currency = g.currency and e.month = g.month
group by g.month, g.currency
order by g.month, g.currency
