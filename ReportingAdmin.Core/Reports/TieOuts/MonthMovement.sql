-- beginning principal with the month's movement, and principal at the month-end; loans that differ by themselves, the rest under the month
with loans as (
    select m.loan_id,
           m.currency::text as currency,
           -- Null where a part of it is not known: such a loan proves nothing.
           m.beginning_upb + m.drawn - m.scheduled_principal - m.unscheduled_principal + m.capitalised
               - m.charged_off_principal - m.sold_principal + m.adjustment as moved,
           m.upb,
           m.status
    from lending.loan_month m
    left join lending.loan l on l.id = m.loan_id
    where m.month_end = @month_end
      and m.deleted_at is null
      and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or m.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
),
places as (
    select o.currency,
           case when o.moved <> o.upb then coalesce('loan ' || l.loan_number, 'a loan of another portfolio')
                when o.moved is not null then to_char(@month_end::date, 'YYYY-MM') end as place,
           sum(o.moved) as moved,
           sum(o.upb) as upb,
           sum(o.upb) filter (where o.status = 'active') as active_upb
    from loans o
    left join lending.loan l on l.id = o.loan_id and o.moved <> o.upb
    group by 1, 2
)
select p.currency, p.place, v.source, case v.source when 'Beginning + movement' then p.moved else p.upb end as amount
from places p
cross join (values ('Beginning + movement'), ('Principal'), ('This report')) v (source)
where p.place is not null
union all
-- The report prints the principal of all active loans under the month: what is compared of it stands above.
select p.currency, to_char(@month_end::date, 'YYYY-MM'), 'This report', -sum(p.active_upb)
from places p
where exists (select from places k where k.place is not null)
group by p.currency
order by 1, 2, 3
