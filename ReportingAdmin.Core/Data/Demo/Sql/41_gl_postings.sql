-- Purpose: what the events of the loans post to the general ledger, as a temporary table.

-- One row per line of an entry (entry = its key); amount: debit positive, credit negative.
create temporary table demo_posting (
    entry text, posted_on date, source text, description text, account text, amount numeric, currency text,
    loan_id bigint, portfolio_id bigint);

-- Payments by portfolio and day, those taken back apart. What is collected for investors is owed to them, and has a
-- source of its own: those loans are not in our books.
insert into demo_posting
with days as (
    select p.portfolio_code, p.currency, p.posted_on, p.entry_kind = 'payment' as kept, sum(p.amount) as amount, sum(p.principal) as principal,
           sum(p.interest) as interest, sum(p.fees) as fees, sum(p.escrow) as escrow, sum(p.unapplied) as unapplied
    from lending.payment p
    group by 1, 2, 3, 4
)
select 'PAY-' || d.portfolio_code || case when d.kept then '' else '-BACK' end || '-' || d.posted_on, d.posted_on,
       case when o.owned then 'payment' else 'servicing' end,
       case when d.kept then 'Payments received ' else 'Payments taken back ' end || d.portfolio_code, x.account, x.amount, d.currency, null::bigint, o.id
from days d
join demo_product o on o.code = d.portfolio_code
cross join lateral (values ('1000', d.amount), (case when o.owned then '1200' else '2300' end, -d.principal),
    (case when o.owned then '1250' else '2300' end, -d.interest), ('1260', -d.fees), ('2200', -d.escrow), ('2100', -d.unapplied)) as x (account, amount);

insert into demo_posting
select 'OUT-' || o.code || '-' || m.m, pg_temp.business_day(m.month_end + 10), 'servicing', 'Paid out to investors ' || o.code, x.account, x.amount, o.currency, null, o.id
from demo_month m
join demo_product o on not o.owned
join (select p.portfolio_code, date_trunc('month', p.posted_on::timestamp)::date as first_on, sum(p.principal + p.interest) as amount
      from lending.payment p group by 1, 2) s on s.portfolio_code = o.code and s.first_on = m.first_on
cross join lateral (values ('2300', s.amount), ('1000', -s.amount)) as x (account, amount)
where m.m < 36;

-- Interest by portfolio and month; what is collected comes with the payments.
insert into demo_posting
with months as (
    select e.portfolio_code, e.currency, e.month, sum(e.earned) as earned, sum(e.reversed + e.waived) as reversed, sum(e.capitalised) as capitalised
    from lending.interest_event e
    group by 1, 2, 3
)
select 'INT-' || s.portfolio_code || x.part || '-' || s.month, m.month_end, 'interest', x.description || s.portfolio_code, x.account, x.amount, s.currency, null, o.id
from months s
join demo_product o on o.code = s.portfolio_code and o.owned
join demo_month m on m.first_on = s.month and m.m >= 1
cross join lateral (values
    ('', 'Interest earned ', '1250', s.earned), ('', 'Interest earned ', '4000', -s.earned),
    ('-REV', 'Interest reversed or waived ', '4000', s.reversed), ('-REV', 'Interest reversed or waived ', '1250', -s.reversed),
    ('-CAP', 'Interest capitalised ', '1200', s.capitalised), ('-CAP', 'Interest capitalised ', '1250', -s.capitalised)) as x (part, description, account, amount);

-- Loans made and draws; costs, ours for every portfolio.
insert into demo_posting
select case f.kind when 'funding' then 'FUND-' when 'draw' then 'FUND-' else 'COST-' end || f.portfolio_code || '-' || f.occurred_on, f.occurred_on,
       case when f.kind in ('funding', 'draw') then 'funding' else 'cost' end,
       case when f.kind in ('funding', 'draw') then 'Loans made ' else 'Costs ' end || f.portfolio_code, x.account, x.amount, f.currency, null, o.id
from (select f.portfolio_code, f.currency, f.occurred_on, f.kind, sum(f.amount) as amount
      from lending.loan_cash_flow f where f.kind in ('funding', 'draw', 'servicing_cost', 'advance') group by 1, 2, 3, 4) f
join demo_product o on o.code = f.portfolio_code
cross join lateral (values (case f.kind when 'servicing_cost' then '5100' when 'advance' then '5200' else '1200' end, -f.amount), ('1000', f.amount)) as x (account, amount)
where o.owned or f.kind not in ('funding', 'draw');

