-- Per currency: the entries that name a trust account of that currency, posted by the day; equals the sum of the case balances.
with books as (
    select e.currency, sum(e.signed_amount) as book
    from escrow.ledger_entry e
    join escrow.trust_account t on t.id = e.trust_account_id and t.currency = e.currency and t.deleted_at is null
    where e.posted_on <= @as_of and e.deleted_at is null
    group by e.currency
)
select b.currency::text as currency, '' as place, 'Trust book' as source, b.book::numeric as amount
from books b
order by 1
