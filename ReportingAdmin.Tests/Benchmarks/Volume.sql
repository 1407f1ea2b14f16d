-- Purpose: volume.loans plain active loans with volume.months month-ends (the last is 2026-10-31) and up to 12 payments each, for benchmarks.

create temporary table volume_month as
select g.m, (date '2024-11-01' + g.m * interval '1 month')::date as first_on,
       (date '2024-11-01' + (g.m + 1) * interval '1 month')::date - 1 as month_end
from generate_series(24 - current_setting('volume.months')::integer, 23) as g (m);
select lending.ensure_loan_month_partitions(date '2024-11-01', date '2026-10-31');

insert into lending.portfolio (id, code, name, owner, currency, owned, delinquency_method) overriding system value
select p.n, 'P' || p.n, 'Portfolio ' || p.n, 'Example Company', case p.n when 6 then 'CAD' else 'USD' end, false,
       (array['dpd', 'mba', 'ots'])[1 + p.n % 3]
from generate_series(1, 6) as p (n);
insert into lending.program (id, code, name) overriding system value
select g.n, 'G' || g.n, 'Program ' || g.n from generate_series(1, 12) as g (n);
insert into lending.loan_month_load (month_end, portfolio_id, portfolio_code, complete)
select m.month_end, p.id, p.code, true from volume_month m cross join lending.portfolio p;

insert into lending.borrower (id, number, name, ssn_last4, email, state, credit_score) overriding system value
select g.n, 'B' || lpad(g.n::text, 8, '0'), 'Example Person ' || g.n, lpad((g.n % 10000)::text, 4, '0'), 'person' || g.n || '@example.com',
       (array['ID', 'CA', 'OR', 'WA', 'TX', 'NV'])[1 + g.n % 6], 500 + g.n % 340
from generate_series(1, current_setting('volume.loans')::bigint) as g (n);

create temporary table volume_loan as
select g.n, 1 + g.n % 6 as portfolio_id, 'P' || 1 + g.n % 6 as portfolio_code, 1 + g.n % 12 as program_id,
       case 1 + g.n % 6 when 6 then 'CAD' else 'USD' end as currency, (5000 + g.n % 4000 * 10)::numeric(18,2) as principal,
       date '2023-01-01' + (g.n % 640)::integer as made_on,
       -- Months behind at month m: one loan in twenty falls behind for some of its months.
       case when g.n % 20 = 0 then (g.n / 20 % 9)::integer else 0 end as worst
from generate_series(1, current_setting('volume.loans')::bigint) as g (n);

insert into lending.loan (id, loan_number, portfolio_id, portfolio_code, program_id, borrower_id, currency, originated_on, boarded_on,
    original_principal, note_rate, term_months, day_count, payment_amount, first_due_on, maturity_on, collateral_type, property_state,
    status, principal, accrued_interest, next_due_on, days_past_due, balances_as_of) overriding system value
select v.n, 'L' || lpad(v.n::text, 8, '0'), v.portfolio_id, v.portfolio_code, v.program_id, v.n, v.currency, v.made_on, v.made_on,
       v.principal, 0.045 + v.n % 100 * 0.001, 240, 'act_365', 120.55, v.made_on + 31, v.made_on + 7300, 'mortgage',
       (array['ID', 'CA', 'OR', 'WA', 'TX', 'NV'])[1 + v.n % 6], 'active', v.principal - 1150, 45.67, date '2026-11-05', 0, date '2026-10-31'
from volume_loan v;

insert into lending.loan_month (loan_id, month_end, portfolio_id, portfolio_code, program_id, currency, upb, accrued_interest, note_rate,
    remaining_term, maturity_on, payment_amount, next_due_on, oldest_unpaid_due_on, days_past_due, past_due_amount, status, accrual,
    workout, modified, credit_score, beginning_upb, drawn, scheduled_principal, unscheduled_principal, capitalised,
    charged_off_principal, sold_principal, adjustment)
