-- one row per case type and year of closing
-- include CaseLives.part
years as (
    select l.case_type, l.year_closed, count(*) as cases, avg(l.days) as mean, array_agg(l.days order by l.days) as days,
           min(l.days) as shortest, max(l.days) as longest
    from lives l
    group by l.case_type, l.year_closed
)
select
    replace(y.case_type, '_', ' ') as case_type,
    y.year_closed,
    y.cases,
    trim_scale(round(y.mean, 9)) as mean_days,
    trim_scale(round(escrow.percentile_of(y.days, 0.5), 9)) as median_days,
    trim_scale(round(escrow.percentile_of(y.days, 0.1), 9)) as p_10_days,
    trim_scale(round(escrow.percentile_of(y.days, 0.9), 9)) as p_90_days,
    y.shortest::bigint as shortest_days,
    y.longest::bigint as longest_days
from years y
order by y.case_type, y.year_closed
