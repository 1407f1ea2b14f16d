-- control figures of the buckets: loans, principal and past-due amount straight from the snapshot, per currency
select 'buckets' as section, v.figure, m.currency::text as currency,
       sum(case v.figure when 'upb' then m.upb when 'past_due_amount' then coalesce(m.past_due_amount, 0) else 1 end)::numeric as amount
from lending.loan_month m
cross join (values ('upb'), ('past_due_amount'), ('loans')) v (figure)
where m.month_end = @month_end
  and m.status = 'active'
  and m.deleted_at is null
-- include ChosenSnapshots.control-part
group by v.figure, m.currency
order by v.figure, m.currency
