-- control figures: debits and credits of the period and the balance, per currency, from the entries
select 'accounts' as section, v.figure, l.currency::text as currency,
       sum(case v.figure
               when 'debits' then case when e.posted_on >= @from then l.debit else 0 end
               when 'credits' then case when e.posted_on >= @from then l.credit else 0 end
               else l.debit - l.credit end)::numeric as amount
from lending.journal_entry e
join lending.journal_line l on l.entry_id = e.id and l.deleted_at is null
cross join (values ('debits'), ('credits'), ('closing')) v (figure)
where e.deleted_at is null
  and e.posted_on <= @as_of
  and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
group by v.figure, l.currency
order by v.figure, l.currency
