-- Control figures of escrow/three-way-reconciliation: books and balances from the ledger alone.
with entries as not materialized (
    select e.case_id, e.currency::text as currency, e.trust_account_id, e.signed_amount, e.posted_on, e.cleared_on
    from escrow.ledger_entry e
    join escrow.escrow_case c on c.id = e.case_id and c.deleted_at is null
    where e.deleted_at is null and e.posted_on <= @as_of
),
accounts as (
    select t.currency::text as currency, coalesce(sum(b.book), 0) as book
    from escrow.trust_account t
    left join (select n.trust_account_id, sum(n.signed_amount) as book
               from entries n
               where n.trust_account_id is not null
               group by n.trust_account_id) b on b.trust_account_id = t.id
    where t.deleted_at is null
    group by t.currency
),
case_balances as (
    select n.currency, sum(n.signed_amount) as balance
    from entries n
    group by n.currency
)
select 'accounts' as section, 'book' as figure, a.currency, a.book::numeric as amount
from accounts a
union all
select 'accounts', 'rows', null, count(*)
from escrow.trust_account t
where t.deleted_at is null
union all
select 'proof', 'case_balances', b.currency, b.balance
from case_balances b
union all
select 'proof', 'book', a.currency, a.book
from accounts a
