-- one row per trust account
with statements as not materialized (
    select distinct on (s.trust_account_id) s.trust_account_id, s.statement_on, s.closing_balance
    from escrow.bank_statement s
    where s.statement_on <= @as_of and s.deleted_at is null
    order by s.trust_account_id, s.statement_on desc
),
-- Posted by the day and not on the statement yet: money in is in transit, money out is outstanding.
books as (
    select e.trust_account_id, sum(e.signed_amount) as book,
           coalesce(sum(e.signed_amount) filter (where e.signed_amount > 0 and coalesce(e.cleared_on, 'infinity') > s.statement_on), 0) as in_transit,
           coalesce(-sum(e.signed_amount) filter (where e.signed_amount < 0 and coalesce(e.cleared_on, 'infinity') > s.statement_on), 0) as outstanding
    from escrow.ledger_entry e
    left join statements s on s.trust_account_id = e.trust_account_id
    where e.posted_on <= @as_of and e.deleted_at is null and e.trust_account_id is not null
    group by e.trust_account_id
),
accounts as (
    select t.id, t.code, t.name, t.currency, s.statement_on, s.closing_balance,
           case when s.statement_on is not null then coalesce(b.in_transit, 0) end as in_transit,
           case when s.statement_on is not null then coalesce(b.outstanding, 0) end as outstanding,
           s.closing_balance + coalesce(b.in_transit, 0) - coalesce(b.outstanding, 0) as adjusted_bank,
           coalesce(b.book, 0) as book
    from escrow.trust_account t
    left join statements s on s.trust_account_id = t.id
    left join books b on b.trust_account_id = t.id
    where t.deleted_at is null
)
select
    a.code as account_code,
    a.name as account_name,
    case when a.statement_on is null then 'Case balance proof' else 'Three-way reconciliation' end as proof,
    a.currency,
    a.statement_on,
    a.closing_balance::numeric(18,2) as statement_balance,
    a.in_transit::numeric(18,2) as deposits_in_transit,
    a.outstanding::numeric(18,2) as outstanding_items,
    a.adjusted_bank::numeric(18,2) as adjusted_bank,
    a.book::numeric(18,2) as book,
    (a.adjusted_bank - a.book)::numeric(18,2) as difference
from accounts a
order by a.code
