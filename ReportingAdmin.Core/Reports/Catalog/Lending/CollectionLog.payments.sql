-- one row per payment of a loan that was assigned on its day
with
-- include CollectionSteps.part
received as (
    select p.id, p.loan_id, p.posted_on, p.payment_number, p.entry_kind, p.amount
    from lending.payment p
    join members m on m.id = p.loan_id
    where p.deleted_at is null and p.posted_on between @from and @to
)
select r.payment_number,
       r.posted_on,
       replace(r.entry_kind, 'nsf', 'NSF') as entry,
       l.loan_number,
       l.currency::text as currency,
       r.amount,
       x.collector,
       x.queue,
       l.portfolio_code as portfolio
from received r
join assignments x on x.loan_id = r.loan_id and r.posted_on between x.from_on and x.to_on
join lending.loan l on l.id = r.loan_id
where (@collector::text[] is null or x.collector = any(@collector::text[]))
  and (@queue::text[] is null or x.queue = any(@queue::text[]))
order by r.posted_on, r.payment_number, x.from_on
