-- one row per month of charge-off and currency; empty months too
with entries as (
    select c.id, c.loan_id, c.portfolio_code, c.currency::text as currency, c.charged_off_on as borne_on, c.principal
    from lending.charge_off c
    where c.deleted_at is null and c.reverses_id is null and c.charged_off_on between @from and @to
),
charge_offs as (
    select e.id, e.currency, date_trunc('month', e.borne_on::timestamp)::date as month, e.principal
    from entries e
    left join lending.loan l on l.id = e.loan_id
-- include BearingPortfolio.part
    where (@portfolio::text[] is null or coalesce(b.portfolio_code, f.portfolio_code, e.portfolio_code) = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or e.currency = any(@currency::text[]))
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
