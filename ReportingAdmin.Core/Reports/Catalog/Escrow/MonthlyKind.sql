-- one row per month and currency
with cases as not materialized (
    select g.case_id as id, g.currency
    from escrow.case_group g
-- include ChosenGroups.part
      and (@currency::text[] is null or g.currency = any (@currency))
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
-- By amount: many entries have the same one, and a median needs no more than how often each occurs.
amounts as materialized (
    select c.currency, date_trunc('month', e.posted_on::timestamp)::date as month, e.reverses_id is not null as is_reversal,
           e.amount, count(*) as entries
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    where e.deleted_at is null and coalesce(e.reversed_kind, e.kind) = @kind::text
      and e.posted_on >= date_trunc('month', @from::timestamp)::date
      and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
    group by 1, 2, 3, 4
),
ranked as (
    select a.*,
           sum(a.entries) over (partition by a.currency, a.month, a.is_reversal order by a.amount) as through,
           sum(a.entries) over (partition by a.currency, a.month, a.is_reversal) as of_all
    from amounts a
),
figures as (
    select r.currency, r.month,
           coalesce(sum(r.entries) filter (where not r.is_reversal), 0) as entries,
           coalesce(sum(r.entries) filter (where r.is_reversal), 0) as reversals,
           coalesce(sum(r.entries * r.amount) filter (where not r.is_reversal), 0) as gross,
           coalesce(sum(r.entries * r.amount) filter (where r.is_reversal), 0) as reversed,
           -- The two in the middle, which are one and the same where their number is odd.
           escrow.percentile_of(array[min(r.amount) filter (where not r.is_reversal and r.through > (r.of_all - 1) / 2),
                                      min(r.amount) filter (where not r.is_reversal and r.through > r.of_all / 2)], 0.5) as median,
           max(r.amount) filter (where not r.is_reversal) as largest
    from ranked r
    group by r.currency, r.month
),
-- A case has its month in the rollup when it has an entry of the kind or a reversal of one.
with_entries as (
    select c.currency, m.month, count(*) as cases
    from escrow.case_month m
    join cases c on c.id = m.case_id
    where m.kind = @kind::text and m.month >= date_trunc('month', @from::timestamp)::date and m.month <= @to
    group by c.currency, m.month
)
select
    g.month,
    g.currency,
    coalesce(f.entries, 0)::bigint as entries,
    coalesce(f.reversals, 0)::bigint as reversals,
    coalesce(f.gross, 0)::numeric(28,2) as gross,
    coalesce(f.reversed, 0)::numeric(28,2) as reversed,
    coalesce(f.gross - f.reversed, 0)::numeric(28,2) as net,
    (f.gross / nullif(f.entries, 0))::numeric(28,2) as mean,
    f.median::numeric(28,2) as median,
    f.largest::numeric(28,2) as largest,
    coalesce(w.cases, 0) as cases
from grid g
left join figures f on f.currency = g.currency and f.month = g.month
left join with_entries w on w.currency = g.currency and w.month = g.month
order by g.month, g.currency
