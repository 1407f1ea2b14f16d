-- Control figures of escrow/three-way-reconciliation: books and balances from the ledger alone.
with entries as (
    select e.case_id, e.currency::text as currency, e.trust_account_id, e.signed_amount, e.posted_on, e.cleared_on
    from escrow.ledger_entry e
    join escrow.escrow_case c on c.id = e.case_id and c.deleted_at is null
    where e.deleted_at is null and e.posted_on <= @as_of
),
case_balances as (
    select n.case_id, n.currency, sum(n.signed_amount) as balance
    from entries n
    group by n.case_id, n.currency
)
select 'accounts' as section, 'book' as figure, t.currency::text as currency, coalesce(sum(n.signed_amount), 0)::numeric as amount
from escrow.trust_account t
left join entries n on n.trust_account_id = t.id
where t.deleted_at is null
group by t.currency
union all
select 'accounts', 'rows', null, count(*)
from escrow.trust_account t
where t.deleted_at is null
union all
select 'proof', 'case_balances', b.currency, sum(b.balance)
from case_balances b
group by b.currency
union all
select 'proof', 'book', t.currency::text, coalesce(sum(n.signed_amount), 0)
from escrow.trust_account t
left join entries n on n.trust_account_id = t.id
where t.deleted_at is null
group by t.currency
