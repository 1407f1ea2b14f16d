-- loans 30 or more days late at a month-end and how many of them were current at the next, per currency and queue: pair by pair from the snapshots
with pairs as (
    select (s.starts_at - interval '1 day')::date as then_on, s.starts_at::date as starts_on, (s.starts_at + interval '1 month' - interval '1 day')::date as now_on
    from lending.month_starts(@from, @to) s (starts_at)
),
late as (
    select n.then_on, n.starts_on, n.now_on, m.loan_id, m.portfolio_id, l.currency::text as currency
    from pairs n
    join lending.loan_month m on m.month_end = n.then_on
    join lending.portfolio p on p.id = m.portfolio_id
    join lending.loan l on l.id = m.loan_id
    where n.now_on between @from and @to
      -- Said beside the join, so that only these months' partitions are read.
      and m.month_end >= (date_trunc('month', @from::date::timestamp) - interval '1 day')::date
      and m.month_end < @to
      and m.status = 'active'
      and m.deleted_at is null
      and lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status)
          in (select b.bucket from lending.bucket_ladder() b where b.from_days >= 30)
      and (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
      and (@vintage::bigint[] is null or date_part('year', l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@program::text[] is null
           or exists (select from lending.program g where g.id = l.program_id and g.code = any(@program::text[])))
),
-- One that is not in the next snapshot did not cure; where that snapshot or the one before is not complete, nothing is known.
followed as (
    select t.*,
           m.status = 'active'
               and lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status) = 'current' as cured
    from late t
    left join lending.loan_month m on m.loan_id = t.loan_id and m.month_end = t.now_on and m.month_end between @from and @to and m.deleted_at is null
    left join lending.portfolio p on p.id = m.portfolio_id
    where 2 = (select count(*) from lending.loan_month_load d
               where d.portfolio_id = t.portfolio_id and d.month_end in (t.then_on, t.now_on) and d.complete and d.deleted_at is null)
),
-- Who had it on the day of the last payment of a cure, else on the month-end: the assignment that began last, while it lasted.
credited as (
    select f.currency, f.cured, case when a.to_on < d.day then null else a.queue end as queue
    from followed f
    cross join lateral (
        select coalesce(max(v.posted_on), f.now_on) as day
        from lending.payment v
        where f.cured and v.loan_id = f.loan_id and v.entry_kind = 'payment' and v.deleted_at is null
          and v.posted_on between f.starts_on and f.now_on) d
    left join lateral (
        select q.code as queue, s.to_on
        from lending.queue_assignment s
        join lending.collection_queue q on q.id = s.queue_id
        where s.loan_id = f.loan_id and s.from_on <= d.day and s.deleted_at is null
        order by s.from_on desc
        limit 1) a on true
),
sums as (
    select c.currency, coalesce(c.queue, '(not assigned)') as queue, count(*) as late, count(*) filter (where c.cured) as cured
    from credited c
    group by 1, 2
)
select s.currency, s.queue || ', ' || v.word as place, 'Snapshots and assignments' as source, v.amount::numeric as amount
from sums s
cross join lateral (values ('late loans', s.late), ('cures', s.cured)) v (word, amount)
order by 1, 2, 3
