-- Per currency: the entries that name a trust account, posted by the day; equals the sum of the case balances.
select k.currency::text as currency, '' as place, 'Trust book' as source, coalesce(sum(e.signed_amount), 0)::numeric as amount
from (select distinct c.currency from escrow.escrow_case c where c.deleted_at is null) k
left join escrow.ledger_entry e
    on e.currency = k.currency and e.trust_account_id is not null and e.posted_on <= @as_of and e.deleted_at is null
group by k.currency
order by 1
