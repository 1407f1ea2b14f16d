-- one row per loan in the snapshot of a month-end
with snapshot as (
    select m.*,
           p.name as portfolio_name,
           p.owner,
           p.owned,
           lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status) as bucket
    from lending.loan_month m
    join lending.portfolio p on p.id = m.portfolio_id
-- include TapeSnapshots.part
),
-- The last 24 months of a loan as two numbers of twelve hexadecimal digits, a digit a month: one pass, no sort, little memory.
months as (
    select h.loan_id,
           h.month_end,
           -- Whole months between two month-ends by their days: exact this near, and half the cost of taking dates apart.
           ((@month_end::date - h.month_end) * 12 + 183) / 365 as months_ago,
           case
               -- Nearly every row; what the bucket would say too.
               when h.status = 'active' and h.oldest_unpaid_due_on is null and h.days_past_due < 30 then 1
               when h.status = 'paid_off' then 8
               when h.status = 'charged_off' then 9
               when h.status = 'sold' then 10
               else case lending.bucket(h.month_end, coalesce(@days_past_due::text, p.delinquency_method), h.oldest_unpaid_due_on, h.days_past_due, h.status)
                   when 'current' then 1 when '1-29' then 1 when '30-59' then 2 when '60-89' then 3 when '90-119' then 4
                   when '120-149' then 5 when '150-179' then 6 when '180+' then 7 else 11 end
               end::bigint as digit
    from lending.loan_month h
    join lending.portfolio p on p.id = h.portfolio_id
    where h.month_end <= @month_end
      and h.month_end > (date_trunc('month', @month_end::date::timestamp) - interval '23 months' - interval '1 day')::date
      and h.deleted_at is null
      and (@portfolio::text[] is null
           or h.loan_id in (select s.loan_id from lending.loan_month s
                            where s.month_end = @month_end and s.portfolio_code = any(@portfolio::text[])))
),
histories as (
    select h.loan_id,
           translate(
               lpad(to_hex(coalesce(bit_or(h.digit << (4 * (h.months_ago - 12))) filter (where h.months_ago >= 12), 0)), 12, '0')
                   || lpad(to_hex(coalesce(bit_or(h.digit << (4 * h.months_ago)) filter (where h.months_ago < 12), 0)), 12, '0'),
               '0123456789ab', '.0123456PCS?') as payment_string
    from months h
    group by h.loan_id
),
-- Few: by their own index.
taken_back as (
    select o.reverses_id, sum(o.amount) as amount
    from lending.payment o
    where o.reverses_id is not null
      and o.posted_on <= @month_end
      and o.deleted_at is null
    group by o.reverses_id
),
payments as (
    select p.loan_id,
           sum(p.amount) filter (where p.posted_on >= date_trunc('month', @month_end::date::timestamp)::date) as paid_in_month,
           sum(p.principal) filter (where p.posted_on >= date_trunc('month', @month_end::date::timestamp)::date) as principal_in_month,
           sum(p.interest) filter (where p.posted_on >= date_trunc('month', @month_end::date::timestamp)::date) as interest_in_month,
           sum(p.fees) filter (where p.posted_on >= date_trunc('month', @month_end::date::timestamp)::date) as fees_in_month,
           sum(p.amount) as paid_in_12_months,
           count(*) filter (where p.entry_kind = 'nsf') as nsf_in_12_months,
           max(coalesce(p.received_on, p.posted_on)) filter (where p.entry_kind = 'payment' and p.amount + coalesce(v.amount, 0) > 0) as last_paid_on
    from lending.payment p
    left join taken_back v on v.reverses_id = p.id
    where p.posted_on <= @month_end
      and p.posted_on > (date_trunc('month', @month_end::date::timestamp) - interval '11 months' - interval '1 day')::date
      and p.deleted_at is null
    group by p.loan_id
),
modifications as (
    select d.loan_id, count(*) as modification_count, max(d.effective_on) as last_modified_on
    from lending.modification d
    where d.effective_on <= @month_end
      and d.deleted_at is null
    group by d.loan_id
),
losses as (
    select c.loan_id, sum(c.principal) as charged_off_to_date
    from lending.charge_off c
    where c.posted_on <= @month_end
      and c.deleted_at is null
    group by c.loan_id
),
recoveries as (
    select c.loan_id, sum(r.amount) as recoveries_to_date, sum(r.cost) as recovery_cost_to_date
    from lending.recovery r
    join lending.charge_off c on c.id = r.charge_off_id
    where r.posted_on <= @month_end
      and r.deleted_at is null
    group by c.loan_id
)
select -- A loan that has since moved to a portfolio outside the caller's rows keeps its own row here, without its number.
       coalesce(l.loan_number, 'moved (' || s.loan_id || ')') as loan_number,
       s.month_end,
       s.portfolio_code as portfolio,
       s.portfolio_name,
       s.owner,
       s.owned,
       g.code as program,
       b.number as borrower_number,
       b.name as borrower_name,
       b.ssn_last4 as borrower_ssn_last_4,
       b.email as borrower_email,
       b.state as borrower_state,
       s.currency::text as currency,
       l.originated_on,
       l.boarded_on,
       l.first_due_on,
       l.original_principal,
       l.term_months as original_term,
       l.day_count,
       l.collateral_type,
       l.property_state,
       s.status,
       s.upb,
       s.accrued_interest,
       s.note_rate,
       s.payment_amount,
       ((extract(year from s.month_end) - extract(year from l.originated_on)) * 12
           + extract(month from s.month_end) - extract(month from l.originated_on))::integer as loan_age,
       s.remaining_term,
       s.maturity_on,
       s.next_due_on,
       s.oldest_unpaid_due_on,
       lending.days_past_due(s.month_end, s.oldest_unpaid_due_on, s.days_past_due) as days_past_due,
       case when s.bucket = 'current' then 'Current' when s.bucket = 'unknown' then 'Not known' else s.bucket end as bucket,
       s.past_due_amount,
       s.accrual,
       s.nonaccrual_since,
       s.workout,
       s.modified,
       coalesce(d.modification_count, 0) as modification_count,
       d.last_modified_on,
       s.credit_score,
       s.beginning_upb,
       s.drawn,
       s.scheduled_principal,
       s.unscheduled_principal,
       s.capitalised,
       s.charged_off_principal,
       s.sold_principal,
       s.adjustment,
       s.zero_balance_code,
       s.zero_balance_on,
       s.exit_upb,
       coalesce(y.paid_in_month, 0)::numeric(28,2) as paid_in_month,
       coalesce(y.principal_in_month, 0)::numeric(28,2) as principal_in_month,
       coalesce(y.interest_in_month, 0)::numeric(28,2) as interest_in_month,
       coalesce(y.fees_in_month, 0)::numeric(28,2) as fees_in_month,
       coalesce(y.paid_in_12_months, 0)::numeric(28,2) as paid_in_12_months,
       coalesce(y.nsf_in_12_months, 0) as nsf_in_12_months,
       y.last_paid_on,
       h.payment_string,
       length(h.payment_string) - length(replace(h.payment_string, '1', '')) as months_30,
       length(h.payment_string) - length(replace(h.payment_string, '2', '')) as months_60,
       length(h.payment_string) - length(translate(h.payment_string, '3456', '')) as months_90,
       coalesce(c.charged_off_to_date, 0)::numeric(28,2) as charged_off_to_date,
       coalesce(r.recoveries_to_date, 0)::numeric(28,2) as recoveries_to_date,
       coalesce(r.recovery_cost_to_date, 0)::numeric(28,2) as recovery_cost_to_date,
       l.note_rate as original_note_rate,
       l.payment_amount as original_payment_amount,
       l.maturity_on as original_maturity_on,
       b.credit_score as borrower_credit_score
from snapshot s
left join lending.loan l on l.id = s.loan_id
left join lending.program g on g.id = s.program_id
left join lending.borrower b on b.id = l.borrower_id
left join histories h on h.loan_id = s.loan_id
left join payments y on y.loan_id = s.loan_id
left join modifications d on d.loan_id = s.loan_id
left join losses c on c.loan_id = s.loan_id
left join recoveries r on r.loan_id = s.loan_id
where (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
  and (@state::text[] is null or l.property_state = any(@state::text[]))
  and (@bucket::text[] is null or s.bucket = any(@bucket::text[]))
order by l.loan_number collate "C", s.loan_id
