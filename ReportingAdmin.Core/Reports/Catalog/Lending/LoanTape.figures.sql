-- one row per currency: the control figures that a receiver of the tape checks
with loans as (
    select m.currency::text as currency, m.status, m.upb, coalesce(m.accrued_interest, 0) as accrued_interest
    from lending.loan_month m
    where m.month_end = @month_end
      and m.deleted_at is null
      and (m.status = 'active' or @include_exits)
      and ((@failed_rule::text[] is null and @failed_from::date is null)
           or m.loan_id in (
               select k.loan_id
               from lending.compliance_check k
               join lending.compliance_rule u on u.id = k.rule_id
               where k.deleted_at is null
                 and k.result = 'fail'
                 and k.checked_on between coalesce(@failed_from::date, date_trunc('month', @month_end::date::timestamp)::date) and @as_of
                 and (@failed_rule::text[] is null or u.code = any(@failed_rule::text[]))))
      and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
      and (@program::text[] is null
           or exists (select from lending.program g where g.id = m.program_id and g.code = any(@program::text[])))
      and ((@vintage::bigint[] is null and @state::text[] is null)
           or exists (select from lending.loan l
                      where l.id = m.loan_id
                        and (@vintage::bigint[] is null or date_part('year', l.originated_on)::bigint = any(@vintage::bigint[]))
                        and (@state::text[] is null or l.property_state = any(@state::text[]))))
      and (@bucket::text[] is null
           or exists (select from lending.portfolio p
                      where p.id = m.portfolio_id
                        and lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status)
                            = any(@bucket::text[])))
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
