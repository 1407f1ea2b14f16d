-- control figures: number, principal, payments and capitalised amounts of the modifications, per currency
select 'kinds' as section, v.figure, d.currency::text as currency,
       sum(case v.figure
               when 'modifications' then 1
               when 'upb_before' then coalesce(d.upb_before, 0)
               when 'upb_after' then coalesce(d.upb_after, 0)
               when 'payment_before' then coalesce(d.payment_before, 0)
               when 'payment_after' then coalesce(d.payment_after, 0)
               else coalesce(d.capitalised_amount, 0) end)::numeric as amount
from lending.modification d
cross join (values ('modifications'), ('upb_before'), ('upb_after'), ('payment_before'), ('payment_after'), ('capitalised')) v (figure)
where d.deleted_at is null
  and d.effective_on >= @from and d.effective_on <= @to
  and (@kind::text[] is null or d.kind = any(@kind::text[]))
  and (@portfolio::text[] is null or d.portfolio_code = any(@portfolio::text[]))
  and (@currency::text[] is null or d.currency::text = any(@currency::text[]))
  and (@program::text[] is null
       or exists (select from lending.loan l join lending.program g on g.id = l.program_id
                  where l.id = d.loan_id and g.code = any(@program::text[])))
  and (@vintage::bigint[] is null
       or exists (select from lending.loan l
                  where l.id = d.loan_id and date_part('year', l.originated_on)::bigint = any(@vintage::bigint[])))
group by v.figure, d.currency
order by v.figure, d.currency
