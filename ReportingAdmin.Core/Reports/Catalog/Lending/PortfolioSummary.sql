-- one row per portfolio and currency at a month-end
with loans as (
    select m.portfolio_code,
           m.currency::text as currency,
           m.upb,
           m.accrued_interest,
           l.original_principal,
           m.note_rate,
           m.remaining_term,
           ((extract(year from m.month_end) - extract(year from l.originated_on)) * 12
               + extract(month from m.month_end) - extract(month from l.originated_on))::integer as age,
           m.accrual,
           coalesce(m.modified, false) as modified,
           lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status) as bucket,
           lending.days_past_due(m.month_end, m.oldest_unpaid_due_on, m.days_past_due) as days_past_due
    from lending.loan_month m
    join lending.portfolio p on p.id = m.portfolio_id
    left join lending.loan l on l.id = m.loan_id
    where m.month_end = @month_end
      and m.status = 'active'
      and m.deleted_at is null
-- include ChosenSnapshots.part
),
figures as (
    select o.portfolio_code,
           o.currency,
           count(*) as loans,
           sum(o.original_principal) as original_principal,
           sum(o.upb) as upb,
           sum(o.accrued_interest) as accrued_interest,
           sum(o.upb * o.note_rate) filter (where o.upb > 0) as rate_product,
           sum(o.upb) filter (where o.upb > 0 and o.note_rate is not null) as rate_upb,
           sum(o.upb * o.remaining_term) filter (where o.upb > 0) as term_product,
           sum(o.upb) filter (where o.upb > 0 and o.remaining_term is not null) as term_upb,
           sum(o.upb * o.age) filter (where o.upb > 0) as age_product,
           sum(o.upb) filter (where o.upb > 0 and o.age is not null) as age_upb,
           count(*) filter (where o.bucket = 'current') as current_loans,
           sum(o.upb) filter (where o.bucket = 'current') as current_upb,
           count(*) filter (where o.bucket = '1-29') as days_1_to_29_loans,
           sum(o.upb) filter (where o.bucket = '1-29') as days_1_to_29_upb,
           count(*) filter (where o.bucket = '30-59') as days_30_to_59_loans,
           sum(o.upb) filter (where o.bucket = '30-59') as days_30_to_59_upb,
           count(*) filter (where o.bucket = '60-89') as days_60_to_89_loans,
           sum(o.upb) filter (where o.bucket = '60-89') as days_60_to_89_upb,
           count(*) filter (where o.bucket = '90-119') as days_90_to_119_loans,
           sum(o.upb) filter (where o.bucket = '90-119') as days_90_to_119_upb,
           count(*) filter (where o.bucket in ('120-149', '150-179', '180+')) as days_120_plus_loans,
           sum(o.upb) filter (where o.bucket in ('120-149', '150-179', '180+')) as days_120_plus_upb,
           count(*) filter (where o.bucket = 'unknown') as not_known_loans,
           sum(o.upb) filter (where o.bucket = 'unknown') as not_known_upb,
           sum(o.upb) filter (where o.accrual = 'nonaccrual') as nonaccrual_upb,
           sum(o.upb) filter (where o.accrual = 'nonaccrual'
               or o.bucket in ('30-59', '60-89', '90-119', '120-149', '150-179', '180+')) as delinquent_upb,
           sum(o.upb) filter (where o.modified) as modified_upb,
           sum(o.upb) filter (where o.days_past_due > 30 or (@restructured and o.modified)) as par_30_upb,
           sum(o.upb) filter (where o.days_past_due > 60 or (@restructured and o.modified)) as par_60_upb,
           sum(o.upb) filter (where o.days_past_due > 90 or (@restructured and o.modified)) as par_90_upb
    from loans o
    group by o.portfolio_code, o.currency
),
-- A portfolio whose snapshot holds no such loan is a row of zeros.
portfolios as (
    select f.portfolio_code, f.currency
    from figures f
    union
    select s.portfolio_code, p.currency::text
    from lending.loan_month_load s
    join lending.portfolio p on p.id = s.portfolio_id
    where s.month_end = @month_end
      and s.deleted_at is null
      and p.currency is not null
      and (@portfolio::text[] is null or s.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or p.currency::text = any(@currency::text[]))
)
select k.portfolio_code as portfolio,
       p.name as portfolio_name,
       k.currency,
       coalesce(f.loans, 0) as loans,
       coalesce(f.original_principal, 0)::numeric(28,2) as original_principal,
       coalesce(f.upb, 0)::numeric(28,2) as upb,
       coalesce(f.accrued_interest, 0)::numeric(28,2) as accrued_interest,
       (f.rate_product / nullif(f.rate_upb, 0))::numeric(28,12) as weighted_rate,
       (f.term_product / nullif(f.term_upb, 0))::numeric(28,12) as weighted_term,
       (f.age_product / nullif(f.age_upb, 0))::numeric(28,12) as weighted_age,
       (coalesce(f.delinquent_upb, 0) / nullif(f.upb, 0))::numeric(28,12) as delinquency_rate,
       (coalesce(f.par_30_upb, 0) / nullif(f.upb, 0))::numeric(28,12) as par_30,
       (coalesce(f.par_60_upb, 0) / nullif(f.upb, 0))::numeric(28,12) as par_60,
       (coalesce(f.par_90_upb, 0) / nullif(f.upb, 0))::numeric(28,12) as par_90,
       coalesce(f.current_loans, 0) as current_loans,
       coalesce(f.current_upb, 0)::numeric(28,2) as current_upb,
       (coalesce(f.current_upb, 0) / nullif(f.upb, 0))::numeric(28,12) as current_share,
       coalesce(f.days_1_to_29_loans, 0) as days_1_to_29_loans,
       coalesce(f.days_1_to_29_upb, 0)::numeric(28,2) as days_1_to_29_upb,
       (coalesce(f.days_1_to_29_upb, 0) / nullif(f.upb, 0))::numeric(28,12) as days_1_to_29_share,
       coalesce(f.days_30_to_59_loans, 0) as days_30_to_59_loans,
       coalesce(f.days_30_to_59_upb, 0)::numeric(28,2) as days_30_to_59_upb,
       (coalesce(f.days_30_to_59_upb, 0) / nullif(f.upb, 0))::numeric(28,12) as days_30_to_59_share,
       coalesce(f.days_60_to_89_loans, 0) as days_60_to_89_loans,
       coalesce(f.days_60_to_89_upb, 0)::numeric(28,2) as days_60_to_89_upb,
       (coalesce(f.days_60_to_89_upb, 0) / nullif(f.upb, 0))::numeric(28,12) as days_60_to_89_share,
       coalesce(f.days_90_to_119_loans, 0) as days_90_to_119_loans,
       coalesce(f.days_90_to_119_upb, 0)::numeric(28,2) as days_90_to_119_upb,
       (coalesce(f.days_90_to_119_upb, 0) / nullif(f.upb, 0))::numeric(28,12) as days_90_to_119_share,
       coalesce(f.days_120_plus_loans, 0) as days_120_plus_loans,
       coalesce(f.days_120_plus_upb, 0)::numeric(28,2) as days_120_plus_upb,
       (coalesce(f.days_120_plus_upb, 0) / nullif(f.upb, 0))::numeric(28,12) as days_120_plus_share,
       coalesce(f.not_known_loans, 0) as not_known_loans,
       coalesce(f.not_known_upb, 0)::numeric(28,2) as not_known_upb,
       (coalesce(f.not_known_upb, 0) / nullif(f.upb, 0))::numeric(28,12) as not_known_share,
       coalesce(f.nonaccrual_upb, 0)::numeric(28,2) as nonaccrual_upb,
       coalesce(f.modified_upb, 0)::numeric(28,2) as modified_upb,
       coalesce(f.delinquent_upb, 0)::numeric(28,2) as delinquent_upb,
       coalesce(f.par_30_upb, 0)::numeric(28,2) as par_30_upb,
       coalesce(f.par_60_upb, 0)::numeric(28,2) as par_60_upb,
       coalesce(f.par_90_upb, 0)::numeric(28,2) as par_90_upb,
       coalesce(f.rate_upb, 0)::numeric(28,2) as rate_upb,
       coalesce(f.term_upb, 0)::numeric(28,2) as term_upb,
       coalesce(f.age_upb, 0)::numeric(28,2) as age_upb
from portfolios k
join lending.portfolio p on p.code = k.portfolio_code
left join figures f on f.portfolio_code = k.portfolio_code and f.currency = k.currency
order by k.portfolio_code, k.currency
