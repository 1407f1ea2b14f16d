-- control figures: fees assessed in the period and what became of any fee in it, per currency
with entries as (
    select f.currency::text as currency, 'assessed' as figure, f.amount, f.kind, f.loan_id, f.portfolio_code
    from lending.fee f
    where f.deleted_at is null and f.assessed_on >= @from and f.assessed_on <= @to
    union all
    select f.currency::text, e.kind, e.amount, f.kind, f.loan_id, f.portfolio_code
    from lending.fee_event e, lending.fee f
    where f.id = e.fee_id and f.deleted_at is null and e.deleted_at is null and e.occurred_on >= @from and e.occurred_on <= @to
),
kept as (
    select n.*
    from entries n
    where (@kind::text[] is null or n.kind = any(@kind::text[]))
      and (@portfolio::text[] is null or n.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or n.currency = any(@currency::text[]))
      and (@program::text[] is null
           or exists (select from lending.loan l join lending.program g on g.id = l.program_id
                      where l.id = n.loan_id and g.code = any(@program::text[])))
      and (@vintage::bigint[] is null
           or exists (select from lending.loan l
                      where l.id = n.loan_id and date_part('year', l.originated_on)::bigint = any(@vintage::bigint[])))
)
select 'fees' as section, k.figure, k.currency, sum(k.amount)::numeric as amount
from kept k
group by k.figure, k.currency
order by k.figure, k.currency
