-- fees outstanding at the end of the period, and the ledger's fees receivable, per currency; where they differ, since when; no row where no account is marked
with entries as (
    select date_trunc('month', f.assessed_on::timestamp)::date as month, f.currency::text as currency, sum(f.amount) as amount
    from lending.fee f
    where f.deleted_at is null and f.assessed_on <= @to
    group by 1, 2
    union all
    select date_trunc('month', e.occurred_on::timestamp)::date, e.currency::text,
           sum(case when e.kind in ('waived', 'collected', 'charged_off') then -e.amount when e.kind = 'collection_reversed' then e.amount else 0 end)
    from lending.fee_event e
    where e.deleted_at is null and e.occurred_on <= @to
    group by 1, 2
),
ledger as (
    select date_trunc('month', e.posted_on::timestamp)::date as month, l.currency::text as currency, sum(l.debit - l.credit) as amount
    from lending.journal_line l
    join lending.journal_entry e on e.id = l.entry_id
    join lending.gl_account a on a.id = l.account_id
    where a.control = 'fee_receivable'
      and e.posted_on <= @to
      and e.deleted_at is null
      and l.deleted_at is null
    group by 1, 2
),
months as (
    select s.month, s.currency, sum(s.fees) as fees, sum(s.ledger) as ledger
    from (select n.month, n.currency, n.amount as fees, 0 as ledger
          from entries n
          union all
          select g.month, g.currency, 0, g.amount
          from ledger g) s
    where exists (select from lending.gl_account a where a.control = 'fee_receivable')
      and (@currency::text[] is null or s.currency = any(@currency::text[]))
    group by s.month, s.currency
),
differences as (
    select m.month, m.currency, sum(m.fees - m.ledger) over (partition by m.currency order by m.month) as difference
    from months m
),
-- The first month after the last one that agreed, where the two differ at the end.
since as (
    select d.currency,
           min(d.month) filter (where d.month > coalesce(g.month, '-infinity')) as month
    from differences d
    left join (select a.currency, max(a.month) as month from differences a where a.difference = 0 group by a.currency) g on g.currency = d.currency
    group by d.currency
)
select b.currency,
       case when b.fees <> b.ledger then 'since ' || to_char(s.month, 'YYYY-MM') else '' end as place,
       v.source,
       case v.source when 'General ledger' then b.ledger else b.fees end as amount
from (select m.currency, sum(m.fees) as fees, sum(m.ledger) as ledger
      from months m
      group by m.currency) b
join since s on s.currency = b.currency
cross join (values ('Fees outstanding'), ('General ledger')) v (source)
order by 1, 2, 3
