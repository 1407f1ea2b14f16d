-- one row per currency
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
),
-- Months from the rollup, less what the last one has after the day: nothing, mostly.
case_totals as (
    select l.currency, sum(l.amount) as balance
    from (select m.currency, m.entry_count as entries, m.signed_amount as amount
          from escrow.case_month m
          where m.month <= @as_of
          union all
          select e.currency, -1, -e.signed_amount
          from escrow.ledger_entry e
          where e.posted_on > @as_of and e.posted_on < (date_trunc('month', @as_of::timestamp) + interval '1 month')::date
            and e.deleted_at is null) l
    group by l.currency
    having sum(l.entries) <> 0
),
totals as (
    select a.currency, bool_and(a.statement_on is not null) as has_statements, sum(a.adjusted_bank) as adjusted_bank, sum(a.book) as book
    from accounts a
    group by a.currency
)
select
    coalesce(t.currency, c.currency) as currency,
    case when t.has_statements then 'Three-way reconciliation' else 'Case balance proof' end as proof,
    (case when t.has_statements then t.adjusted_bank end)::numeric(18,2) as adjusted_bank,
    coalesce(t.book, 0)::numeric(18,2) as book,
    coalesce(c.balance, 0)::numeric(18,2) as case_balances,
    (case when t.has_statements then t.adjusted_bank - t.book end)::numeric(18,2) as bank_less_book,
    (coalesce(t.book, 0) - coalesce(c.balance, 0))::numeric(18,2) as book_less_cases,
    @prepared_by::text as prepared_by,
    @reviewed_by::text as reviewed_by
from totals t
full join case_totals c on c.currency = t.currency
order by 1
