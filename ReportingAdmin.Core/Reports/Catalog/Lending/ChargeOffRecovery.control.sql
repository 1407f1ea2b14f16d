-- control figures: number and principal of charge-offs and amount of recoveries, per currency, from the entries themselves
with entries as (
    select c.currency::text as currency, c.loan_id, c.portfolio_code,
           coalesce((select o.charged_off_on from lending.charge_off o where o.id = c.reverses_id), c.charged_off_on) as happened_on,
           (c.reverses_id is null)::integer as charge_offs,
           c.principal as gross_charge_offs,
           case c.kind when 'write_off' then c.principal else 0 end as write_offs,
           0 as recoveries
    from lending.charge_off c
    where c.deleted_at is null and c.charged_off_on >= @from and c.charged_off_on <= @to
    union all
    select r.currency::text, c.loan_id, r.portfolio_code,
           coalesce((select o.posted_on from lending.recovery o where o.id = r.reverses_id), r.posted_on), 0, 0, 0, r.amount
    from lending.recovery r, lending.charge_off c
    where c.id = r.charge_off_id and r.deleted_at is null and r.posted_on >= @from and r.posted_on <= @to
)
select 'months' as section, v.figure, e.currency,
       sum(case v.figure
               when 'charge_offs' then e.charge_offs
               when 'gross_charge_offs' then e.gross_charge_offs
               when 'write_offs' then e.write_offs
               when 'recoveries' then e.recoveries
               else e.gross_charge_offs - e.recoveries end)::numeric as amount
from entries e
cross join (values ('charge_offs'), ('gross_charge_offs'), ('write_offs'), ('recoveries'), ('net_charge_offs')) v (figure)
where (@portfolio::text[] is null
       -- Where the loan was when it was last seen before the day, or first seen since; one never seen is taken where it is today.
       or coalesce((select max(h.portfolio_code)
                    from lending.loan_month h
                    where h.loan_id = e.loan_id
                      and h.deleted_at is null
                      and h.month_end = coalesce(
                          (select max(y.month_end) from lending.loan_month y where y.loan_id = e.loan_id and y.deleted_at is null and y.month_end < e.happened_on),
                          (select min(y.month_end) from lending.loan_month y where y.loan_id = e.loan_id and y.deleted_at is null))),
                   e.portfolio_code) = any(@portfolio::text[]))
  and (@currency::text[] is null or e.currency = any(@currency::text[]))
  and (@program::text[] is null
       or exists (select from lending.loan l join lending.program g on g.id = l.program_id
                  where l.id = e.loan_id and g.code = any(@program::text[])))
  and (@vintage::bigint[] is null
       or exists (select from lending.loan l
                  where l.id = e.loan_id and date_part('year', l.originated_on)::bigint = any(@vintage::bigint[])))
group by v.figure, e.currency
order by v.figure, e.currency
