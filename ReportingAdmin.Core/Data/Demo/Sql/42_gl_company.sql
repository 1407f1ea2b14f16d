-- Purpose: what the company itself posts: the opening, the provision, running costs, corrections, the year's close.

-- The books taken over: loans and their interest as of the day before month 1.
insert into demo_posting
with taken as (
    select o.id as portfolio_id, o.currency, sum(s.beginning_upb) as principal, sum(coalesce(e.acquired, 0)) as interest
    from lending.loan_month s
    join demo_product o on o.id = s.portfolio_id and o.owned
    join demo_month m on m.m = 1 and m.month_end = s.month_end
    left join lending.interest_event e on e.loan_id = s.loan_id and e.month = (m.first_on - interval '1 month')::date
    where s.beginning_upb > 0
    group by 1, 2
), lines as (
    select t.portfolio_id, t.currency, x.account, x.amount
    from taken t
    cross join lateral (values ('1200', t.principal), ('1250', t.interest), ('1290', -round(t.principal * 0.018, 2))) as x (account, amount)
    union all
    select null, t.currency, x.account, sum(x.amount)
    from taken t
    cross join lateral (values ('1000', round(t.principal * 0.06, 2)), ('2500', -round(t.principal * 0.7, 2)),
        ('3900', -round(t.principal * 0.08, 2))) as x (account, amount)
    group by t.currency, x.account
)
select 'OPEN', c.first_on - 1, 'opening', 'Opening balances', l.account, l.amount, l.currency, null::bigint, l.portfolio_id
from (select * from lines union all select null, l.currency, '3000', -sum(l.amount) from lines l group by l.currency) l
cross join demo_calendar c;

-- The allowance follows what is expected of each bucket; the provision is what that takes.
insert into demo_posting
with expected as (
    select s.portfolio_id, s.month_end,
           round(sum(s.upb * case when s.days_past_due < 1 then 0.008 when s.days_past_due < 30 then 0.04 when s.days_past_due < 60 then 0.12
               when s.days_past_due < 90 then 0.3 else 0.5 end) * case when bool_or(o.secured) then 0.3 else 1 end, 2) as allowance
    from lending.loan_month s
    join demo_product o on o.id = s.portfolio_id and o.owned
    where s.status = 'active'
    group by 1, 2
    union all
    select p.portfolio_id, p.posted_on, -p.amount from demo_posting p where p.entry = 'OPEN' and p.account = '1290'
), used as (
    select p.portfolio_id, (date_trunc('month', p.posted_on::timestamp) + interval '1 month')::date - 1 as month_end, sum(p.amount) as amount
    from demo_posting p
    where p.account = '1290' and p.entry <> 'OPEN'
    group by 1, 2
), steps as (
    select e.portfolio_id, e.month_end,
           e.allowance - lag(e.allowance) over (partition by e.portfolio_id order by e.month_end) + coalesce(u.amount, 0) as provision
    from expected e
    left join used u on u.portfolio_id = e.portfolio_id and u.month_end = e.month_end
)
select 'PROV-' || o.code || '-' || m.m, s.month_end, 'provision', 'Provision ' || o.code, x.account, x.amount, o.currency, null, o.id
from steps s
join demo_product o on o.id = s.portfolio_id
join demo_month m on m.month_end = s.month_end and m.m >= 1
cross join lateral (values ('5000', s.provision), ('1290', -s.provision)) as x (account, amount);

insert into demo_posting
select t.entry || '-' || m.m, t.posted_on, t.source, t.description, x.account, x.amount, 'USD', null, null
from demo_month m
cross join lateral (values
    ('RUN', pg_temp.business_day(m.first_on + 24), 'operations', 'Salaries and rent', '5400', '1000', 41000.00 + 250 * m.m),
    ('NOTE', m.month_end, 'operations', 'Interest on notes', '5300', '1000', 18000.00 - 60 * m.m),
    ('AUDIT', m.month_end, 'accrual', 'Audit fee accrued', '5400', '2000', 3500.00),
    -- Wrong account, found and reversed within the month; the last one is still in suspense.
    ('WRONG', case when m.m % 7 = 1 then m.first_on + 11 end, 'manual', 'Receipt without reference', '1000', '1050', 120.00 + 15 * m.m)
) as t (entry, posted_on, source, description, debit, credit, amount)
cross join lateral (values (t.debit, t.amount), (t.credit, -t.amount)) as x (account, amount)
where m.m >= 1 and t.posted_on is not null;

