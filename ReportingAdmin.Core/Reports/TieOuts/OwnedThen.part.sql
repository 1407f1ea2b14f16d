-- Shared: whether the loan of each row of the step entries (loan_id, portfolio_code, posted_on) was owned on that day, and whether that can be told (in_doubt)
-- Snapshots keep the portfolio of their month-end: the last one before the day and the first one from it on, else today's. Where
-- one is of an owned portfolio and the other is not, nothing tells on which day the loan changed hands.
owned_then as (
    select e.*,
           coalesce(b.owned, f.owned, q.owned, false) as owned,
           coalesce(b.owned, f.owned, q.owned, false) <> coalesce(f.owned, q.owned, false) as in_doubt
    from entries e
    left join lending.portfolio q on q.code = e.portfolio_code
    left join lateral (
        select p.owned
        from lending.loan_month m
        join lending.portfolio p on p.id = m.portfolio_id
        where exists (select from lending.portfolio o where not o.owned)
          and m.loan_id = e.loan_id
          and m.month_end < e.posted_on
          and m.deleted_at is null
        order by m.month_end desc
        limit 1) b on true
    left join lateral (
        select p.owned
        from lending.loan_month m
        join lending.portfolio p on p.id = m.portfolio_id
        where exists (select from lending.portfolio o where not o.owned)
          and m.loan_id = e.loan_id
          and m.month_end >= e.posted_on
          and m.deleted_at is null
        order by m.month_end
        limit 1) f on true
),
