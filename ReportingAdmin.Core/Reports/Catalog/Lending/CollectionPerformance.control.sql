-- control figures: attempts, right-party contacts and promises taken, per currency of the loan
with events as (
    select a.loan_id, 'attempts' as figure
    from lending.contact_attempt a
    where a.deleted_at is null and a.attempted_at::date between @from and @to
    union all
    select a.loan_id, 'right_party_contacts'
    from lending.contact_attempt a
    where a.deleted_at is null and a.outcome = 'right_party' and a.attempted_at::date between @from and @to
    union all
    select p.loan_id, 'promises'
    from lending.promise p
    where p.deleted_at is null and p.promised_on between @from and @to
)
select s.section, e.figure, l.currency::text as currency, count(*)::numeric as amount
from events e
join lending.loan l on l.id = e.loan_id
cross join (values ('collectors'), ('queues')) s (section)
where true
-- include ChosenLoans.control-part
group by s.section, e.figure, l.currency
order by 1, 2, 3
