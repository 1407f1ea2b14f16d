-- control figures: attempts, and payments of assigned loans per currency
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
order by 1, 2, 3