select v.n, m.month_end, v.portfolio_id, v.portfolio_code, v.program_id, v.currency, v.principal - 50 * m.m,
       round((v.principal - 50 * m.m) * 0.004, 2), 0.045 + v.n % 100 * 0.001, 240 - m.m, v.made_on + 7300, 120.55,
       m.first_on + 35, case when b.behind > 0 then (m.first_on + 4 - b.behind * interval '1 month' + interval '1 month')::date end,
       case when b.behind > 0 then m.month_end - (m.first_on + 4 - b.behind * interval '1 month' + interval '1 month')::date else 0 end,
       b.behind * 120.55, 'active', case when b.behind > 3 then 'nonaccrual' else 'accruing' end, 'none', v.n % 50 = 7,
       500 + (v.n + m.m) % 340, v.principal - 50 * (m.m - 1), 0, 50, 0, 0, 0, 0, 0
from volume_month m
cross join volume_loan v
cross join lateral (select case when v.worst > 0 then (v.n / 20 + m.m) % (v.worst + 1) else 0 end as behind) b;

insert into lending.payment (payment_number, loan_id, portfolio_code, currency, entry_kind, received_on, effective_on, posted_on, amount,
    principal, interest, method)
select 'P' || lpad(v.n::text, 8, '0') || '-' || m.m, v.n, v.portfolio_code, v.currency, 'payment', m.first_on + 4, m.first_on + 4,
       m.first_on + 5, 120.55, 50, 70.55, 'ach'
from volume_month m
cross join volume_loan v
where m.m >= 12;

insert into lending.modification (number, loan_id, portfolio_code, currency, effective_on, kind)
select 'M' || v.n, v.n, v.portfolio_code, v.currency, date '2026-03-31', 'rate_cut' from volume_loan v where v.n % 50 = 7;
insert into lending.charge_off (id, number, loan_id, portfolio_code, currency, charged_off_on, posted_on, principal) overriding system value
select v.n, 'C' || v.n, v.n, v.portfolio_code, v.currency, date '2026-05-31', date '2026-05-31', 25 from volume_loan v where v.n % 100 = 3;
insert into lending.recovery (number, charge_off_id, portfolio_code, currency, received_on, posted_on, amount, cost)
select 'R' || v.n, v.n, v.portfolio_code, v.currency, date '2026-07-01', date '2026-07-01', 10, 1 from volume_loan v where v.n % 100 = 3;

-- 40 fields each: one with histories, one of the snapshot and the loan's own terms.
insert into app.loan_tape_config (name, description, masked, fields)
select t.name, t.description, true, (select jsonb_agg(jsonb_build_object('field', f.field) order by f.n) from unnest(t.fields || t.more) with ordinality as f (field, n))
from (select 'histories' as name, '40 fields with payments, payment string and recoveries' as description,
             array['paid_in_month', 'principal_in_month', 'last_paid_on', 'payment_string', 'recoveries_to_date'] as more
      union all
      select 'snapshot', '40 fields of the snapshot', array['nonaccrual_since', 'oldest_unpaid_due_on', 'drawn', 'capitalised', 'adjustment']) x
cross join lateral (select x.name, x.description, x.more,
    array['loan_number', 'month_end', 'portfolio', 'program', 'borrower_number', 'borrower_state', 'currency', 'originated_on', 'boarded_on',
          'first_due_on', 'original_principal', 'original_term', 'day_count', 'collateral_type', 'property_state', 'status', 'upb',
          'accrued_interest', 'note_rate', 'payment_amount', 'loan_age', 'remaining_term', 'maturity_on', 'next_due_on', 'days_past_due',
          'bucket', 'past_due_amount', 'accrual', 'workout', 'modified', 'credit_score', 'beginning_upb', 'scheduled_principal',
          'unscheduled_principal', 'charged_off_principal'] as fields) t;

select app.raise_data_version('lending');
