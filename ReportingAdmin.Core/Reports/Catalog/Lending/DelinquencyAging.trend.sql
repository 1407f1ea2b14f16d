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
month_ends as (
    select m.month_end from months m
),
-- include SnapshotMonths.part
observed as (
    select s.month_end
    from snapshot_months s
    where s.lacking is null
),
figures as (
    select o.month_end, o.currency, d.bucket, sum(o.loans) as loans, sum(o.upb) as upb, sum(o.past_due_amount) as past_due_amount,
           coalesce(sum(o.upb) filter (where o.by_months), 0) as upb_by_months
    from (select m.month_end,
                 m.currency::text as currency,
                 lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status) as ladder_bucket,
                 -- MBA and OTS count whole months: they have no 1-29.
                 coalesce(@days_past_due::text, p.delinquency_method) in ('mba', 'ots') as by_months,
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
-- include ChosenSnapshots.part
          group by 1, 2, 3, 4) o
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
       case when o.month_end is not null then coalesce(f.upb, 0) end::numeric(28,2) as upb,
       case when o.month_end is not null then coalesce(f.upb, 0) / nullif(w.upb, 0) end::numeric(28,12) as upb_share,
       case when o.month_end is not null then coalesce(f.past_due_amount, 0) end::numeric(28,2) as past_due_amount,
       lending.rate(case when o.month_end is not null and q.month_end is not null and b.bucket <> 'unknown'
           then coalesce(f.upb, 0)
               / nullif(case b.bucket when '1-29' then e.upb - e.upb_by_months
                                      when '30-59' then coalesce(e.upb, 0) + coalesce(c30.upb_by_months, 0)
                                      else e.upb end, 0) end) as net_flow_rate
from months m
cross join currencies c
cross join buckets b
left join observed o on o.month_end = m.month_end
left join observed q on q.month_end = (date_trunc('month', m.month_end::timestamp) - interval '1 day')::date
left join figures f on f.month_end = m.month_end and f.currency = c.currency and f.bucket = b.bucket
left join figures e on e.month_end = q.month_end and e.currency = c.currency and e.bucket = b.better_bucket
-- Before 30-59 stands 1-29, and for a method without it current.
left join figures c30 on b.bucket = '30-59' and c30.month_end = q.month_end and c30.currency = c.currency and c30.bucket = 'current'
left join wholes w on w.month_end = m.month_end and w.currency = c.currency
where m.shown
order by m.month_end, c.currency, b.rank
