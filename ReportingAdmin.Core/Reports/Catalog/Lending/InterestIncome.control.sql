-- control figures: the events of the period by component, per currency
select 'roll-forward' as section, v.figure, e.currency::text as currency,
       sum(case v.figure
               when 'earned' then e.earned when 'collected' then e.collected when 'reversed' then e.reversed when 'waived' then e.waived
               when 'capitalised' then e.capitalised when 'acquired' then e.acquired when 'disposed' then e.disposed
               when 'transferred_in' then e.transferred_in when 'transferred_out' then e.transferred_out
               else e.adjustment end)::numeric as amount
from lending.interest_event e
cross join (values ('earned'), ('collected'), ('reversed'), ('waived'), ('capitalised'), ('acquired'), ('disposed'), ('transferred_in'),
    ('transferred_out'), ('adjustment')) v (figure)
where e.deleted_at is null
  and e.month >= @from and e.month <= @to
  and (@portfolio::text[] is null or e.portfolio_code = any(@portfolio::text[]))
  and (@currency::text[] is null or e.currency::text = any(@currency::text[]))
  and (@program::text[] is null
       or exists (select from lending.loan l join lending.program g on g.id = l.program_id
                  where l.id = e.loan_id and g.code = any(@program::text[])))
  and (@vintage::bigint[] is null
       or exists (select from lending.loan l
                  where l.id = e.loan_id and date_part('year', l.originated_on)::bigint = any(@vintage::bigint[])))
group by v.figure, e.currency
order by v.figure, e.currency
