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
      -- As in prepayment: sold loans are on neither side, nor those transferred where portfolios are asked for.
      and (@speed_part::text is null
           or (m.status <> 'sold'
               and (m.sold_principal is null or m.sold_principal = 0)
               and (m.beginning_upb > 0
                    or (m.beginning_upb is null
                        and exists (select from lending.loan o
                                    where o.id = m.loan_id
                                      and greatest(o.originated_on, o.boarded_on) < date_trunc('month', m.month_end::timestamp)::date)))
               and not (@portfolio::text[] is not null
                        and exists (select from lending.loan_month q
                                    where q.loan_id = m.loan_id
                                      and q.month_end = (date_trunc('month', @month_end::date::timestamp) - interval '1 day')::date
                                      and q.deleted_at is null
                                      and q.portfolio_code <> m.portfolio_code))
               and (m.beginning_upb is not null and m.scheduled_principal is not null and m.unscheduled_principal is not null
                    and (m.charged_off_principal is not null or m.status <> 'charged_off')) = (@speed_part::text <> 'not_known')
               and case @speed_part::text when 'prepaid' then m.unscheduled_principal <> 0
                                          when 'paid_off' then m.status = 'paid_off'
                                          when 'charged_off' then m.charged_off_principal <> 0
                                          else true end))
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
