-- closing balance at the day and opening balance of the next day, per account and currency
with closing as (
    select l.account_id,
           l.currency::text as currency,
           coalesce(sum(l.debit - l.credit) filter (where e.posted_on < @from), 0)
               + coalesce(sum(l.debit) filter (where e.posted_on >= @from), 0)
               - coalesce(sum(l.credit) filter (where e.posted_on >= @from), 0) as amount
    from lending.gl_account a
    join lending.journal_line l on l.account_id = a.id and l.deleted_at is null
    join lending.journal_entry e on e.id = l.entry_id and e.deleted_at is null
    where e.posted_on <= @as_of
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by l.account_id, l.currency
),
opening as (
    select l.account_id, l.currency::text as currency, sum(l.debit - l.credit) as amount
    from lending.journal_entry e
    join lending.journal_line l on l.entry_id = e.id
    where e.posted_on < @as_of::date + 1
      and e.deleted_at is null
      and l.deleted_at is null
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by l.account_id, l.currency
)
select s.currency,
       -- A name only: an account that stands twice must not double both sides.
       coalesce((select min(a.code) from lending.gl_account a where a.id = s.account_id), 'no account') as place,
       s.source,
       s.amount
from (select c.account_id, c.currency, 'Closing' as source, c.amount
      from closing c
      union all
      select o.account_id, o.currency, 'Opening of the next day', o.amount
      from opening o) s
order by 1, 2, 3
