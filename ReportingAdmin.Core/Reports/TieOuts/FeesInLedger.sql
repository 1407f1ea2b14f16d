-- fee revenue by each kind's recognition, and the ledger's fee income, per month and currency; no row where no account is marked
with entries as (
    select date_trunc('month', f.assessed_on::timestamp)::date as month, f.currency::text as currency, f.amount
    from lending.fee f
    where f.deleted_at is null and f.assessed_on between @from and @to and not coalesce(f.kind = any(@collected_kinds::text[]), false)
    union all
    select date_trunc('month', e.occurred_on::timestamp)::date, e.currency::text,
           case when e.kind = 'refunded' then -e.amount
                when f.kind = any(@collected_kinds::text[]) then
                    case e.kind when 'collected' then e.amount when 'collection_reversed' then -e.amount else 0 end
                when e.kind = 'waived' then -e.amount
                else 0 end
    from lending.fee_event e
    join lending.fee f on f.id = e.fee_id and f.deleted_at is null
    where e.deleted_at is null and e.occurred_on between @from and @to
),
ledger as (
    select date_trunc('month', e.posted_on::timestamp)::date as month, l.currency::text as currency, sum(l.credit - l.debit) as amount
    from lending.journal_line l
    join lending.journal_entry e on e.id = l.entry_id
    join lending.gl_account a on a.id = l.account_id
    where a.control = 'fee_income'
      and e.kind = 'normal'
      and e.posted_on between @from and @to
      and e.deleted_at is null
      and l.deleted_at is null
    group by 1, 2
),
sides as (
    select n.month, n.currency, 'Fee revenue' as source, sum(n.amount) as amount
    from entries n
    group by n.month, n.currency
    union all
    select g.month, g.currency, 'General ledger', g.amount
    from ledger g
    union all
    -- A month without any agrees with itself.
    select distinct s.starts_at::date, q.currency::text, v.source, 0
    from lending.month_starts(@from, @to) s (starts_at)
    cross join lending.portfolio q
    cross join (values ('Fee revenue'), ('General ledger')) v (source)
    where q.currency is not null
)
select s.currency, to_char(s.month, 'YYYY-MM') as place, s.source, sum(s.amount) as amount
from sides s
where exists (select from lending.gl_account a where a.control = 'fee_income')
  and (@currency::text[] is null or s.currency = any(@currency::text[]))
group by s.currency, s.month, s.source
order by 1, 2, 3
