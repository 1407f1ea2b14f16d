-- control figures: principal of the months' movements, per currency
select 'months' as section, v.figure, m.currency::text as currency,
       sum(case v.figure
               when 'scheduled_principal' then coalesce(m.scheduled_principal, 0)
               when 'unscheduled_principal' then coalesce(m.unscheduled_principal, 0)
               when 'charged_off_principal' then coalesce(m.charged_off_principal, 0)
               else m.beginning_upb end)::numeric as amount
from lending.loan_month m
left join lending.loan_month q
    on q.loan_id = m.loan_id
    and q.month_end = (date_trunc('month', m.month_end::timestamp) - interval '1 day')::date
    and q.deleted_at is null
    and (@by_portfolio or @portfolio::text[] is not null)
cross join (values ('beginning_upb'), ('scheduled_principal'), ('unscheduled_principal'), ('charged_off_principal')) v (figure)
where m.month_end >= @from and m.month_end <= @to
  and m.deleted_at is null
  and m.beginning_upb > 0
  and not (m.status = 'sold' or coalesce(m.sold_principal, 0) <> 0 or coalesce(q.portfolio_code, m.portfolio_code) <> m.portfolio_code)
  and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
  and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
  and (@program::text[] is null
       or exists (select from lending.program g where g.id = m.program_id and g.code = any(@program::text[])))
  and (@vintage::bigint[] is null
       or exists (select from lending.loan l
                  where l.id = m.loan_id and date_part('year', l.originated_on)::bigint = any(@vintage::bigint[])))
group by v.figure, m.currency
order by v.figure, m.currency
