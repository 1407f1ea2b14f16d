-- one row per currency: the control figures that a receiver of the tape checks
with loans as (
    select m.currency::text as currency, m.status, m.upb, coalesce(m.accrued_interest, 0) as accrued_interest
    from lending.loan_month m
    join lending.portfolio p on p.id = m.portfolio_id
    left join lending.loan l on l.id = m.loan_id
-- include TapeSnapshots.part
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@state::text[] is null or l.property_state = any(@state::text[]))
      and (@bucket::text[] is null
           or lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status)
              = any(@bucket::text[]))
)
select o.currency,
       count(*) as rows,
       count(*) filter (where o.status = 'active') as active_loans,
       count(*) filter (where o.status <> 'active') as exits,
       sum(o.upb)::numeric(28,2) as upb,
       sum(o.accrued_interest)::numeric(28,2) as accrued_interest
from loans o
group by o.currency
order by o.currency
