-- fees outstanding at the end of the period, and the ledger's fees receivable, per currency; no row where no account is marked
with entries as (
    select f.currency::text as currency, f.amount
    from lending.fee f
    where f.deleted_at is null and f.assessed_on <= @to
    union all
    select e.currency::text,
           case when e.kind in ('waived', 'collected', 'charged_off') then -e.amount when e.kind = 'collection_reversed' then e.amount else 0 end
    from lending.fee_event e
    where e.deleted_at is null and e.occurred_on <= @to
)
select n.currency, '' as place, 'Fees outstanding' as source, sum(n.amount) as amount
from entries n
where exists (select from lending.gl_account a where a.control = 'fee_receivable')
  and (@currency::text[] is null or n.currency = any(@currency::text[]))
group by n.currency
union all
select l.currency::text, '', 'General ledger', sum(l.debit - l.credit)
from lending.journal_line l
join lending.journal_entry e on e.id = l.entry_id
join lending.gl_account a on a.id = l.account_id
where a.control = 'fee_receivable'
  and e.posted_on <= @to
  and e.deleted_at is null
  and l.deleted_at is null
  and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
group by l.currency
order by 1, 3
