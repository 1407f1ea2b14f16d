-- Shared: the month-ends of the period whose snapshot is complete (loaded)
with loads as (
    select s.portfolio_code, s.month_end, s.complete
    from lending.loan_month_load s
    where s.deleted_at is null
),
-- A month is loaded when each portfolio that had begun and not ended has a complete snapshot.
loaded as (
    select g.month_end
    from (select distinct d.month_end from loads d where d.month_end between @from and @to) g
    join (select d.portfolio_code, min(d.month_end) as first_month, max(d.month_end) as last_month
          from loads d
          group by d.portfolio_code) s on g.month_end between s.first_month and s.last_month
    left join loads d on d.portfolio_code = s.portfolio_code and d.month_end = g.month_end and d.complete
    group by g.month_end
    having count(*) = count(d.month_end)
),
