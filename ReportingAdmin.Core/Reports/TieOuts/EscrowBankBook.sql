-- Per trust account with a statement: the statement carried to the day by what it does not hold yet = the book.
with statements as (
    select distinct on (s.trust_account_id) s.trust_account_id, s.statement_on, s.closing_balance
    from escrow.bank_statement s
    where s.statement_on <= @as_of and s.deleted_at is null
    order by s.trust_account_id, s.statement_on desc
),
sides as (
    select t.currency, t.code, 'Statement + in transit − outstanding' as source,
           s.closing_balance + coalesce(sum(e.signed_amount) filter (where e.cleared_on is null or e.cleared_on > s.statement_on), 0) as amount
    from statements s
    join escrow.trust_account t on t.id = s.trust_account_id
    left join escrow.ledger_entry e on e.trust_account_id = t.id and e.posted_on <= @as_of and e.deleted_at is null
    group by t.currency, t.code, s.closing_balance
    union all
    select t.currency, t.code, 'Trust book', coalesce(sum(e.signed_amount), 0)
    from statements s
    join escrow.trust_account t on t.id = s.trust_account_id
    left join escrow.ledger_entry e on e.trust_account_id = t.id and e.posted_on <= @as_of and e.deleted_at is null
    group by t.currency, t.code
)
select d.currency::text as currency, 'account ' || d.code as place, d.source, d.amount::numeric as amount
from sides d
order by 1, 2, 3
