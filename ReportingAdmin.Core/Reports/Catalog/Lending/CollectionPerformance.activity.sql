-- one row per dimension (collectors, queues), code and currency: attempts, accounts, dollars and cures of the period
with
-- include CollectionSteps.part
attempts as (
    select a.loan_id, m.currency, a.attempted_at::date as on_day, a.outcome, coalesce(c.code, '(none)') as collector, coalesce(q.code, '(none)') as queue
    from lending.contact_attempt a
    join members m on m.id = a.loan_id
    left join lending.collector c on c.id = a.collector_id
    left join lending.collection_queue q on q.id = a.queue_id
    where a.deleted_at is null
      and a.attempted_at >= @from::date::timestamp::timestamptz
      and a.attempted_at < (@to::date + 1)::timestamp::timestamptz
),
-- Whose loans were reached, by themselves, while they had them.
spoken as (
    select distinct d.dimension, d.code, a.loan_id
    from attempts a
    join assignments x on x.loan_id = a.loan_id and a.on_day between x.from_on and x.to_on
    cross join lateral (values ('collectors', a.collector, x.collector), ('queues', a.queue, x.queue)) d (dimension, code, had_by)
    where a.outcome = 'right_party' and d.code = d.had_by
),
figures as (
    select d.dimension, d.code, a.currency,
           count(*) as attempts,
           count(*) filter (where a.outcome in ('third_party', 'right_party')) as contacts,
           count(*) filter (where a.outcome = 'right_party') as right_party,
           0 as accounts, 0 as reached, 0::numeric as collected, 0 as delinquent, 0 as cured
    from attempts a
    cross join lateral (values ('collectors', a.collector), ('queues', a.queue)) d (dimension, code)
    group by 1, 2, 3
    union all
    select w.dimension, w.code, w.currency, 0, 0, 0, count(*), count(r.loan_id), 0, 0, 0
    from (select distinct d.dimension, d.code, x.currency, x.loan_id
          from assignments x
          cross join lateral (values ('collectors', x.collector), ('queues', x.queue)) d (dimension, code)
          where x.from_on <= @to and x.to_on >= @from) w
    left join spoken r on r.dimension = w.dimension and r.code = w.code and r.loan_id = w.loan_id
    group by 1, 2, 3
    union all
    select d.dimension, d.code, p.currency, 0, 0, 0, 0, 0, sum(p.amount), 0, 0
    from payments p
    join assignments x on x.loan_id = p.loan_id and p.posted_on between x.from_on and x.to_on
    cross join lateral (values ('collectors', x.collector), ('queues', x.queue)) d (dimension, code)
    group by 1, 2, 3
    union all
    select d.dimension, d.code, o.currency, 0, 0, 0, 0, 0, 0, count(*), count(*) filter (where o.cured)
    from credited o
    cross join lateral (values ('collectors', o.collector), ('queues', o.queue)) d (dimension, code)
    group by 1, 2, 3
)
select f.dimension,
       f.code,
       f.currency,
       sum(f.attempts)::bigint as attempts,
       sum(f.contacts)::bigint as contacts,
       sum(f.right_party)::bigint as right_party_contacts,
       sum(f.accounts)::bigint as accounts,
       sum(f.reached)::bigint as accounts_reached,
       sum(f.collected)::numeric(28,2) as collected,
       sum(f.delinquent)::bigint as delinquent,
       sum(f.cured)::bigint as cured
from figures f
group by f.dimension, f.code, f.currency
order by f.dimension, f.code, f.currency
