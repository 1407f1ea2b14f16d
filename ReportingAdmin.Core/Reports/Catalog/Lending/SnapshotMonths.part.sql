-- Shared: which of the steps' month_ends are complete: due in them, and what they lack (null = nothing, so that the month is loaded)
loads as (
    select s.portfolio_code, s.month_end, s.complete
    from lending.loan_month_load s
    where s.deleted_at is null
      and (@portfolio::text[] is null or s.portfolio_code = any(@portfolio::text[]))
),
-- The limit looks once at a portfolio's last snapshot, and only where a later month-end is asked for.
portfolios as (
    select d.portfolio_code, d.first_month, d.last_month, a.active is not null as active
    from (select l.portfolio_code, min(l.month_end) as first_month, max(l.month_end) as last_month
          from loads l
          group by l.portfolio_code) d
    left join lateral (
        select true as active
        from lending.loan_month m
        where m.month_end = d.last_month
          and m.portfolio_code = d.portfolio_code
          and m.status = 'active'
          and m.deleted_at is null
          and d.last_month < (select max(e.month_end) from month_ends e)
        limit 1) a on true
),
-- A portfolio is due from its first snapshot on; after its last one only while that one still holds active loans.
snapshot_months as (
    select e.month_end,
           array_agg(p.portfolio_code order by p.portfolio_code) filter (where d.month_end is null) as lacking
    from month_ends e
    join portfolios p on e.month_end >= p.first_month and (e.month_end <= p.last_month or p.active)
    left join loads d on d.portfolio_code = p.portfolio_code and d.month_end = e.month_end and d.complete
    group by e.month_end
),
