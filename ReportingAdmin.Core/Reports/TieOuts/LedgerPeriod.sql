-- debits and credits of the period, per account and currency, from the lines and from the balances at both ends
with lines as (
    select l.account_id, l.currency::text as currency, sum(l.debit - l.credit) as amount
    from lending.journal_line l
    join lending.journal_entry e on e.id = l.entry_id
    where e.posted_on between @from and @to
      and l.deleted_at is null
      and e.deleted_at is null
      and (@account::text[] is null
           or l.account_id = any(array(select a.id from lending.gl_account a where a.code = any(@account::text[]))))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by l.account_id, l.currency
),
balances as (
    select a.id as account_id,
           l.currency::text as currency,
           sum(l.debit - l.credit) - coalesce(sum(l.debit - l.credit) filter (where e.posted_on < @from), 0) as amount
    from lending.gl_account a
    join lending.journal_line l on l.account_id = a.id and l.deleted_at is null
    join lending.journal_entry e on e.id = l.entry_id and e.deleted_at is null
    where e.posted_on <= @to
      and (@account::text[] is null or a.code = any(@account::text[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by a.id, l.currency
)
select s.currency,
       -- A name only: an account that stands twice must not double both sides.
       coalesce((select min(a.code) from lending.gl_account a where a.id = s.account_id), 'no account') as place,
       s.source,
       s.amount
from (select i.account_id, i.currency, 'General ledger' as source, i.amount
      from lines i
      union all
      select b.account_id, b.currency, 'General ledger', 0
      from balances b
      union all
      select b.account_id, b.currency, 'Trial balance', b.amount
      from balances b) s
order by 1, 2, 3
