-- one row per case type and year of closing
with cases as (
    select c.id, c.case_type, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
),
lives as (
    select c.case_type, extract(year from s.changed_on)::integer as year_closed, (s.changed_on - c.opened_on)::numeric as days
    from cases c
    join escrow.case_status_on(@as_of) s on s.case_id = c.id
    where s.status = 'closed' or (@include_cancelled and s.status = 'cancelled')
)
select
    replace(l.case_type, '_', ' ') as case_type,
    l.year_closed,
    count(*) as cases,
    trim_scale(round(avg(l.days), 9)) as mean_days,
    trim_scale(round(escrow.percentile_of(array_agg(l.days order by l.days), 0.5), 9)) as median_days,
    trim_scale(round(escrow.percentile_of(array_agg(l.days order by l.days), 0.1), 9)) as p_10_days,
    trim_scale(round(escrow.percentile_of(array_agg(l.days order by l.days), 0.9), 9)) as p_90_days,
    min(l.days)::bigint as shortest_days,
    max(l.days)::bigint as longest_days
from lives l
group by l.case_type, l.year_closed
order by l.case_type, l.year_closed
