-- Control figures of escrow/three-way-reconciliation: books and balances from the ledger alone, entry by entry.
with entries as not materialized (
    select e.currency::text as currency, t.currency::text as account_currency, e.signed_amount
    from escrow.ledger_entry e
    left join escrow.trust_account t on t.id = e.trust_account_id and t.deleted_at is null
    where e.deleted_at is null and e.posted_on <= @as_of
),
books as (
    select k.currency, coalesce(sum(n.signed_amount), 0) as book
    from (select distinct t.currency::text as currency from escrow.trust_account t where t.deleted_at is null) k
    left join entries n on n.account_currency = k.currency and n.currency = k.currency
    group by k.currency
),
case_balances as (
    select n.currency, sum(n.signed_amount) as balance
    from entries n
    group by n.currency
)
select 'accounts' as section, 'book' as figure, b.currency, b.book::numeric as amount
from books b
union all
select 'accounts', 'rows', null, count(*)
from escrow.trust_account t
where t.deleted_at is null
union all
select 'proof', 'case_balances', b.currency, b.balance
from case_balances b
union all
select 'proof', 'book', b.currency, b.book
from books b
