-- control figures: principal, accrued interest and loans straight from the snapshot, per currency
select 'portfolios' as section, v.figure, m.currency::text as currency,
       sum(case v.figure when 'upb' then m.upb when 'accrued_interest' then coalesce(m.accrued_interest, 0) else 1 end)::numeric as amount
from lending.loan_month m
cross join (values ('upb'), ('accrued_interest'), ('loans')) v (figure)
where m.month_end = @month_end
  and m.status = 'active'
  and m.deleted_at is null
-- include ChosenSnapshots.control-part
group by v.figure, m.currency
order by v.figure, m.currency
