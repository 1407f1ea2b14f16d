-- one row per month, currency and bucket, empty buckets and months without a snapshot too
with ladder as (
    select b.bucket as ladder_bucket,
           case when b.bucket in ('120-149', '150-179', '180+') and not @split_over_120 then '120+' else b.bucket end as bucket,
           b.rank
    from lending.bucket_ladder() b
),
buckets as (
    select d.bucket,
           min(d.rank) as rank,
           lag(d.bucket) over (order by min(d.rank)) as better_bucket
    from ladder d
    group by d.bucket
),
-- One month more than shown: the net flow of the first month needs it.
months as (
    select (date_trunc('month', @month_end::date::timestamp) - make_interval(months => n - 1) - interval '1 day')::date as month_end,
           n < @trend_months as shown
    from generate_series(0, @trend_months::integer) as n
),
loads as (
    select s.portfolio_code, s.month_end, s.complete
    from lending.loan_month_load s
    where s.deleted_at is null
      and (@portfolio::text[] is null or s.portfolio_code = any(@portfolio::text[]))
),
-- A month has a snapshot when each portfolio that had begun and not ended has a complete one.
spans as (
    select d.portfolio_code, min(d.month_end) as first_month, max(d.month_end) as last_month
    from loads d
    group by d.portfolio_code
),
observed as (
    select m.month_end
    from months m
    join spans s on m.month_end between s.first_month and s.last_month
    left join loads d on d.portfolio_code = s.portfolio_code and d.month_end = m.month_end and d.complete
    group by m.month_end
    having count(*) = count(d.month_end)
),
figures as (
    select o.month_end, o.currency, d.bucket, sum(o.loans) as loans, sum(o.upb) as upb, sum(o.past_due_amount) as past_due_amount
    from (select m.month_end,
                 m.currency::text as currency,
                 lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status) as ladder_bucket,
                 count(*) as loans,
                 sum(m.upb) as upb,
                 sum(m.past_due_amount) as past_due_amount
          from lending.loan_month m
          join lending.portfolio p on p.id = m.portfolio_id
          left join lending.loan l on l.id = m.loan_id
          where m.month_end <= @month_end
            and m.month_end > (date_trunc('month', @month_end::date::timestamp) - make_interval(months => @trend_months::integer) - interval '1 day')::date
            and m.status = 'active'
            and m.deleted_at is null
            and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
            and (@program::text[] is null
                 or m.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
            and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
            and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
          group by 1, 2, 3) o
    join ladder d on d.ladder_bucket = o.ladder_bucket
    group by o.month_end, o.currency, d.bucket
),
currencies as (
    select distinct f.currency
    from figures f
    join months m on m.month_end = f.month_end and m.shown
),
wholes as (
    select f.month_end, f.currency, sum(f.upb) as upb
    from figures f
    group by f.month_end, f.currency
)
select m.month_end,
       c.currency,
       case b.bucket when 'current' then 'Current' when 'unknown' then 'Not known' else b.bucket end as bucket,
       case when o.month_end is not null then coalesce(f.loans, 0)::bigint end as loans,
       case when o.month_end is not null then coalesce(f.upb, 0) end::numeric(18,2) as upb,
       case when o.month_end is not null then coalesce(f.upb, 0) / nullif(w.upb, 0) end::numeric(28,12) as upb_share,
       case when o.month_end is not null then coalesce(f.past_due_amount, 0) end::numeric(18,2) as past_due_amount,
       case when o.month_end is not null and q.month_end is not null and b.bucket <> 'unknown'
           then coalesce(f.upb, 0) / nullif(e.upb, 0) end::numeric(28,12) as net_flow_rate
from months m
cross join currencies c
cross join buckets b
left join observed o on o.month_end = m.month_end
left join observed q on q.month_end = (date_trunc('month', m.month_end::timestamp) - interval '1 day')::date
left join figures f on f.month_end = m.month_end and f.currency = c.currency and f.bucket = b.bucket
left join figures e on e.month_end = q.month_end and e.currency = c.currency and e.bucket = b.better_bucket
left join wholes w on w.month_end = m.month_end and w.currency = c.currency
where m.shown
order by m.month_end, c.currency, b.rank