-- Surplus cash pays down the notes each quarter.
insert into demo_posting
select 'REPAY-' || m.m || '-' || o.currency, pg_temp.business_day(m.first_on + 19), 'treasury', 'Notes repaid', x.account, x.amount, o.currency, null, null
from demo_month m
join (select p.currency, round(-p.amount * 0.03, 2) as amount from demo_posting p where p.entry = 'OPEN' and p.account = '2500') o on true
cross join lateral (values ('2500', o.amount), ('1000', -o.amount)) as x (account, amount)
where m.m >= 1 and m.m % 3 = 0;

-- Dollars from Canada once a quarter, through the clearing account.
insert into demo_posting
select 'FX-' || m.m, pg_temp.business_day(m.first_on + 14), 'treasury', 'Canadian dollars exchanged', x.account, x.amount, x.currency, null, null
from demo_month m
cross join lateral (values ('1000', 14600.00, 'USD'), ('1060', -14600.00, 'USD'), ('1060', 20000.00, 'CAD'), ('1000', -20000.00, 'CAD')) as x (account, amount, currency)
where m.m >= 1 and m.m % 3 = 2;

-- Taxes and insurance paid out of the borrowers' escrow twice a year.
insert into demo_posting
select 'TAX-' || s.portfolio_id || '-' || m.m, pg_temp.business_day(m.first_on + 9), 'escrow', 'Taxes and insurance paid', x.account, x.amount, s.currency, null, s.portfolio_id
from demo_month m
cross join lateral (
    select p.portfolio_id, p.currency, round(-sum(p.amount) * 0.95, 2) as amount
    from demo_posting p
    where p.account = '2200' and p.entry like 'PAY-%' and p.posted_on < m.first_on and p.posted_on >= (m.first_on - interval '6 months')::date
    group by 1, 2) s
cross join lateral (values ('2200', s.amount), ('1000', -s.amount)) as x (account, amount)
where m.m >= 1 and extract(month from m.first_on) in (6, 12) and s.amount > 0;

-- Pairs: accruals are taken back on the next day, wrong entries two weeks later.
create temporary table demo_reversing as
select p.entry, p.entry || '-R' as reversing,
       case when p.entry like 'AUDIT%' then p.posted_on + 1 else pg_temp.business_day(p.posted_on + 14) end as posted_on
from (select distinct p.entry, p.posted_on from demo_posting p where p.entry like 'AUDIT-%' or p.entry like 'WRONG-%') p
cross join demo_calendar c
where case when p.entry like 'AUDIT%' then p.posted_on + 1 else pg_temp.business_day(p.posted_on + 14) end < c.reference_month
  and p.entry <> 'WRONG-36';
insert into demo_posting
select r.reversing, r.posted_on, p.source, 'Reversal: ' || p.description, p.account, -p.amount, p.currency, p.loan_id, p.portfolio_id
from demo_reversing r
join demo_posting p on p.entry = r.entry;

-- Each 31 December the year's income and expense go to retained earnings.
insert into demo_posting
with years as (
    select (date_trunc('year', m.month_end::timestamp))::date as first_on, m.month_end as last_on
    from demo_month m where m.m >= 1 and extract(month from m.month_end) = 12
), result as (
    select y.last_on, p.account, p.currency, p.portfolio_id, sum(p.amount) as amount
    from years y
    join demo_posting p on p.posted_on between y.first_on and y.last_on
    join lending.gl_account a on a.code = p.account and a.type in ('income', 'expense')
    group by 1, 2, 3, 4
)
select 'CLOSE-' || r.last_on, r.last_on, 'closing', 'Year-end close', x.account, x.amount, r.currency, null, r.portfolio_id
from result r
cross join lateral (values (r.account, -r.amount), ('3900', r.amount)) as x (account, amount);
