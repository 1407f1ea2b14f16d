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
-- include ChosenModifications.control-part
group by v.figure, d.currency
order by v.figure, d.currency
