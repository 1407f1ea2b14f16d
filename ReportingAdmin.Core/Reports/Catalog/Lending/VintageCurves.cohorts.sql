-- one row per vintage and currency: what is followed, what is not, and how far
with loans as (
    select l.currency::text as currency,
           l.original_principal,
           date_trunc(@cohort, l.originated_on::timestamp)::date as vintage,
           (date_trunc(@cohort, l.originated_on::timestamp)
               + case @cohort when 'year' then interval '11 months' when 'quarter' then interval '2 months' else interval '0' end)::date as last_month,
           l.original_principal > 0
               and l.originated_on >= date_trunc('month', f.first_end::timestamp)::date
               and date_trunc('month', coalesce(l.boarded_on, l.originated_on)::timestamp)
                   <= date_trunc('month', l.originated_on::timestamp) + interval '1 month' as followed
    from lending.loan l
    left join (select s.portfolio_code, min(s.month_end) as first_end
               from lending.loan_month_load s
               where s.deleted_at is null
               group by s.portfolio_code) f on f.portfolio_code = l.portfolio_code
    where l.deleted_at is null
      and l.originated_on <= @month_end
      and (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
)
select case @cohort when 'year' then to_char(o.vintage, 'YYYY') when 'quarter' then to_char(o.vintage, 'YYYY "Q"Q') else to_char(o.vintage, 'YYYY-MM') end as vintage,
       o.currency,
       count(*) filter (where o.followed) as loans,
       coalesce(sum(o.original_principal) filter (where o.followed), 0)::numeric(28,2) as original_balance,
       count(*) filter (where o.followed is not true) as left_out,
       coalesce(sum(o.original_principal) filter (where o.followed is not true), 0)::numeric(28,2) as left_out_balance,
       case when bool_or(o.followed) then greatest(-1, (extract(year from @month_end::date) - extract(year from min(o.last_month))) * 12
           + extract(month from @month_end::date) - extract(month from min(o.last_month)))::bigint end as reached
from loans o
group by o.vintage, o.currency
order by o.vintage, o.currency
