-- one row per loan assigned on any day of the period
with
-- include CollectionSteps.part
assigned as (
    select x.loan_id,
           min(x.from_on) as from_on,
           nullif(max(x.to_on), 'infinity'::date) as to_on,
           string_agg(distinct x.collector, ', ' order by x.collector) as collectors,
           string_agg(distinct x.queue, ', ' order by x.queue) as queues
    from assignments x
    where x.from_on <= @to
      and x.to_on >= @from
      and (@collector::text[] is null or x.collector = any(@collector::text[]))
      and (@queue::text[] is null or x.queue = any(@queue::text[]))
    group by x.loan_id
),
-- By who is asked for: an account of a collector that only another one reached is not one that he reached.
spoken as (
    select a.loan_id, count(*) as contacts
    from lending.contact_attempt a
    left join lending.collector c on c.id = a.collector_id
    left join lending.collection_queue q on q.id = a.queue_id
    where a.deleted_at is null
      and a.outcome = 'right_party'
      and a.attempted_at >= @from::date::timestamp::timestamptz
      and a.attempted_at < (@to::date + 1)::timestamp::timestamptz
      and (@collector::text[] is null or coalesce(c.code, '(none)') = any(@collector::text[]))
      and (@queue::text[] is null or coalesce(q.code, '(none)') = any(@queue::text[]))
    group by a.loan_id
)
select l.loan_number,
       s.from_on as assigned_from,
       s.to_on as assigned_to,
       t.loan_id is not null as reached,
       coalesce(t.contacts, 0) as right_party_contacts,
       s.collectors,
       s.queues,
       l.currency::text as currency,
       l.portfolio_code as portfolio
from assigned s
join lending.loan l on l.id = s.loan_id
left join spoken t on t.loan_id = s.loan_id
where t.loan_id is not null or not @reached_only
order by l.loan_number collate "C"
