-- Per trust account with a statement: the statement carried to the day by what it does not hold yet = the book.
with statements as not materialized (
    select distinct on (s.trust_account_id) s.trust_account_id, s.statement_on, s.closing_balance
    from escrow.bank_statement s
    where s.statement_on <= @as_of and s.deleted_at is null
    order by s.trust_account_id, s.statement_on desc
),
books as (
    select e.trust_account_id, sum(e.signed_amount) as book,
           sum(e.signed_amount) filter (where e.cleared_on is null or e.cleared_on > s.statement_on) as not_on_statement
    from escrow.ledger_entry e
    join statements s on s.trust_account_id = e.trust_account_id
    join escrow.trust_account t on t.id = e.trust_account_id and t.currency = e.currency
    where e.posted_on <= @as_of and e.deleted_at is null
    group by e.trust_account_id
),
sides as (
    select t.currency, t.code, v.source, v.amount
    from statements s
    join escrow.trust_account t on t.id = s.trust_account_id
    left join books b on b.trust_account_id = s.trust_account_id
    cross join lateral (values
        ('Statement + in transit − outstanding', s.closing_balance + coalesce(b.not_on_statement, 0)),
        ('Trust book', coalesce(b.book, 0))) v (source, amount)
)
select d.currency::text as currency, 'account ' || d.code as place, d.source, d.amount::numeric as amount
from sides d
order by 1, 2, 3
