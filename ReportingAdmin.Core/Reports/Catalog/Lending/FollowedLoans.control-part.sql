-- Shared: every loan with whether vintages follow it and the portfolio by which they are cut, for their proofs, in words of its own
first_months as (
    select s.portfolio_code, date_trunc('month', min(s.month_end)::timestamp) as first_month
    from lending.loan_month_load s
    where s.deleted_at is null
    group by s.portfolio_code
),
histories as (
    select n.id, n.currency, n.program_id, n.originated_on, n.deleted_at, coalesce(n.original_principal, 0) as amount,
           coalesce(h.seen_in, n.portfolio_code) as portfolio_code,
           coalesce(n.original_principal, 0) > 0
               and exists (select from first_months f where f.portfolio_code = h.seen_in and f.first_month <= n.originated_on) as followed
    from lending.loan n
    cross join lateral (
        select (n.originated_on - extract(day from n.originated_on)::integer + 1 + interval '1 month' - interval '1 day')::date as own_month,
               (n.originated_on - extract(day from n.originated_on)::integer + 1 + interval '2 months' - interval '1 day')::date as next_month) d
    -- Where it was at the end of the month of its origination, else at the end of the next one.
    cross join lateral (
        select case when coalesce(n.original_principal, 0) > 0 and n.originated_on >= (select min(f.first_month) from first_months f)
                    then coalesce((select max(m.portfolio_code) from lending.loan_month m
                                   where m.loan_id = n.id and m.month_end = d.own_month and d.own_month <= @month_end and m.deleted_at is null),
                                  (select max(m.portfolio_code) from lending.loan_month m
                                   where m.loan_id = n.id and m.month_end = d.next_month and d.next_month <= @month_end and m.deleted_at is null)) end as seen_in
        offset 0) h
),
