-- principal at the month-end before and beginning principal of the month, for loans of both; loans that differ by themselves, the rest under the month-end before
with month_ends as (
    select (date_trunc('month', @month_end::date::timestamp) - interval '1 day')::date as month_end
),
-- include ../Catalog/Lending/SnapshotMonths.part
earlier as (
    select m.loan_id, m.currency::text as currency, m.portfolio_code, m.upb
    from lending.loan_month m
    where m.month_end = (date_trunc('month', @month_end::date::timestamp) - interval '1 day')::date
      and m.status = 'active'
      and m.deleted_at is null
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
),
later as (
    select m.loan_id, m.portfolio_code, m.beginning_upb
    from lending.loan_month m
    where m.month_end = @month_end
      and m.deleted_at is null
),
carried as (
    select a.loan_id, a.currency, a.upb, b.beginning_upb
    from earlier a
    join later b on b.loan_id = a.loan_id
    where b.beginning_upb is not null
      and (@portfolio::text[] is null or b.portfolio_code = any(@portfolio::text[]))
    union all
    -- A loan that has gone without a row to say how.
    select a.loan_id, a.currency, a.upb, 0
    from earlier a
    where a.upb <> 0
      and (@portfolio::text[] is null or a.portfolio_code = any(@portfolio::text[]))
      and not exists (select from later b where b.loan_id = a.loan_id)
      and exists (select from later b where b.beginning_upb is not null)
      and exists (select from lending.loan_month_load s
                  where s.month_end = @month_end and s.portfolio_code = a.portfolio_code and s.complete and s.deleted_at is null)
),
places as (
    select c.currency,
           case when c.upb <> c.beginning_upb then 'loan ' || l.loan_number
                else to_char((select e.month_end from month_ends e), 'YYYY-MM') end as place,
           sum(c.upb) as upb,
           sum(c.beginning_upb) as beginning_upb
    from carried c
    left join lending.loan l on l.id = c.loan_id and c.upb <> c.beginning_upb
    group by 1, 2
)
select p.currency, p.place, v.source, case v.source when 'Beginning of the month' then p.beginning_upb else p.upb end as amount
from places p
cross join (values ('Month-end before'), ('Beginning of the month'), ('This report')) v (source)
union all
-- The trend prints all active loans of the month-end before, or nothing where it is not loaded in full: what is compared stands above.
select a.currency, to_char((select e.month_end from month_ends e), 'YYYY-MM'), 'This report', -sum(a.upb)
from earlier a
where exists (select from places)
  and exists (select from snapshot_months s where s.lacking is null)
  and (@portfolio::text[] is null or a.portfolio_code = any(@portfolio::text[]))
group by a.currency
order by 1, 2, 3
