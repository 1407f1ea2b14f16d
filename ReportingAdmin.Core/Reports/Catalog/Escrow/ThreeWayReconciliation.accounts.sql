-- one row per trust account
-- include TrustBooks.head
proofs as (
    select a.*, case when a.statement_on is null then 'Case balance proof' else 'Three-way reconciliation' end as proof,
           a.adjusted_bank - a.book as difference
    from accounts a
)
select
    p.code as account_code,
    p.name as account_name,
    p.proof,
    p.currency,
    p.statement_on,
    p.closing_balance::numeric(28,2) as statement_balance,
    p.in_transit::numeric(28,2) as deposits_in_transit,
    p.outstanding::numeric(28,2) as outstanding_items,
    p.adjusted_bank::numeric(28,2) as adjusted_bank,
    p.book::numeric(28,2) as book,
    p.difference::numeric(28,2) as difference
from proofs p
order by p.code
