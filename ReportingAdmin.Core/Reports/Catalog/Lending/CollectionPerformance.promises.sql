-- one row per promise of every loan that took or owed one in the period; what was promised before or beside takes payments first
with members as (
    select l.id, l.loan_number, l.portfolio_code
    from lending.loan l
    where true
-- include ChosenLoans.part
),
loans as (
    select distinct p.loan_id, m.loan_number, m.portfolio_code
    from lending.promise p
    join members m on m.id = p.loan_id
    where p.deleted_at is null
      and (p.due_on between @from and @to or p.promised_on between @from and @to)
)
select p.loan_id,
       n.loan_number,
       n.portfolio_code as portfolio,
       p.number,
       p.currency::text as currency,
       coalesce(c.code, '(none)') as collector,
       coalesce(q.code, '(none)') as queue,
       p.promised_on,
       p.due_on,
       p.amount,
       -- A promise cancelled later was one on the day.
       coalesce(p.cancelled_on <= @as_of, false) as cancelled
from lending.promise p
join loans n on n.loan_id = p.loan_id
left join lending.collector c on c.id = p.collector_id
left join lending.collection_queue q on q.id = p.queue_id
where p.deleted_at is null
order by p.loan_id, p.due_on, p.promised_on, p.number
