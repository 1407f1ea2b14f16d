-- one row per month of charge-off and currency; empty months too
with charge_offs as (
    select c.id, c.currency::text as currency, date_trunc('month', c.charged_off_on::timestamp)::date as month, c.principal
    from lending.charge_off c
    left join lending.loan l on l.id = c.loan_id
    -- Of the portfolio in whose balance it was, as by month.
    left join lateral (
        select m.portfolio_code
        from lending.loan_month m
        where @portfolio::text[] is not null
          and m.loan_id = c.loan_id
          and m.month_end < c.charged_off_on
          and m.deleted_at is null
        order by m.month_end desc
        limit 1) b on true
    left join lateral (
        select m.portfolio_code
        from lending.loan_month m
        where b.portfolio_code is null
          and @portfolio::text[] is not null
          and m.loan_id = c.loan_id
          and m.month_end >= c.charged_off_on
          and m.deleted_at is null
        order by m.month_end
        limit 1) f on true
    where c.deleted_at is null
      and c.reverses_id is null
      and c.charged_off_on between @from and @to
      and (@portfolio::text[] is null or coalesce(b.portfolio_code, f.portfolio_code, c.portfolio_code) = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or c.currency::text = any(@currency::text[]))
),
-- What was reversed by the end of the period is no loss of its month any more.
reversals as (
    select v.reverses_id as id, sum(v.principal) as principal
    from lending.charge_off v
    where v.reverses_id is not null and v.deleted_at is null and v.charged_off_on <= @to
    group by v.reverses_id
),
recoveries as (
    select r.charge_off_id as id, sum(r.amount) as amount
    from lending.recovery r
    where r.deleted_at is null and r.posted_on <= @to
    group by r.charge_off_id
),
cohorts as (
    select c.month, c.currency, sum(c.principal + coalesce(v.principal, 0)) as gross, sum(coalesce(r.amount, 0)) as recovered
    from charge_offs c
    left join reversals v on v.id = c.id
    left join recoveries r on r.id = c.id
    group by c.month, c.currency
),
currencies as (
    select c.currency from cohorts c
    union
    select p.currency::text
    from lending.portfolio p
    where p.currency is not null
      and exists (select from lending.loan n where n.portfolio_id = p.id)
      and (@portfolio::text[] is null or p.code = any(@portfolio::text[]))
      and (@currency::text[] is null or p.currency::text = any(@currency::text[]))
)
select s.starts_at::date as month,
       k.currency,
       coalesce(c.gross, 0)::numeric(28,2) as gross_charge_offs,
       coalesce(c.recovered, 0)::numeric(28,2) as recovered,
       lending.rate(c.recovered / nullif(c.gross, 0)) as recovery_rate
from lending.month_starts(@from, @to) s (starts_at)
cross join currencies k
left join cohorts c on c.month = s.starts_at::date and c.currency = k.currency
order by s.starts_at, k.currency
