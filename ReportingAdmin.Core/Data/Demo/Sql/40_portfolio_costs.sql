-- Purpose: what belongs to a portfolio and to no loan: monthly costs, and which months are loaded completely.

insert into lending.loan_cash_flow (flow_number, portfolio_id, portfolio_code, currency, occurred_on, kind, amount)
select 'XP' || p.n || '-' || lpad(m.m::text, 2, '0'), p.id, p.code, p.currency, pg_temp.business_day(m.first_on + 9), 'servicing_cost',
       -round(900 + 0.00003 * s.upb + 150 * pg_temp.pick(p.n * 64 + m.m, 501, 6), 2)
from demo_product p
cross join demo_month m
join (select l.portfolio_id, l.month_end, sum(l.upb) as upb from lending.loan_month l group by 1, 2) s
    on s.portfolio_id = p.id and s.month_end = m.month_end
where m.m >= 1
order by m.m, p.n;

insert into lending.loan_month_load (month_end, portfolio_id, portfolio_code, complete, loaded_at)
select m.month_end, p.id, p.code, true, (m.month_end + 1 + time '06:00') at time zone c.time_zone
from demo_month m
cross join demo_product p
cross join demo_calendar c
where m.m >= 1
order by m.m, p.n;
