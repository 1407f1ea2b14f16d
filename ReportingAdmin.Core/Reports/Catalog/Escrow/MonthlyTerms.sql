-- one row per month and currency
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
-- The month before the period is read too: the first month changes from it.
month_ends as (
    select g::date as month, (g + interval '1 month - 1 day')::date as month_end
    from escrow.month_starts((@from::date - interval '1 month')::date, @to) g
),
-- An amendment that does not name the amount leaves it as it was.
terms as (
    select n.case_id, n.amount, n.effective_from,
           lead(n.effective_from, 1, 'infinity'::date) over (partition by n.case_id order by n.effective_from) as until_on
    from (select t.case_id, t.effective_from, case @term::text when 'monthly_allowance' then t.monthly_allowance else t.base_compensation end as amount
          from escrow.case_terms t
          where t.deleted_at is null) n
    where n.amount is not null
),
in_force as (
    select c.currency, m.month, t.amount
    from month_ends m
    join escrow.case_status_spans() s on s.status = 'open' and s.from_on <= m.month_end and m.month_end < s.until_on
    join cases c on c.id = s.case_id
    join terms t on t.case_id = c.id and t.effective_from <= m.month_end and m.month_end < t.until_on
),
-- The mean keeps forty decimals: what is made of it is rounded once, at the end.
figures as (
    select k.currency, m.month, count(f.amount) as cases, coalesce(sum(f.amount), 0) as amount,
           sum(f.amount)::numeric(100,40) / nullif(count(f.amount), 0) as mean,
           array_agg(f.amount order by f.amount) filter (where f.amount is not null) as amounts
    from (select distinct currency from cases) k
    cross join month_ends m
    left join in_force f on f.currency = k.currency and f.month = m.month
    group by k.currency, m.month
),
numbered as (
    select f.*, f.mean - lag(f.mean) over (partition by f.currency order by f.month) as change,
           (row_number() over (partition by f.currency order by f.month) - 1)::numeric as x
    from figures f
),
-- Least squares over the months of the period that have a mean.
sums as (
    select n.currency, count(n.mean) as n, sum(n.x) as x, sum(n.x * n.x) as xx, sum(n.mean) as y, sum(n.x * n.mean) as xy
    from numbered n
    where n.x > 0 and n.mean is not null
    group by n.currency
),
-- The line in whole numbers of months and sums of means, so that it takes a single division; of one month alone it is flat.
lines as (
    select s.currency, s.n, s.x, s.y, s.n * s.xy - s.x * s.y as rise, s.n * s.xx - s.x * s.x as run
    from sums s
)
select
    n.month,
    n.currency,
    n.cases,
    n.amount::numeric(28,2) as amount,
    n.mean::numeric(28,2) as mean,
    escrow.percentile_of(n.amounts, 0.5)::numeric(28,2) as median,
    escrow.percentile_of(n.amounts, 0.1)::numeric(28,2) as p_10,
    escrow.percentile_of(n.amounts, 0.9)::numeric(28,2) as p_90,
    -- The last of the forty decimals is not sure; where it would decide on half a cent, the twentieth does.
    round(n.change, 20)::numeric(28,2) as change,
    round(case when l.run = 0 then l.y / l.n else (l.y * l.run + l.rise * (l.n * n.x - l.x)) / (l.n * l.run) end, 20)::numeric(28,2) as trend
from numbered n
left join lines l on l.currency = n.currency
where n.x > 0
order by n.month, n.currency
