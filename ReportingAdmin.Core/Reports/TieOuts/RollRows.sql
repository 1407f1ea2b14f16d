-- principal by state at each earlier month-end, and what the transitions make of it, per currency and state
-- Steps from complete snapshots of the loan's portfolio; those into a month that is not loaded in full have a row too, without a rate.
with complete_months as (
    select d.portfolio_id, d.month_end
    from lending.loan_month_load d
    where d.complete and d.deleted_at is null
),
snapshots as not materialized (
    select m.portfolio_id,
           m.month_end,
           m.loan_id,
           m.currency::text as currency,
           m.upb,
           p.id is not null as found,
           case when d.bucket = 'current' then 'Current'
                when d.bucket = 'unknown' then 'Not known'
                when d.bucket in ('120-149', '150-179', '180+') and not @split_over_120 then '120+'
                else d.bucket end as state
    from lending.loan_month m
    left join lending.portfolio p on p.id = m.portfolio_id
    cross join lateral (select lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status) as bucket) d
    left join lending.loan l on l.id = m.loan_id
    where m.status = 'active'
      and m.deleted_at is null
      and m.month_end < @month_end
      and m.month_end >= (date_trunc('month', @month_end::date::timestamp) - make_interval(months => @roll_months::integer - 1) - interval '1 day')::date
      and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or m.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
),
later as (
    select m.loan_id, m.month_end
    from lending.loan_month m
    where m.deleted_at is null
      and m.month_end <= @month_end
      and m.month_end > (date_trunc('month', @month_end::date::timestamp) - make_interval(months => @roll_months::integer - 1) - interval '1 day')::date
),
-- Added up by portfolio and month first: which of them are complete is asked of a few sums and not of millions of loans.
before as (
    select s.portfolio_id, s.month_end, s.currency, s.state, sum(s.upb) as upb
    from snapshots s
    group by s.portfolio_id, s.month_end, s.currency, s.state
),
transitions as (
    select s.portfolio_id, s.month_end, s.currency, s.state, sum(s.upb) as upb
    from snapshots s
    left join later b
        on b.loan_id = s.loan_id
        and b.month_end = (date_trunc('month', s.month_end::timestamp) + interval '2 months' - interval '1 day')::date
    -- The transitions go by the portfolio's method: a loan whose portfolio is gone is not in them.
    where s.found
    group by s.portfolio_id, s.month_end, s.currency, s.state
)
select b.currency, b.state as place, 'Snapshot a month before' as source, sum(b.upb) as amount
from before b
join complete_months t on t.portfolio_id = b.portfolio_id and t.month_end = b.month_end
group by b.currency, b.state
union all
select r.currency, r.state, 'Transitions', sum(r.upb)
from transitions r
join complete_months t on t.portfolio_id = r.portfolio_id and t.month_end = r.month_end
group by r.currency, r.state
order by 1, 2, 3
