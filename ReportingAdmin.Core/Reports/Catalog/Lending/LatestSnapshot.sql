-- one row: the latest month-end on or before the day whose snapshot is complete for every portfolio asked for
with month_ends as (
    select distinct s.month_end
    from lending.loan_month_load s
    where s.deleted_at is null
      and s.month_end <= @as_of
      and (@portfolio::text[] is null or s.portfolio_code = any(@portfolio::text[]))
),
-- include SnapshotMonths.part
latest as (
    select max(e.month_end) as month_end
    from month_ends e
)
select (select max(m.month_end) from snapshot_months m where m.lacking is null) as month_end,
       t.month_end as latest_loaded,
       (select min(d.month_end) from loads d) as first_loaded,
       (select array_to_string(m.lacking, ',') from snapshot_months m where m.month_end = t.month_end) as incomplete_portfolios,
       (select string_agg(d.portfolio_code, ',' order by d.portfolio_code)
        from loads d
        where d.complete and d.month_end = t.month_end) as complete_portfolios
from latest t
