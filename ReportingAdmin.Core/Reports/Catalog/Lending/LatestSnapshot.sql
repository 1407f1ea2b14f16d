-- one row: the latest month-end on or before the day whose snapshot is complete for every portfolio asked for
with loads as (
    select s.portfolio_code, s.month_end, s.complete
    from lending.loan_month_load s
    where s.deleted_at is null
      and (@portfolio::text[] is null or s.portfolio_code = any(@portfolio::text[]))
),
portfolios as (
    select d.portfolio_code, min(d.month_end) as first_month, max(d.month_end) as last_month
    from loads d
    group by d.portfolio_code
),
months as (
    select distinct d.month_end
    from loads d
    where d.month_end <= @as_of
),
-- A portfolio is due from its first snapshot on; after its last one only while that one still holds active loans.
missing as (
    select m.month_end, p.portfolio_code
    from months m
    join portfolios p on p.first_month <= m.month_end
    left join loads d on d.portfolio_code = p.portfolio_code and d.month_end = m.month_end and d.complete
    where d.month_end is null
      and (m.month_end <= p.last_month
           or exists (select
                      from lending.loan_month a
                      where a.month_end = p.last_month and a.portfolio_code = p.portfolio_code
                        and a.status = 'active' and a.deleted_at is null))
)
select (select max(m.month_end) from months m where m.month_end not in (select x.month_end from missing x)) as month_end,
       (select max(m.month_end) from months m) as latest_loaded,
       (select min(d.month_end) from loads d) as first_loaded,
       (select string_agg(x.portfolio_code, ',' order by x.portfolio_code)
        from missing x
        where x.month_end = (select max(m.month_end) from months m)) as incomplete_portfolios,
       (select string_agg(d.portfolio_code, ',' order by d.portfolio_code)
        from loads d
        where d.complete and d.month_end = (select max(m.month_end) from months m)) as complete_portfolios
