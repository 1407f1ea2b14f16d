-- Purpose: borrowers, loans and monthly snapshots of the loans demo.from_n to demo.to_n.

-- Every tenth borrower has two loans.
drop table if exists pg_temp.demo_borrower;
create temporary table demo_borrower (number text primary key, id bigint);
with added as (
    insert into lending.borrower (number, name, ssn_last4, email, state, credit_score)
    select 'B' || lpad(d.n::text, 8, '0'), f.word || ' ' || l.word, lpad(pg_temp.pick(d.n, 351, 10000)::text, 4, '0'),
           lower(f.word || '.' || replace(l.word, '''', '')) || d.n || '@example.com',
           case when d.currency = 'CAD' then (array['ON', 'BC', 'AB', 'QC'])[1 + pg_temp.pick(d.n, 352, 4)]
               else (array['ID', 'CA', 'OR', 'WA', 'TX', 'NV', 'UT', 'CO', 'FL', 'IL', 'GA', 'AZ'])[1 + pg_temp.pick(d.n, 352, 12)] end,
           d.score
    from demo_loan d
    join demo_first_name f on f.n = 1 + pg_temp.pick(d.n, 353, (select count(*)::integer from demo_first_name))
    join demo_last_name l on l.n = 1 + pg_temp.pick(d.n, 354, (select count(*)::integer from demo_last_name))
    where d.n % 10 <> 0
    order by d.n
    returning number, id
)
insert into demo_borrower select a.number, a.id from added a;

drop table if exists pg_temp.demo_loan_id;
create temporary table demo_loan_id (n bigint primary key, id bigint, portfolio_code text, currency char(3), portfolio_id bigint, program_id bigint);
with last_month as (
    select distinct on (p.n) p.* from demo_path p order by p.n, p.m desc
), added as (
    insert into lending.loan (loan_number, portfolio_id, portfolio_code, program_id, borrower_id, currency, originated_on, boarded_on,
        original_principal, note_rate, term_months, day_count, payment_amount, first_due_on, maturity_on, collateral_type,
        property_state, status, principal, accrued_interest, next_due_on, days_past_due, balances_as_of)
    select d.loan_number, d.portfolio_id, d.portfolio_code, d.program_id, b.id, d.currency, d.made_on, d.boarded_on,
           d.principal, d.rate, d.term, d.day_count, d.payment,
           t.first_due_on, (t.first_due_on + (d.term - 1) * interval '1 month')::date, d.collateral,
           case when d.secured then (array['ID', 'CA', 'OR', 'WA', 'TX', 'NV', 'UT', 'CO', 'FL', 'IL', 'GA', 'AZ'])[1 + pg_temp.pick(d.n, 352, 12)] end,
           p.status, p.upb, p.accrued,
           case when p.status = 'active' then (t.first_due_on + p.paid_n * interval '1 month')::date end,
           case when p.status = 'active' then p.days_late else 0 end, m.month_end
    from last_month p
    join demo_loan d on d.n = p.n
    join demo_month m on m.m = p.m
    join demo_borrower b on b.number = 'B' || lpad((d.n - (d.n % 10 = 0)::integer)::text, 8, '0')
    cross join demo_calendar c
    cross join lateral (select (c.first_on + (d.first_m - 1) * interval '1 month')::date + d.due_day - 1 as first_due_on) t
    order by d.n
    returning id, loan_number, portfolio_code, currency, portfolio_id, program_id
)
insert into demo_loan_id
select substr(a.loan_number, 2)::bigint, a.id, a.portfolio_code, a.currency, a.portfolio_id, a.program_id from added a;
analyze demo_loan_id;

select lending.ensure_loan_month_partitions(c.first_on, c.reference_month - 1) from demo_calendar c;

insert into lending.loan_month (loan_id, month_end, portfolio_id, portfolio_code, program_id, currency, upb, accrued_interest, note_rate,
    remaining_term, maturity_on, payment_amount, next_due_on, oldest_unpaid_due_on, days_past_due, past_due_amount, status, accrual,
    nonaccrual_since, workout, modified, credit_score, beginning_upb, drawn, scheduled_principal, unscheduled_principal, capitalised,
    charged_off_principal, sold_principal, adjustment, zero_balance_code, zero_balance_on, exit_upb)
select i.id, m.month_end, i.portfolio_id, i.portfolio_code, i.program_id, i.currency, p.upb, p.accrued, p.rate,
       case when p.status = 'active' then greatest(1, p.term - p.paid_n) else 0 end,
       (t.first_due_on + (p.term - 1) * interval '1 month')::date, p.payment,
       case when p.status = 'active' then t.next_due_on end,
       case when p.status = 'active' and p.behind > 0 then t.next_due_on end,
       case when p.status = 'active' then p.days_late else 0 end,
       case when p.status = 'active' then greatest(0, p.behind) * p.payment else 0 end, p.status,
       case when p.nonaccrual_since is null then 'accruing' else 'nonaccrual' end, p.nonaccrual_since, p.workout, p.modified,
       greatest(320, d.score - 14 * greatest(0, p.behind) + pg_temp.pick(p.n * 64 + p.m / 3, 355, 21) - 10),
       p.beginning, p.drawn, p.scheduled, p.unscheduled, p.capitalised, p.charged_off, p.sold, p.adjustment,
       case when p.status <> 'active' then p.status end, p.left_on, p.exit_upb
from demo_path p
join demo_loan d on d.n = p.n
join demo_loan_id i on i.n = p.n
join demo_month m on m.m = p.m
cross join demo_calendar c
cross join lateral (select f.first_due_on, (f.first_due_on + p.paid_n * interval '1 month')::date as next_due_on
    from (select (c.first_on + (d.first_m - 1) * interval '1 month')::date + d.due_day - 1 as first_due_on offset 0) f offset 0) t
where p.m >= 1
order by p.m, i.id;
