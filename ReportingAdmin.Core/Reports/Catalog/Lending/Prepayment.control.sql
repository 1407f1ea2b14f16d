-- control figures: principal of the months' movements where the month is loaded and the movement known, per currency
with kept as (
    select m.loan_id, m.month_end, m.portfolio_code, m.currency, m.scheduled_principal, m.unscheduled_principal, m.charged_off_principal
    from lending.loan_month m
    left join lending.loan_month q
        on q.loan_id = m.loan_id
        and q.month_end = (date_trunc('month', m.month_end::timestamp) - interval '1 day')::date
        and q.deleted_at is null
        and (@by_portfolio or @portfolio::text[] is not null)
    where m.month_end >= @from and m.month_end <= @to
      and m.deleted_at is null
      and m.beginning_upb > 0
      and m.scheduled_principal + m.unscheduled_principal is not null
      and not (m.status = 'charged_off' and m.charged_off_principal is null)
      and not (m.status = 'sold' or coalesce(m.sold_principal, 0) <> 0 or coalesce(q.portfolio_code, m.portfolio_code) <> m.portfolio_code)
-- include ChosenSnapshots.control-part
),
by_month as (
    select k.month_end, k.portfolio_code, k.currency,
           sum(k.scheduled_principal) as scheduled_principal,
           sum(k.unscheduled_principal) as unscheduled_principal,
           coalesce(sum(k.charged_off_principal), 0) as charged_off_principal
    from kept k
    group by k.month_end, k.portfolio_code, k.currency
),
begun as (
    select s.portfolio_code, min(s.month_end) as first_month, max(s.month_end) as last_month
    from lending.loan_month_load s
    where s.deleted_at is null and (@portfolio::text[] is null or s.portfolio_code = any(@portfolio::text[]))
    group by s.portfolio_code
),
-- A portfolio that lacks a month: by portfolio its own figures of it do not count, else nobody's.
lacking as (
    select t.month_end, b.portfolio_code
    from (select distinct y.month_end from by_month y) t, begun b
    where t.month_end >= b.first_month
      and not exists (select from lending.loan_month_load s
                      where s.portfolio_code = b.portfolio_code and s.month_end = t.month_end and s.complete and s.deleted_at is null)
      and (t.month_end <= b.last_month
           or (select count(*)
               from (select from lending.loan_month a
                     where a.month_end = b.last_month and a.portfolio_code = b.portfolio_code and a.status = 'active' and a.deleted_at is null
                     limit 1) one) = 1)
)
select 'months' as section, v.figure, y.currency::text as currency, sum(v.amount)::numeric as amount
from by_month y
cross join lateral (values
    ('scheduled_principal', y.scheduled_principal),
    ('unscheduled_principal', y.unscheduled_principal),
    ('charged_off_principal', y.charged_off_principal)) v (figure, amount)
where exists (select from begun b where y.month_end >= b.first_month)
  and not exists (select from lacking x where x.month_end = y.month_end and (x.portfolio_code = y.portfolio_code or not @by_portfolio))
group by v.figure, y.currency
order by v.figure, y.currency
