-- Purpose: the terms of the loans demo.from_n to demo.to_n, as a temporary table.

-- Months are counted from the calendar's: 1 to 36 are loaded, 0 and below lie before. Four loans in five were on the
-- books before month 1 (board_m 0); the others are made or bought later.
drop table if exists pg_temp.demo_loan;
create temporary table demo_loan as
with drawn as (
    select g.n, p.n as product_n, p.id as portfolio_id, p.code as portfolio_code, p.currency, p.owned, p.day_count, p.collateral,
           p.secured, p.revolving, p.prepaid, p.missed,
           p.terms[1 + pg_temp.pick(g.n, 302, 3)] as term,
           round((p.low * power(p.high::double precision / p.low, pg_temp.u(g.n, 303)))::numeric, -2) as principal,
           500 + pg_temp.pick(g.n, 304, 170) + pg_temp.pick(g.n, 305, 170) as score,
           p.rate_low + (p.rate_high - p.rate_low) * pg_temp.u(g.n, 306)::numeric as drawn_rate,
           case when g.n % 5 <> 0 then 0 else 1 + pg_temp.pick(g.n, 307, 36) end as board_m,
           g.n % 5 = 0 and p.n in (1, 2) and pg_temp.u(g.n, 308) < 0.25 as purchased,
           case when p.n = 3 then 1 else 3 + pg_temp.pick(g.n, 309, 18) end as due_day
    from generate_series(current_setting('demo.from_n')::bigint, current_setting('demo.to_n')::bigint) as g (n)
    join demo_product p on pg_temp.u(g.n, 301) >= p.share_from and pg_temp.u(g.n, 301) < p.share_to
), dated as (
    select d.*, round(d.drawn_rate + (680 - d.score) * 0.0001, 4) as rate,
           case when d.board_m = 0 then -3 - pg_temp.pick(d.n, 310, least(60, d.term / 3))
               when d.purchased then d.board_m - 4 - pg_temp.pick(d.n, 310, 18)
               else d.board_m end as made_m
    from drawn d
)
select d.n, 'L' || lpad(d.n::text, 8, '0') as loan_number, d.product_n, d.portfolio_id, d.portfolio_code, d.currency, d.owned,
       d.day_count, case d.day_count when 'act_365' then 365 else 360 end as basis, d.collateral, d.secured, d.revolving,
       d.prepaid, d.missed * least(3.0, greatest(0.3, (820 - d.score) / 140.0)) as missed,
       d.term, d.principal, d.score, d.rate, d.board_m, d.purchased, d.due_day, d.made_m,
       d.made_m + case when d.product_n = 3 then 2 else 1 end as first_m,
       pg_temp.level_payment(d.principal, d.rate, d.term) as payment,
       case when d.product_n = 3 then round(d.principal * 0.0011, 2) else 0.00 end as escrow_part,
       -- Two portfolios sold a part of their loans.
       case when d.product_n = 1 and pg_temp.u(d.n, 311) < 0.08 then 20 when d.product_n = 2 and pg_temp.u(d.n, 311) < 0.06 then 31 end as sale_m,
       (c.first_on + (d.made_m - 1) * interval '1 month')::date + 1 + pg_temp.pick(d.n, 312, 24) as made_on,
       case when d.board_m = 0 then c.first_on - 1
           when d.purchased then pg_temp.business_day((c.first_on + (d.board_m - 1) * interval '1 month')::date + 21 + pg_temp.pick(d.n, 313, 4))
           else (c.first_on + (d.board_m - 1) * interval '1 month')::date + 1 + pg_temp.pick(d.n, 312, 24) end as boarded_on,
       q.id as program_id,
       -- Instalments missed when the books were taken over.
       case when d.board_m > 0 then 0 when pg_temp.u(d.n, 314) < 0.010 then 3 when pg_temp.u(d.n, 314) < 0.025 then 2
           when pg_temp.u(d.n, 314) < 0.060 then 1 else 0 end as behind
from dated d
join demo_program q on q.n = (d.product_n - 1) * 2 + 1 + pg_temp.pick(d.n, 315, 2)
cross join demo_calendar c;
create unique index on demo_loan (n);
analyze demo_loan;
