-- control figures: debits and credits of the period, per currency, from the entries
select 'lines' as section, v.figure, l.currency::text as currency,
       sum(case v.figure when 'debit' then l.debit else l.credit end)::numeric as amount
from lending.journal_entry e
join lending.journal_line l on l.entry_id = e.id and l.deleted_at is null
cross join (values ('debit'), ('credit')) v (figure)
where e.deleted_at is null
  and e.posted_on >= @from
  and e.posted_on <= @to
  and (@account::text[] is null
       or exists (select from lending.gl_account a where a.id = l.account_id and a.code = any(@account::text[])))
  and (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
  and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
group by v.figure, l.currency
order by v.figure, l.currency
