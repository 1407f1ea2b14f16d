-- Per currency: the entries that name a trust account, posted by the day; equals the sum of the case balances.
with books as (
    select e.currency, sum(e.signed_amount) as book
    from escrow.ledger_entry e
    where e.trust_account_id is not null and e.posted_on <= @as_of and e.deleted_at is null
    group by e.currency
)
select k.currency::text as currency, '' as place, 'Trust book' as source, coalesce(b.book, 0)::numeric as amount
from (select distinct c.currency from escrow.escrow_case c where c.deleted_at is null) k
left join books b on b.currency = k.currency
order by 1
