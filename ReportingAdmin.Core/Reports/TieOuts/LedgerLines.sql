-- debits, credits and closing balance of each account and currency, by the trial balance and by the general ledger's lines
with balances as (
    select a.code,
           l.currency::text as currency,
           coalesce(sum(l.debit) filter (where e.posted_on >= @from), 0) as debits,
           coalesce(sum(l.credit) filter (where e.posted_on >= @from), 0) as credits,
           sum(l.debit - l.credit) as closing
    from lending.journal_line l
    join lending.journal_entry e on e.id = l.entry_id
    join lending.gl_account a on a.id = l.account_id
    where e.posted_on <= @as_of
      and l.deleted_at is null
      and e.deleted_at is null
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by a.code, l.currency
),
openings as (
    select l.account_id, l.currency::text as currency, sum(l.debit - l.credit) as opening
    from lending.journal_entry e
    join lending.journal_line l on l.entry_id = e.id and l.deleted_at is null
    where e.posted_on < @from
      and e.deleted_at is null
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by l.account_id, l.currency
),
movements as (
    select l.account_id, l.currency::text as currency, sum(l.debit) as debits, sum(l.credit) as credits
    from lending.journal_entry e
    join lending.journal_line l on l.entry_id = e.id and l.deleted_at is null
    where e.posted_on between @from and @as_of
      and e.deleted_at is null
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by l.account_id, l.currency
),
ledger as (
    -- A name only: an account that stands twice must not double this side too.
    select coalesce((select min(a.code) from lending.gl_account a where a.id = coalesce(o.account_id, m.account_id)), 'no account') as code,
           coalesce(o.currency, m.currency) as currency,
           coalesce(m.debits, 0) as debits,
           coalesce(m.credits, 0) as credits,
           coalesce(o.opening, 0) + coalesce(m.debits, 0) - coalesce(m.credits, 0) as closing
    from openings o
    full join movements m on m.account_id = o.account_id and m.currency = o.currency
)
select s.currency,
       s.code || ', ' || v.figure as place,
       s.source,
       case v.figure when 'debits' then s.debits when 'credits' then s.credits else s.closing end as amount
from (select b.code, b.currency, 'Trial balance' as source, b.debits, b.credits, b.closing
      from balances b
      union all
      select g.code, g.currency, 'General ledger', g.debits, g.credits, g.closing
      from ledger g) s
cross join (values ('debits'), ('credits'), ('closing')) v (figure)
order by 1, 2, 3
