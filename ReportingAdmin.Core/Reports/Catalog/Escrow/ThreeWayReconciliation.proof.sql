-- one row per currency
-- include TrustBooks.head
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
    (case when t.has_statements then t.adjusted_bank end)::numeric(28,2) as adjusted_bank,
    coalesce(t.book, 0)::numeric(28,2) as book,
    coalesce(c.balance, 0)::numeric(28,2) as case_balances,
    (case when t.has_statements then t.adjusted_bank - t.book end)::numeric(28,2) as bank_less_book,
    (coalesce(t.book, 0) - coalesce(c.balance, 0))::numeric(28,2) as book_less_cases,
    @prepared_by::text as prepared_by,
    @reviewed_by::text as reviewed_by
from totals t
full join case_totals c on c.currency = t.currency
order by 1
