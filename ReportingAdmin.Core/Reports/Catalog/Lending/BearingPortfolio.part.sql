-- Shared: whose loss an entry (e: loan_id, borne_on, portfolio_code) is: coalesce(b.portfolio_code, f.portfolio_code, e.portfolio_code).
-- That is the portfolio in whose balance it was: of the loan's last snapshot before the day, else of its first one since, else
-- today's. Where the loan went later moves no loss. By the key of the snapshots, and only where portfolios are asked for.
    left join lateral (
        select m.portfolio_code
        from lending.loan_month m
        where (@by_portfolio or @portfolio::text[] is not null)
          and m.loan_id = e.loan_id
          and m.month_end < e.borne_on
          and m.deleted_at is null
        order by m.month_end desc
        limit 1) b on true
    left join lateral (
        select m.portfolio_code
        from lending.loan_month m
        where b.portfolio_code is null
          and (@by_portfolio or @portfolio::text[] is not null)
          and m.loan_id = e.loan_id
          and m.month_end >= e.borne_on
          and m.deleted_at is null
        order by m.month_end
        limit 1) f on true
