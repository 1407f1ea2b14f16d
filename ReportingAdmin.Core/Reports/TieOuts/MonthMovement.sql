-- beginning principal with the month's movement, and principal at the month-end; loans that differ by themselves
with loans as (
    select m.loan_id,
           m.currency::text as currency,
           m.beginning_upb + m.drawn - m.scheduled_principal - m.unscheduled_principal + m.capitalised
               - m.charged_off_principal - m.sold_principal + m.adjustment as moved,
           m.upb
    from lending.loan_month m
    left join lending.loan l on l.id = m.loan_id
    where m.month_end = @month_end
      and m.deleted_at is null
      and m.beginning_upb + m.drawn + m.scheduled_principal + m.unscheduled_principal + m.capitalised
          + m.charged_off_principal + m.sold_principal + m.adjustment is not null
      and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or m.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
),
places as (
    select o.currency,
           case when o.moved <> o.upb then coalesce('loan ' || l.loan_number, 'a loan of another portfolio') else '' end as place,
           sum(o.moved) as moved,
           sum(o.upb) as upb
    from loans o
    left join lending.loan l on l.id = o.loan_id and o.moved <> o.upb
    group by 1, 2
)
select p.currency, p.place, v.source, case v.source when 'Principal' then p.upb else p.moved end as amount
from places p
cross join (values ('Beginning + movement'), ('Principal')) v (source)
order by 1, 2, 3
