-- control figures: attempts, payments of assigned loans per currency, and loans that were assigned
with members as (
    select l.id, l.currency::text as currency
    from lending.loan l
    where true
-- include ChosenLoans.control-part
),
collected as (
    select m.currency, p.amount
    from lending.payment p
    join members m on m.id = p.loan_id
    -- The latest assignment that began by then, unless it is over.
    join lateral (
        select a.to_on, a.collector_id, a.queue_id
        from lending.queue_assignment a
        where a.loan_id = p.loan_id and a.deleted_at is null and a.from_on <= p.posted_on
        order by a.from_on desc
        limit 1) x on x.to_on is null or x.to_on >= p.posted_on
    left join lending.collector c on c.id = x.collector_id
    left join lending.collection_queue q on q.id = x.queue_id
    where p.deleted_at is null
      and p.posted_on >= @from and p.posted_on <= @to
      and (@collector::text[] is null or coalesce(c.code, '(none)') = any(@collector::text[]))
      and (@queue::text[] is null or coalesce(q.code, '(none)') = any(@queue::text[]))
),
accounts as (
    select m.id
    from members m
    where exists (
        select from lending.queue_assignment a
        join lending.collection_queue q on q.id = a.queue_id
        left join lending.collector c on c.id = a.collector_id
        where a.loan_id = m.id and a.deleted_at is null and a.from_on <= @to
          -- It is over by the period where its end says so, or without one where another began by the period's first day.
          and not coalesce(a.to_on < @from, exists (
              select from lending.queue_assignment n
              where n.loan_id = a.loan_id and n.deleted_at is null and n.from_on > a.from_on and n.from_on <= @from))
          and (@collector::text[] is null or coalesce(c.code, '(none)') = any(@collector::text[]))
          and (@queue::text[] is null or q.code = any(@queue::text[])))
      and (not @reached_only or m.id in (
        select t.loan_id from lending.contact_attempt t
        left join lending.collector c on c.id = t.collector_id
        left join lending.collection_queue q on q.id = t.queue_id
        where t.deleted_at is null and t.outcome = 'right_party' and t.attempted_at::date between @from and @to
          and (@collector::text[] is null or coalesce(c.code, '(none)') = any(@collector::text[]))
          and (@queue::text[] is null or coalesce(q.code, '(none)') = any(@queue::text[]))))
)
select 'attempts' as section, 'rows' as figure, null::text as currency, count(*)::numeric as amount
from lending.contact_attempt a
join members m on m.id = a.loan_id
left join lending.collector c on c.id = a.collector_id
left join lending.collection_queue q on q.id = a.queue_id
where a.deleted_at is null
  and a.attempted_at::date between @from and @to
  and (@outcome::text[] is null or a.outcome = any(@outcome::text[]))
  and (@collector::text[] is null or coalesce(c.code, '(none)') = any(@collector::text[]))
  and (@queue::text[] is null or coalesce(q.code, '(none)') = any(@queue::text[]))
union all
select 'payments', 'amount', d.currency, sum(d.amount)
from collected d
group by d.currency
union all
select 'payments', 'rows', null, count(*)
from collected d
union all
select 'accounts', 'rows', null, count(*)
from accounts
order by 1, 2, 3
