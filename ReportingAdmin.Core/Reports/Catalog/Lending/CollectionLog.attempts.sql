-- one row per attempt
select a.number,
       a.attempted_at,
       l.loan_number,
       replace(a.channel, 'sms', 'SMS') as channel,
       replace(a.outcome, '_', ' ') as outcome,
       coalesce(c.code, '(none)') as collector,
       coalesce(q.code, '(none)') as queue,
       l.currency::text as currency,
       l.portfolio_code as portfolio
from lending.contact_attempt a
join lending.loan l on l.id = a.loan_id
left join lending.collector c on c.id = a.collector_id
left join lending.collection_queue q on q.id = a.queue_id
where a.deleted_at is null
  and a.attempted_at >= @from::date::timestamp::timestamptz
  and a.attempted_at < (@to::date + 1)::timestamp::timestamptz
  and (@outcome::text[] is null or a.outcome = any(@outcome::text[]))
  and (@collector::text[] is null or coalesce(c.code, '(none)') = any(@collector::text[]))
  and (@queue::text[] is null or coalesce(q.code, '(none)') = any(@queue::text[]))
-- include ChosenLoans.part
order by a.attempted_at, a.number
