-- control figures of the loans section: rows, and principal and accrued interest per currency
with loans as (
    select m.currency::text as currency, m.upb, coalesce(m.accrued_interest, 0) as accrued_interest
    from lending.loan_month m
    where m.month_end = @month_end
      and m.deleted_at is null
      and (m.status = 'active' or @include_exits)
      and ((@failed_rule::text[] is null and @failed_from::date is null)
           or m.loan_id in (
               select k.loan_id
               from lending.compliance_check k
               where k.deleted_at is null
                 and k.checked_on <= @as_of
                 and k.checked_on >= coalesce(@failed_from::date, @month_end::date - extract(day from @month_end::date)::integer + 1)
                 and (@failed_rule::text[] is null
                      or k.rule_id = any(array(select u.id from lending.compliance_rule u where u.code = any(@failed_rule::text[]))))
               group by k.loan_id
               having not bool_and(k.result <> 'fail')))
      and (@speed_part::text is null
           or m.loan_id in (
               select n.loan_id
               from lending.loan_month n
               left join lending.loan o on o.id = n.loan_id
               left join lending.loan_month q
                   on q.loan_id = n.loan_id
                   and q.month_end = (date_trunc('month', n.month_end::timestamp) - interval '1 day')::date
                   and q.deleted_at is null
                   and @portfolio::text[] is not null
               where n.month_end = @month_end
                 and n.deleted_at is null
                 and not (n.status = 'sold' or coalesce(n.sold_principal, 0) <> 0 or coalesce(q.portfolio_code, n.portfolio_code) <> n.portfolio_code)
                 and coalesce(n.beginning_upb,
                              case when to_char(greatest(o.originated_on, o.boarded_on), 'YYYY-MM') < to_char(n.month_end, 'YYYY-MM') then 1 end) > 0
                 and case when n.beginning_upb + n.scheduled_principal + n.unscheduled_principal is null
                               or (n.status = 'charged_off' and n.charged_off_principal is null) then @speed_part::text = 'not_known'
                          when @speed_part::text = 'prepaid' then n.unscheduled_principal <> 0
                          when @speed_part::text = 'paid_off' then n.status = 'paid_off'
                          when @speed_part::text = 'charged_off' then coalesce(n.charged_off_principal, 0) <> 0
                          else @speed_part::text = 'counted' end))
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
select 'loans' as section, 'rows' as figure, null::text as currency, count(*)::numeric as amount
from loans o
union all
select 'loans', 'upb', o.currency, sum(o.upb)
from loans o
group by o.currency
union all
select 'loans', 'accrued_interest', o.currency, sum(o.accrued_interest)
from loans o
group by o.currency
order by 2, 3
