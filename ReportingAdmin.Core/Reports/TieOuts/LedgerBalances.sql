-- debits and credits through the day per currency; entries that do not balance by themselves
with entries as (
    select l.entry_id, l.currency::text as currency, sum(l.debit) as debits, sum(l.credit) as credits
    from lending.journal_line l
    join lending.journal_entry e on e.id = l.entry_id
    where e.posted_on <= @as_of
      and l.deleted_at is null
      and e.deleted_at is null
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by l.entry_id, l.currency
),
places as (
    select n.currency,
           case when n.debits <> n.credits then 'entry ' || e.entry_number else '' end as place,
           sum(n.debits) as debits,
           sum(n.credits) as credits
    from entries n
    left join lending.journal_entry e on e.id = n.entry_id and n.debits <> n.credits
    group by 1, 2
)
select p.currency, p.place, v.source, case v.source when 'Debits' then p.debits else p.credits end as amount
from places p
cross join (values ('Debits'), ('Credits')) v (source)
order by 1, 2, 3
