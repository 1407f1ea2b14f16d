-- one row per general-ledger account and currency
with balances as (
    select l.account_id,
           l.currency::text as currency,
           coalesce(sum(l.debit - l.credit) filter (where e.posted_on < @from), 0) as opening,
           coalesce(sum(l.debit) filter (where e.posted_on >= @from), 0) as debits,
           coalesce(sum(l.credit) filter (where e.posted_on >= @from), 0) as credits,
           sum(l.debit - l.credit) as closing
    from lending.journal_line l
    join lending.journal_entry e on e.id = l.entry_id
    where e.posted_on <= @as_of
      and l.deleted_at is null
      and e.deleted_at is null
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by l.account_id, l.currency
)
select a.code as account_code,
       a.name as account_name,
       a.type,
       b.currency,
       b.opening::numeric(28,2) as opening,
       b.debits::numeric(28,2) as debits,
       b.credits::numeric(28,2) as credits,
       b.closing::numeric(28,2) as closing,
       greatest(b.closing, 0)::numeric(28,2) as debit_balance,
       greatest(-b.closing, 0)::numeric(28,2) as credit_balance
from balances b
join lending.gl_account a on a.id = b.account_id
order by a.code, b.currency
