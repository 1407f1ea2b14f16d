-- owned loans' principal at the month-end and the ledger's loans receivable, per currency; no row where no account is marked
select m.currency::text as currency, '' as place, 'Loan snapshots' as source, sum(m.upb) as amount
from lending.loan_month m
join lending.portfolio p on p.id = m.portfolio_id and p.owned
where m.month_end = @month_end
  and m.deleted_at is null
  and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
  and exists (select from lending.gl_account a where a.control = 'loans_receivable')
group by m.currency
union all
select l.currency::text, '', 'General ledger', sum(l.debit - l.credit)
from lending.journal_line l
join lending.journal_entry e on e.id = l.entry_id
join lending.gl_account a on a.id = l.account_id
where a.control = 'loans_receivable'
  and e.posted_on <= @month_end
  and e.deleted_at is null
  and l.deleted_at is null
  and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
group by l.currency
order by 1, 3
