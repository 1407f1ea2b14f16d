-- one row per late loan and month-end after
with
-- include CollectionSteps.part
listed as (
    select c.*
    from credited c
    where (c.cured or not @cured_only)
      and (@collector::text[] is null or c.collector = any(@collector::text[]))
      and (@queue::text[] is null or c.queue = any(@queue::text[]))
)
select l.loan_number,
       c.now_on as month_end,
       c.cured,
       c.collector,
       c.queue,
       c.currency,
       l.portfolio_code as portfolio
from listed c
join lending.loan l on l.id = c.loan_id
order by c.now_on, l.loan_number collate "C"
