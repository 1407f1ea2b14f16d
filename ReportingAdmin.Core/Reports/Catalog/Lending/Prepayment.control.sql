-- control figures: principal of the months' movements, per currency
with sums as (
    select m.currency::text as currency,
           sum(m.beginning_upb) as beginning_upb,
           coalesce(sum(m.scheduled_principal), 0) as scheduled_principal,
           coalesce(sum(m.unscheduled_principal), 0) as unscheduled_principal,
           coalesce(sum(m.charged_off_principal), 0) as charged_off_principal
    from lending.loan_month m
    left join lending.loan_month q
        on q.loan_id = m.loan_id
        and q.month_end = (date_trunc('month', m.month_end::timestamp) - interval '1 day')::date
        and q.deleted_at is null
        and (@by_portfolio or @portfolio::text[] is not null)
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
    group by m.currency
)
select 'months' as section, v.figure, s.currency, v.amount::numeric as amount
from sums s
cross join lateral (values
    ('beginning_upb', s.beginning_upb),
    ('scheduled_principal', s.scheduled_principal),
    ('unscheduled_principal', s.unscheduled_principal),
    ('charged_off_principal', s.charged_off_principal)) v (figure, amount)
order by v.figure, s.currency
