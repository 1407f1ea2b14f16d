-- Purpose: interest events and cash flows of the loans demo.from_n to demo.to_n.

insert into lending.interest_event (loan_id, portfolio_code, currency, month, earned, collected, reversed, waived, capitalised, acquired, disposed)
select i.id, i.portfolio_code, i.currency, m.first_on, p.earned, p.collected, p.reversed, p.waived, p.capitalised, p.acquired, p.disposed
from demo_path p
join demo_loan_id i on i.n = p.n
join demo_month m on m.m = p.m
where p.earned <> 0 or p.collected <> 0 or p.reversed <> 0 or p.waived <> 0 or p.capitalised <> 0 or p.acquired <> 0 or p.disposed <> 0
order by p.m, i.id;

insert into lending.loan_cash_flow (flow_number, loan_id, portfolio_code, currency, occurred_on, kind, amount)
select 'X' || lpad(f.n::text, 8, '0') || '-' || lpad(f.m::text, 2, '0') || f.suffix, i.id, i.portfolio_code, i.currency, f.occurred_on, f.kind, f.amount
from (
    -- The books taken over before month 1 and the loans bought later, with the interest accrued to that day.
    select p.n, p.m, 'P' as suffix, d.boarded_on as occurred_on, 'purchase' as kind, -(p.beginning + p.adjustment + p.acquired) as amount
    from demo_path p
    join demo_loan d on d.n = p.n
    where p.m = d.board_m and (d.purchased or d.board_m = 0)
    union all
    select p.n, p.m, x.suffix, d.boarded_on, x.kind, x.amount
    from demo_path p
    join demo_loan d on d.n = p.n and d.purchased and p.m = d.board_m
    cross join lateral (values ('R', 'premium', -round(p.upb * 0.02, 2)), ('A', 'acquisition_cost', -round(75 + p.upb * 0.001, 2))) as x (suffix, kind, amount)
    union all
    select d.n, d.board_m, 'F', d.made_on, 'funding', -d.principal
    from demo_loan d
    where d.board_m > 0 and not d.purchased
    union all
    select p.n, p.m, 'D', m.first_on + 27, 'draw', -p.drawn
    from demo_path p
    join demo_loan d on d.n = p.n
    join demo_month m on m.m = p.m
    where p.drawn > 0 and p.m > d.board_m
    union all
    select p.n, p.m, 'S', p.left_on, 'sale', round(p.sold * 0.965, 2) + p.disposed
    from demo_path p
    where p.status = 'sold'
    union all
    -- Twice a year what servicing the loan costs; each month what a foreclosure does.
    select p.n, p.m, 'C', m.first_on + 14, 'servicing_cost', -round(14 + p.upb * 0.0003, 2)
    from demo_path p
    join demo_month m on m.m = p.m
    where p.status = 'active' and p.m >= 1 and extract(month from m.first_on) in (1, 7)
    union all
    select p.n, p.m, 'V', m.first_on + 19, 'advance', -pg_temp.money(p.n * 64 + p.m, 371, 120, 900)
    from demo_path p
    join demo_month m on m.m = p.m
    where p.workout = 'foreclosure' and p.status = 'active' and p.m >= 1
) f
join demo_loan_id i on i.n = f.n
order by f.occurred_on, i.id, f.suffix;
