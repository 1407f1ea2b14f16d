-- control figures of the buckets: loans, principal and past-due amount straight from the snapshot, per currency
select 'buckets' as section, v.figure, m.currency::text as currency,
       sum(case v.figure when 'upb' then m.upb when 'past_due_amount' then coalesce(m.past_due_amount, 0) else 1 end)::numeric as amount
from lending.loan_month m
cross join (values ('upb'), ('past_due_amount'), ('loans')) v (figure)
where m.month_end = @month_end
  and m.status = 'active'
  and m.deleted_at is null
  and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
  and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
  and (@program::text[] is null
       or exists (select from lending.program g where g.id = m.program_id and g.code = any(@program::text[])))
  and (@vintage::bigint[] is null
       or exists (select from lending.loan l
                  where l.id = m.loan_id and date_part('year', l.originated_on)::bigint = any(@vintage::bigint[])))
group by v.figure, m.currency
order by v.figure, m.currency
