-- one row per currency
with lines as (
    select l.entry_id, l.currency::text as currency, e.posted_on, a.control, l.debit, l.credit, l.account_id
    from lending.journal_line l
    join lending.journal_entry e on e.id = l.entry_id
    left join lending.gl_account a on a.id = l.account_id
    where e.posted_on <= @as_of
      and l.deleted_at is null
      and e.deleted_at is null
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
),
accounts as (
    select l.currency,
           sum(l.debit) filter (where l.posted_on >= @from) as debits,
           sum(l.credit) filter (where l.posted_on >= @from) as credits,
           sum(l.debit - l.credit) as closing,
           sum(l.debit - l.credit) filter (where l.control = 'suspense') as suspense
    from lines l
    group by l.currency, l.account_id
),
entries as (
    select u.currency, count(*) as unbalanced
    from (select l.entry_id, l.currency
          from lines l
          group by l.entry_id, l.currency
          having sum(l.debit) <> sum(l.credit)) u
    group by u.currency
)
select c.currency,
       coalesce(sum(c.debits), 0)::numeric(28,2) as debits,
       coalesce(sum(c.credits), 0)::numeric(28,2) as credits,
       sum(greatest(c.closing, 0))::numeric(28,2) as debit_balances,
       sum(greatest(-c.closing, 0))::numeric(28,2) as credit_balances,
       sum(c.closing)::numeric(28,2) as difference,
       sum(c.closing) = 0 and coalesce(n.unbalanced, 0) = 0 as balanced,
       coalesce(n.unbalanced, 0) as unbalanced_entries,
       coalesce(sum(c.suspense), 0)::numeric(28,2) as suspense
from accounts c
left join entries n on n.currency = c.currency
group by c.currency, n.unbalanced
order by c.currency
