-- accrued interest of owned loans' snapshots and the ledger's interest receivable, per currency and loaded month-end; no row where no account is marked
-- include LoadedMonths.head
lines as (
    select date_trunc('month', e.posted_on::timestamp)::date as month, l.currency::text as currency, sum(l.debit - l.credit) as amount
    from lending.journal_line l
    join lending.journal_entry e on e.id = l.entry_id
    join lending.gl_account a on a.id = l.account_id
    where a.control = 'interest_receivable'
      and e.posted_on <= @to
      and e.deleted_at is null
      and l.deleted_at is null
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by 1, 2
),
balances as (
    select m.currency::text as currency, m.month_end, coalesce(p.owned, false) as owned, sum(m.accrued_interest) as amount
    from lending.loan_month m
    join loaded k on k.month_end = m.month_end
    left join lending.portfolio p on p.id = m.portfolio_id
    where m.deleted_at is null
      and m.month_end between @from and @to
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
    group by 1, 2, 3
)
select b.currency, to_char(b.month_end, 'YYYY-MM') as place, 'Loan snapshots' as source, coalesce(b.amount, 0) as amount
from balances b
where b.owned and exists (select from lending.gl_account a where a.control = 'interest_receivable')
union all
-- The report shows all loans: those of others are taken off its figures.
select b.currency, to_char(b.month_end, 'YYYY-MM'), 'This report', -b.amount
from balances b
where not b.owned
  and exists (select from lending.portfolio q where q.owned)
  and exists (select from lending.gl_account a where a.control = 'interest_receivable')
union all
select l.currency, to_char(k.month_end, 'YYYY-MM'), 'General ledger', sum(l.amount)
from loaded k
join lines l on l.month <= k.month_end
group by l.currency, k.month_end
order by 1, 2, 3
