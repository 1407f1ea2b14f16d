-- Shared: the trust accounts on the day (accounts): their latest statement, what is not on it yet, and their book
with statements as not materialized (
    select distinct on (s.trust_account_id) s.trust_account_id, s.statement_on, s.closing_balance
    from escrow.bank_statement s
    where s.statement_on <= @as_of and s.deleted_at is null
    order by s.trust_account_id, s.statement_on desc
),
-- Posted by the day in the currency of the account, and not on the statement yet: money in is in transit, money out outstanding.
books as (
    select t.id as trust_account_id, sum(e.signed_amount) as book,
           coalesce(sum(e.signed_amount) filter (where e.signed_amount > 0 and coalesce(e.cleared_on, 'infinity') > s.statement_on), 0) as in_transit,
           coalesce(-sum(e.signed_amount) filter (where e.signed_amount < 0 and coalesce(e.cleared_on, 'infinity') > s.statement_on), 0) as outstanding
    from escrow.trust_account t
    join escrow.ledger_entry e on e.trust_account_id = t.id and e.currency = t.currency
    left join statements s on s.trust_account_id = t.id
    where e.posted_on <= @as_of and e.deleted_at is null
    group by t.id
),
-- An entry and its reversal, neither of them on the statement: the bank waits for what is left of the entry alone.
voided as (
    select t.id as trust_account_id, sum(r.amount) as amount
    from escrow.ledger_entry r
    join escrow.ledger_entry o on o.id = r.reverses_id and o.trust_account_id = r.trust_account_id
    join escrow.trust_account t on t.id = r.trust_account_id and t.currency = r.currency
    join statements s on s.trust_account_id = t.id
    where r.reverses_id is not null and r.posted_on <= @as_of and r.deleted_at is null and coalesce(r.cleared_on, 'infinity') > s.statement_on
      and o.posted_on <= @as_of and o.deleted_at is null and coalesce(o.cleared_on, 'infinity') > s.statement_on
    group by t.id
),
accounts as (
    select t.id, t.code, t.name, t.currency, s.statement_on, s.closing_balance,
           case when s.statement_on is not null then coalesce(b.in_transit, 0) - coalesce(v.amount, 0) end as in_transit,
           case when s.statement_on is not null then coalesce(b.outstanding, 0) - coalesce(v.amount, 0) end as outstanding,
           s.closing_balance + coalesce(b.in_transit, 0) - coalesce(b.outstanding, 0) as adjusted_bank,
           coalesce(b.book, 0) as book
    from escrow.trust_account t
    left join statements s on s.trust_account_id = t.id
    left join books b on b.trust_account_id = t.id
    left join voided v on v.trust_account_id = t.id
    where t.deleted_at is null
),
