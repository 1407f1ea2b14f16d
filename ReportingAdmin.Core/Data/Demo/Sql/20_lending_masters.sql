-- Purpose: portfolios, programs, collectors, queues, compliance rules and general ledger accounts of the demo data.

-- What the loans of each portfolio are like. share = part of all loans; missed = chance that an instalment of an
-- average borrower is missed; prepaid = monthly chance of a payoff at full age; secured loans are charged off late.
create temporary table demo_product as
select p.*
from (values
    (1, 'CONS', 'Consumer instalment', 'Example Company', 'USD', true, 'dpd', 'act_365', 'personal', 0.00, 0.30, 3000, 35000, 0.079, 0.239, array[36, 48, 60], 0.026, 0.010, false, false),
    (2, 'AUTO', 'Auto', 'Example Company', 'USD', true, 'dpd', 'act_365', 'auto', 0.30, 0.54, 8000, 48000, 0.039, 0.129, array[48, 60, 72], 0.022, 0.008, false, false),
    (3, 'MORT', 'Residential mortgage', 'Example Company', 'USD', true, 'mba', '30_360', 'mortgage', 0.54, 0.70, 120000, 600000, 0.029, 0.074, array[180, 240, 360], 0.004, 0.005, true, false),
    (4, 'HEQ', 'Home equity', 'Example Company', 'USD', true, 'ots', 'act_365', 'mortgage', 0.70, 0.78, 20000, 150000, 0.049, 0.099, array[120, 180, 180], 0.011, 0.006, true, true),
    (5, 'CAN', 'Canada personal', 'Example Company', 'CAD', true, 'dpd', 'act_365', 'personal', 0.78, 0.88, 4000, 40000, 0.069, 0.199, array[36, 48, 60], 0.024, 0.009, false, false),
    (6, 'SERV', 'Serviced for others', 'Example Investor Trust', 'USD', false, 'dpd', 'act_360', 'business', 0.88, 1.00, 25000, 250000, 0.059, 0.119, array[60, 84, 120], 0.016, 0.005, false, false)
) as p (n, code, name, owner, currency, owned, method, day_count, collateral, share_from, share_to, low, high, rate_low, rate_high,
        terms, missed, prepaid, secured, revolving);

insert into lending.portfolio (code, name, owner, currency, owned, delinquency_method)
select p.code, p.name, p.owner, p.currency, p.owned, p.method from demo_product p order by p.n;
alter table demo_product add column id bigint;
update demo_product d set id = p.id from lending.portfolio p where p.code = d.code;

-- Two programs for each portfolio.
insert into lending.program (code, name)
values ('CONS-PRIME', 'Consumer prime'), ('CONS-STD', 'Consumer standard'), ('AUTO-NEW', 'New car'), ('AUTO-USED', 'Used car'),
    ('MORT-BUY', 'Home purchase'), ('MORT-REFI', 'Refinance'), ('HEQ-LINE', 'Home equity line'), ('HEQ-LOAN', 'Home equity loan'),
    ('CAN-PRIME', 'Canada prime'), ('CAN-STD', 'Canada standard'), ('SMB-TERM', 'Small business term'), ('SMB-EQUIP', 'Equipment');
create temporary table demo_program as
select row_number() over (order by p.id) as n, p.id from lending.program p;

insert into lending.collector (code, name)
select 'COL' || lpad(g.n::text, 2, '0'), f.word || ' ' || l.word
from generate_series(1, 12) as g (n)
join demo_first_name f on f.n = 1 + pg_temp.pick(g.n, 5, (select count(*)::integer from demo_first_name))
join demo_last_name l on l.n = 1 + pg_temp.pick(g.n, 6, (select count(*)::integer from demo_last_name))
order by g.n;
create temporary table demo_collector as
select substr(c.code, 4)::integer as n, c.id from lending.collector c;

insert into lending.collection_queue (code, name)
values ('EARLY', 'Early reminders'), ('MID', 'One month late'), ('LATE', 'Two months late'), ('LEGAL', 'Legal and recovery');
create temporary table demo_queue as
select case q.code when 'EARLY' then 1 when 'MID' then 2 when 'LATE' then 3 else 4 end as n, q.id from lending.collection_queue q;

insert into lending.compliance_rule (code, name, category, severity)
values ('TILA-DISC', 'Truth-in-lending disclosure given before signing', 'origination', 'high'),
    ('ID-VERIFY', 'Identity of the borrower verified', 'origination', 'critical'),
    ('OFAC', 'Sanctions list screened', 'origination', 'critical'),
    ('APR-TOL', 'Annual percentage rate within tolerance', 'origination', 'high'),
    ('LATE-NOTICE', 'Late notice sent in time', 'servicing', 'medium'),
    ('PAY-POST', 'Payment posted as of the day received', 'servicing', 'high'),
    ('ESC-ANALYSIS', 'Escrow analysed within the year', 'servicing', 'medium'),
    ('CALL-HOURS', 'Collection calls within permitted hours', 'collections', 'high'),
    ('CALL-FREQ', 'Collection calls within permitted number', 'collections', 'high'),
    ('ADV-ACTION', 'Adverse action notice sent in time', 'servicing', 'low');
create temporary table demo_rule as
select row_number() over (order by r.id) as n, r.id, r.code, r.category from lending.compliance_rule r;

insert into lending.gl_account (code, name, type, normal_side, control)
values ('1000', 'Operating cash', 'asset', 'debit', 'cash'),
    ('1050', 'Suspense', 'asset', 'debit', 'suspense'),
    ('1060', 'Currency clearing', 'asset', 'debit', 'fx_clearing'),
    ('1200', 'Loans receivable', 'asset', 'debit', 'loans_receivable'),
    ('1250', 'Interest receivable', 'asset', 'debit', 'interest_receivable'),
    ('1260', 'Fees receivable', 'asset', 'debit', 'fee_receivable'),
    ('1290', 'Allowance for credit losses', 'asset', 'credit', 'allowance'),
    ('1350', 'Purchase premium', 'asset', 'debit', null),
    ('2000', 'Accrued expenses', 'liability', 'credit', null),
    ('2100', 'Unapplied payments', 'liability', 'credit', 'unapplied'),
    ('2200', 'Borrower escrow', 'liability', 'credit', 'escrow_liability'),
    ('2300', 'Due to investors', 'liability', 'credit', null),
    ('2500', 'Notes payable', 'liability', 'credit', null),
    ('3000', 'Paid-in capital', 'equity', 'credit', null),
    ('3900', 'Retained earnings', 'equity', 'credit', 'retained_earnings'),
    ('4000', 'Interest income', 'income', 'credit', 'interest_income'),
    ('4100', 'Fee income', 'income', 'credit', 'fee_income'),
    ('4300', 'Result of loan sales', 'income', 'credit', null),
    ('5000', 'Provision for credit losses', 'expense', 'debit', 'provision'),
    ('5100', 'Servicing expense', 'expense', 'debit', null),
    ('5150', 'Acquisition expense', 'expense', 'debit', null),
    ('5160', 'Premium amortisation', 'expense', 'debit', null),
    ('5200', 'Collection expense', 'expense', 'debit', null),
    ('5250', 'Fees charged off', 'expense', 'debit', null),
    ('5300', 'Interest expense', 'expense', 'debit', null),
    ('5400', 'Operating expense', 'expense', 'debit', null);
