-- Purpose: two saved loan tapes: the usual one, and one with the headings of Fannie Mae's loan performance layout.

insert into app.loan_tape_config (name, description, masked, fields)
select t.name, t.description, true,
       (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('field', f.field, 'heading', nullif(f.heading, ''))) order by f.n)
        from unnest(t.fields, t.headings) with ordinality as f (field, heading, n))
from (values
    ('standard', 'The fields that most readers ask for',
     array['loan_number', 'month_end', 'portfolio', 'program', 'borrower_number', 'borrower_state', 'currency', 'originated_on', 'boarded_on',
           'first_due_on', 'original_principal', 'original_term', 'day_count', 'collateral_type', 'property_state', 'status', 'upb',
           'accrued_interest', 'note_rate', 'payment_amount', 'loan_age', 'remaining_term', 'maturity_on', 'next_due_on', 'days_past_due',
           'bucket', 'past_due_amount', 'accrual', 'workout', 'modified', 'credit_score', 'beginning_upb', 'scheduled_principal',
           'unscheduled_principal', 'charged_off_principal', 'zero_balance_code', 'zero_balance_on', 'exit_upb', 'paid_in_month',
           'last_paid_on', 'payment_string', 'recoveries_to_date'],
     array[]::text[]),
    ('fannie-mae', 'Headings of Fannie Mae''s single-family loan performance layout',
     array['portfolio', 'loan_number', 'month_end', 'note_rate', 'original_principal', 'upb', 'original_term', 'originated_on', 'first_due_on',
           'loan_age', 'remaining_term', 'maturity_on', 'property_state', 'bucket', 'payment_string', 'modified', 'zero_balance_code',
           'zero_balance_on', 'exit_upb', 'scheduled_principal', 'unscheduled_principal', 'credit_score'],
     array['Reference Pool ID', 'Loan Identifier', 'Monthly Reporting Period', 'Current Interest Rate', 'Original UPB', 'Current Actual UPB',
           'Original Loan Term', 'Origination Date', 'First Payment Date', 'Loan Age', 'Remaining Months to Legal Maturity', 'Maturity Date',
           'Property State', 'Current Loan Delinquency Status', 'Loan Payment History', 'Modification Flag', 'Zero Balance Code',
           'Zero Balance Effective Date', 'UPB at the Time of Removal', 'Scheduled Principal Current', 'Unscheduled Principal Current',
           'Borrower Credit Score Current'])
) as t (name, description, fields, headings)
on conflict (name) do nothing;
