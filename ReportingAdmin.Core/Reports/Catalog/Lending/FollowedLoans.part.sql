-- Shared: the loans originated by the month-end, each with whether vintages follow it (null = no): seen from its origination on, with a principal
first_months as (
    select s.portfolio_code, date_trunc('month', min(s.month_end)::timestamp)::date as first_month
    from lending.loan_month_load s
    where s.deleted_at is null
    group by s.portfolio_code
),
loans as (
    select l.id, l.loan_number, l.portfolio_today as portfolio_code, l.program_id, l.currency::text as currency, l.originated_on, l.boarded_on, l.original_principal,
           l.originated_on >= f.first_month as followed
    from (
        -- What a report is cut to is the portfolio of the first snapshot, else today's.
        select o.id, o.loan_number, o.program_id, o.currency, o.originated_on, o.boarded_on, o.original_principal, o.deleted_at,
               o.portfolio_code as portfolio_today, w.portfolio_code as first_portfolio, coalesce(w.portfolio_code, o.portfolio_code) as portfolio_code
        from lending.loan o
        -- Its own first snapshot decides, of the month of origination or the next: where a loan went later takes it out of no vintage.
        -- By the key of the snapshots, and only for loans that are no older than all of them.
        left join lateral (
            select m.portfolio_code
            from lending.loan_month m
            where o.original_principal > 0
              and o.originated_on >= (select min(e.first_month) from first_months e)
              and m.loan_id = o.id
              and m.month_end >= o.originated_on
              and m.month_end < (date_trunc('month', o.originated_on::timestamp) + interval '2 months')::date
              and m.month_end <= @month_end
              and m.deleted_at is null
            order by m.month_end
            limit 1) w on true) l
    left join first_months f on f.portfolio_code = l.first_portfolio
    -- Of a deleted loan what is left counts everywhere; as a value, so that it is looked for in those few alone.
    where (l.deleted_at is null
           or (select m.loan_id from lending.loan_month m where m.loan_id = l.id and m.deleted_at is null limit 1) is not null
           or (select c.loan_id from lending.charge_off c where c.loan_id = l.id and c.deleted_at is null limit 1) is not null)
      and l.originated_on <= @month_end
-- include ChosenLoans.part
),
