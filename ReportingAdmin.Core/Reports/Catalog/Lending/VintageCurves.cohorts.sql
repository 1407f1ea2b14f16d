-- one row per vintage and currency: what is followed, what is not, and how far
with
-- include VintageMonths.part
vintages as (
    select d.vintage, d.currency,
           count(*) filter (where d.followed) as loans,
           coalesce(sum(d.original_principal) filter (where d.followed), 0) as original,
           count(*) filter (where d.followed is not true) as left_out,
           coalesce(sum(d.original_principal) filter (where d.followed is not true), 0) as left_out_original,
           min(d.last_month) as last_month
    from dated d
    group by d.vintage, d.currency
)
select case @cohort when 'year' then to_char(v.vintage, 'YYYY') when 'quarter' then to_char(v.vintage, 'YYYY "Q"Q') else to_char(v.vintage, 'YYYY-MM') end as vintage,
       v.currency,
       v.loans,
       v.original::numeric(28,2) as original_balance,
       v.left_out,
       v.left_out_original::numeric(28,2) as left_out_balance,
       case when v.loans > 0 then greatest(-1, (extract(year from @month_end::date) - extract(year from v.last_month)) * 12
           + extract(month from @month_end::date) - extract(month from v.last_month))::bigint end as reached
from vintages v
order by v.vintage, v.currency
