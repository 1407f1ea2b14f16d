-- one row per currency and bucket at a month-end, empty buckets too
with ladder as (
    select b.bucket as ladder_bucket,
           case when b.bucket in ('120-149', '150-179', '180+') and not @split_over_120 then '120+' else b.bucket end as bucket,
           b.rank
    from lending.bucket_ladder() b
),
buckets as (
    select d.bucket, min(d.rank) as rank
    from ladder d
    group by d.bucket
),
loans as (
    select m.currency::text as currency,
           m.upb,
           m.past_due_amount,
           m.accrual,
           m.workout,
           lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status) as ladder_bucket
    from lending.loan_month m
    join lending.portfolio p on p.id = m.portfolio_id
    left join lending.loan l on l.id = m.loan_id
    where m.month_end = @month_end
      and m.status = 'active'
      and m.deleted_at is null
-- include ChosenSnapshots.part
),
figures as (
    select o.currency,
           d.bucket,
           count(*) as loans,
           sum(o.upb) as upb,
           sum(o.past_due_amount) as past_due_amount,
           sum(o.upb) filter (where o.accrual = 'nonaccrual') as nonaccrual_upb,
           count(*) filter (where o.workout = 'forbearance') as forbearance_loans,
           count(*) filter (where o.workout = 'bankruptcy') as bankruptcy_loans,
           count(*) filter (where o.workout = 'foreclosure') as foreclosure_loans
    from loans o
    join ladder d on d.ladder_bucket = o.ladder_bucket
    group by o.currency, d.bucket
),
wholes as (
    select f.currency, sum(f.loans) as loans, sum(f.upb) as upb
    from figures f
    group by f.currency
)
select w.currency,
       case b.bucket when 'current' then 'Current' when 'unknown' then 'Not known' else b.bucket end as bucket,
       coalesce(f.loans, 0) as loans,
       (coalesce(f.loans, 0) / nullif(w.loans, 0))::numeric(28,12) as loans_share,
       coalesce(f.upb, 0)::numeric(28,2) as upb,
       (coalesce(f.upb, 0) / nullif(w.upb, 0))::numeric(28,12) as upb_share,
       coalesce(f.past_due_amount, 0)::numeric(28,2) as past_due_amount,
       coalesce(f.nonaccrual_upb, 0)::numeric(28,2) as nonaccrual_upb,
       coalesce(f.forbearance_loans, 0) as forbearance_loans,
       coalesce(f.bankruptcy_loans, 0) as bankruptcy_loans,
       coalesce(f.foreclosure_loans, 0) as foreclosure_loans
from wholes w
cross join buckets b
left join figures f on f.currency = w.currency and f.bucket = b.bucket
order by w.currency, b.rank
