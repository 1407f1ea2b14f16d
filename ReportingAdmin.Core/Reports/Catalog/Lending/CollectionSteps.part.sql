-- Shared: whose loans were worked by whom: members, assignments, payments, and the late loans of the period with who is credited
members as not materialized (
    select l.id, l.currency::text as currency
    from lending.loan l
    where true
-- include ChosenLoans.part
),
-- An assignment without an end lasts until the next one begins.
spans as (
    select a.loan_id, a.collector_id, a.queue_id, a.from_on,
           coalesce(a.to_on, lead(a.from_on) over (partition by a.loan_id order by a.from_on) - 1, 'infinity'::date) as to_on
    from lending.queue_assignment a
    where a.deleted_at is null
),
-- Those of the months that the period touches: few of all there ever were.
assignments as materialized (
    select s.loan_id, m.currency, coalesce(c.code, '(none)') as collector, q.code as queue, s.from_on, s.to_on
    from spans s
    join members m on m.id = s.loan_id
    join lending.collection_queue q on q.id = s.queue_id
    left join lending.collector c on c.id = s.collector_id
    where s.from_on <= @to and s.to_on >= date_trunc('month', @from::date::timestamp)::date
),
payments as (
    select p.loan_id, m.currency, p.posted_on, p.amount, p.entry_kind
    from lending.payment p
    join members m on m.id = p.loan_id
    where p.deleted_at is null and p.posted_on between @from and @to
),
snapshots as not materialized (
    select m.loan_id, m.month_end,
           lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status) as bucket
    from lending.loan_month m
    join lending.portfolio p on p.id = m.portfolio_id
    where m.deleted_at is null
),
late as (
    select m.loan_id, m.portfolio_code, b.currency, m.month_end as then_on, (date_trunc('month', m.month_end::timestamp) + interval '2 months' - interval '1 day')::date as now_on
    from lending.loan_month m
    join lending.portfolio p on p.id = m.portfolio_id
    join members b on b.id = m.loan_id
    where m.month_end >= (date_trunc('month', @from::date::timestamp) - interval '1 day')::date
      and m.month_end < @to
      and m.deleted_at is null
      and m.status = 'active'
      -- What has an index of its own; most rows are current.
      and (m.oldest_unpaid_due_on is not null or m.days_past_due > 0)
      and lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, 'active')
          not in ('current', '1-29', 'unknown')
),
-- A loan that is not in the next snapshot did not cure, and stays in the denominator. A month-end that is not loaded in full says
-- nothing of who was late at it, nor of who cured by it: of the loans that it has too, as it is chance which those are.
outcomes as (
    select t.loan_id, t.currency, t.now_on, coalesce(n.bucket = 'current', false) as cured
    from late t
    left join (select s.loan_id, s.month_end, s.bucket from snapshots s where s.month_end between @from and @to) n
        on n.loan_id = t.loan_id and n.month_end = t.now_on
    join lending.loan_month_load b on b.portfolio_code = t.portfolio_code and b.month_end = t.then_on and b.complete and b.deleted_at is null
    join lending.loan_month_load d on d.portfolio_code = t.portfolio_code and d.month_end = t.now_on and d.complete and d.deleted_at is null
    where t.now_on between @from and @to
),
-- Of the whole month, also where the period begins within it.
last_paid as (
    select p.loan_id, (date_trunc('month', p.posted_on::timestamp) + interval '1 month' - interval '1 day')::date as month_end, max(p.posted_on) as paid_on
    from lending.payment p
    where p.entry_kind = 'payment'
      and p.deleted_at is null
      and p.posted_on between date_trunc('month', @from::date::timestamp)::date and @to
      and p.loan_id in (select o.loan_id from outcomes o where o.cured)
    group by 1, 2
),
-- A cure belongs to who had the loan on the day of its last payment in the month, as that money does; without one, and for a loan
-- that did not cure, the month-end is the day.
credited as (
    select distinct on (o.loan_id, o.now_on) o.*,
           coalesce(x.collector, '(not assigned)') as collector, coalesce(x.queue, '(not assigned)') as queue
    from outcomes o
    left join last_paid d on d.loan_id = o.loan_id and d.month_end = o.now_on and o.cured
    left join assignments x on x.loan_id = o.loan_id and coalesce(d.paid_on, o.now_on) between x.from_on and x.to_on
    order by o.loan_id, o.now_on, x.from_on desc
),
