-- one row per currency and 3 or 12 months: the loans that cured that long ago, and how they stand at the month-end
with steps as (
    select n as months_after,
           (date_trunc('month', @month_end::date::timestamp) - make_interval(months => n - 1) - interval '1 day')::date as cured_on,
           (date_trunc('month', @month_end::date::timestamp) - make_interval(months => n) - interval '1 day')::date as late_on
    from unnest(array[3, 12]) as n
),
-- The offset keeps each step in its own month: of all others not a row is read.
late as (
    select s.months_after, s.cured_on, a.loan_id, a.currency
    from steps s
    cross join lateral (
        select m.loan_id, m.currency::text as currency
        from lending.loan_month m
        join lending.portfolio p on p.id = m.portfolio_id
        left join lending.loan l on l.id = m.loan_id
        where m.month_end = s.late_on
          and m.status = 'active'
          -- Where either snapshot is not loaded in full, it is chance which cures are seen.
          and m.portfolio_code = any(array(
              select d.portfolio_code from lending.loan_month_load d
              where d.month_end in (s.late_on, s.cured_on) and d.complete and d.deleted_at is null
              group by d.portfolio_code
              having count(*) = 2))
          and m.deleted_at is null
          and (m.oldest_unpaid_due_on is not null or m.days_past_due > 0)
-- include ChosenSnapshots.part
          and lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status)
              not in ('current', '1-29', 'unknown')
        offset 0) a
),
cured as (
    select e.months_after, e.cured_on, e.loan_id, e.currency, b.upb
    from late e
    cross join lateral (
        select m.upb
        from lending.loan_month m
        join lending.portfolio p on p.id = m.portfolio_id
        where m.month_end = e.cured_on
          and m.loan_id = e.loan_id
          and m.status = 'active'
          and m.deleted_at is null
          and lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status) = 'current'
        limit 1) b
),
-- Where the loan was seen last since: at the month-end, or earlier when it left.
seen as (
    select c.months_after, c.cured_on, c.currency, c.upb,
           case when n.status <> 'active' then 'left'
                when n.month_end = @month_end and n.bucket = 'current' then 'current'
                when n.month_end = @month_end and n.bucket <> 'unknown' then 'late'
                else 'not_observed' end as state_now
    from cured c
    left join lateral (
        select m.month_end, m.status,
               lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status) as bucket
        from lending.loan_month m
        join lending.portfolio p on p.id = m.portfolio_id
        where m.loan_id = c.loan_id
          and m.month_end > c.cured_on
          and m.month_end <= @month_end
          and m.deleted_at is null
        order by m.month_end desc
        limit 1) n on true
)
select s.currency,
       s.months_after,
       s.cured_on,
       count(*) as cured_loans,
       sum(s.upb)::numeric(28,2) as cured_upb,
       count(*) filter (where s.state_now = 'current') as current_loans,
       coalesce(sum(s.upb) filter (where s.state_now = 'current'), 0)::numeric(28,2) as current_upb,
       count(*) filter (where s.state_now = 'late') as late_loans,
       count(*) filter (where s.state_now = 'left') as left_loans,
       count(*) filter (where s.state_now = 'not_observed') as unseen_loans,
       (count(*) filter (where s.state_now = 'current')::numeric / count(*))::numeric(28,12) as sustained_rate_loans,
       (coalesce(sum(s.upb) filter (where s.state_now = 'current'), 0) / nullif(sum(s.upb), 0))::numeric(28,12) as sustained_rate_upb
from seen s
group by s.currency, s.months_after, s.cured_on
order by s.currency, s.months_after