-- Loans bought, loan by loan, and the premium written down in 36 months.
insert into demo_posting
with bought as (
    select f.loan_id, f.portfolio_code, f.currency, f.occurred_on, o.id as portfolio_id,
           -sum(f.amount) filter (where f.kind = 'purchase') as price, coalesce(-sum(f.amount) filter (where f.kind = 'premium'), 0) as premium,
           coalesce(-sum(f.amount) filter (where f.kind = 'acquisition_cost'), 0) as cost
    from lending.loan_cash_flow f
    join demo_product o on o.code = f.portfolio_code and o.owned
    cross join demo_calendar c
    where f.kind in ('purchase', 'premium', 'acquisition_cost') and f.occurred_on >= c.first_on
    group by 1, 2, 3, 4, 5
), parts as (
    select b.*, coalesce(e.acquired, 0) as interest
    from bought b
    left join lending.interest_event e on e.loan_id = b.loan_id and e.month = date_trunc('month', b.occurred_on::timestamp)::date
)
select 'BUY-' || p.portfolio_code || '-' || p.occurred_on, p.occurred_on, 'purchase', 'Loans bought ' || p.portfolio_code, x.account, x.amount, p.currency, p.loan_id, p.portfolio_id
from parts p
cross join lateral (values ('1200', p.price - p.interest), ('1250', p.interest), ('1350', p.premium), ('5150', p.cost), ('1000', -p.price - p.premium - p.cost)) as x (account, amount)
union all
select 'PREM-' || p.portfolio_code || '-' || m.m, m.month_end, 'amortisation', 'Premium written down ' || p.portfolio_code, x.account, sum(x.amount), p.currency, null, p.portfolio_id
from parts p
join demo_month m on m.m >= 1 and m.first_on > p.occurred_on
cross join lateral (values ('5160', round(p.premium / 36, 2)), ('1350', -round(p.premium / 36, 2))) as x (account, amount)
group by p.portfolio_code, p.portfolio_id, p.currency, m.m, m.month_end, x.account;

insert into demo_posting
select 'SALE-' || f.portfolio_code || '-' || f.occurred_on, f.occurred_on, 'sale', 'Loans sold ' || f.portfolio_code, x.account, x.amount, f.currency, f.loan_id, o.id
from lending.loan_cash_flow f
join demo_product o on o.code = f.portfolio_code and o.owned
join lending.loan_month s on s.loan_id = f.loan_id and s.month_end = f.occurred_on
left join lending.interest_event e on e.loan_id = f.loan_id and e.month = date_trunc('month', f.occurred_on::timestamp)::date
cross join lateral (values ('1000', f.amount), ('1200', -s.sold_principal), ('1250', -coalesce(e.disposed, 0)),
    ('4300', s.sold_principal + coalesce(e.disposed, 0) - f.amount)) as x (account, amount)
where f.kind = 'sale';

-- Losses against the allowance, loan by loan.
insert into demo_posting
select 'LOSS-' || h.number, h.posted_on, 'charge_off', case h.kind when 'write_off' then 'Principal forgiven' else 'Charged off' end, x.account, x.amount, h.currency, h.loan_id, o.id
from lending.charge_off h
join demo_product o on o.code = h.portfolio_code and o.owned
cross join lateral (values ('1290', h.principal), ('1200', -h.principal)) as x (account, amount)
union all
select 'REC-' || r.number, r.posted_on, 'recovery', 'Recovered', x.account, x.amount, r.currency, h.loan_id, o.id
from lending.recovery r
join lending.charge_off h on h.id = r.charge_off_id
join demo_product o on o.code = r.portfolio_code and o.owned
cross join lateral (values ('1000', r.amount - r.cost), ('5200', r.cost), ('1290', -r.amount)) as x (account, amount);

-- Fees are income when assessed, whoever owns the loan.
insert into demo_posting
select 'FEE-' || f.portfolio_code || f.part || '-' || f.day, f.day, 'fee', f.description || f.portfolio_code, x.account, x.amount, f.currency, null, o.id
from (
    select e.portfolio_code, e.currency, e.assessed_on as day, '' as part, 'Fees assessed ' as description, '1260' as debit, '4100' as credit, sum(e.amount) as amount
    from lending.fee e group by 1, 2, 3
    union all
    select e.portfolio_code, e.currency, e.occurred_on, '-' || upper(e.kind),
           case e.kind when 'waived' then 'Fees waived ' when 'refunded' then 'Fees refunded ' else 'Fees charged off ' end,
           case e.kind when 'charged_off' then '5250' else '4100' end, case e.kind when 'refunded' then '1000' else '1260' end, sum(e.amount)
    from lending.fee_event e
    where e.kind in ('waived', 'refunded', 'charged_off')
    group by e.portfolio_code, e.currency, e.occurred_on, e.kind
) f
join demo_product o on o.code = f.portfolio_code
cross join lateral (values (f.debit, f.amount), (f.credit, -f.amount)) as x (account, amount);
