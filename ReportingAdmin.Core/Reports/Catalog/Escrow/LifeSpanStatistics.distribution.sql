-- one row per case type and band of 90 days, from the shortest life to the longest
-- include CaseLives.part
bands as (
    select l.case_type, floor(l.days / 90)::integer as band, count(*) as cases
    from lives l
    group by 1, 2
),
grid as (
    select k.case_type, g.band
    -- There are no other types: of so many rows as of cases the planner would make a file to be queued.
    from unnest(array['surrogacy', 'egg_donation']) k (case_type)
    cross join (select generate_series(min(band), max(band)) as band from bands) g
    where exists (select from bands b where b.case_type = k.case_type)
)
select
    (g.band * 90)::bigint as from_days,
    (g.band * 90 + 89)::bigint as to_days,
    replace(g.case_type, '_', ' ') as case_type,
    coalesce(b.cases, 0)::bigint as cases,
    round(coalesce(b.cases, 0) / sum(b.cases) over (partition by g.case_type), 9) as share
from grid g
left join bands b on b.case_type = g.case_type and b.band = g.band
order by g.band, g.case_type
