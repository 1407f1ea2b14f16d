-- one row per month, currency and, if asked for, portfolio; months without a snapshot too
with months as (
    select (s.starts_at + interval '1 month' - interval '1 day')::date as month_end, s.starts_at::date as month
    from lending.month_starts(@from, @to) s (starts_at)
),
month_ends as (
    select m.month_end from months m
),
-- include SnapshotMonths.part
-- By day of origination first: ages are reckoned a few thousand times instead of millions.
movements as materialized (
    select n.month_end,
           n.currency,
           case when @by_portfolio then n.portfolio_code else 'all' end as portfolio,
           n.originated_on,
           n.known,
           count(*) as loans,
           sum(n.beginning_upb) as beginning,
           sum(n.scheduled_principal) as scheduled,
           sum(n.unscheduled_principal) as unscheduled,
           sum(n.unscheduled_principal) filter (where n.status = 'paid_off') as paid_off,
           sum(n.charged_off_principal) as charged_off
    from (select m.month_end, m.currency, m.portfolio_code, m.status, m.beginning_upb, m.scheduled_principal, m.unscheduled_principal,
                 m.charged_off_principal, l.originated_on,
                 -- A charge-off that is not given is none, unless the loan was charged off.
                 m.beginning_upb is not null and m.scheduled_principal is not null and m.unscheduled_principal is not null
                     and (m.charged_off_principal is not null or m.status <> 'charged_off') as known
          from lending.loan_month m
          left join lending.loan l on l.id = m.loan_id
          where m.month_end between @from and @to
            and m.deleted_at is null
            and (m.beginning_upb > 0
                 or (m.beginning_upb is null
                     and greatest(l.originated_on, l.boarded_on) < date_trunc('month', m.month_end::timestamp)::date))
            -- Sold and transferred loans are on neither side.
            and m.status <> 'sold'
            and (m.sold_principal is null or m.sold_principal = 0)
            and not ((@by_portfolio or @portfolio::text[] is not null)
                     and exists (select from lending.loan_month q
                                 where q.loan_id = m.loan_id
                                   and q.month_end = (date_trunc('month', m.month_end::timestamp) - interval '1 day')::date
                                   and q.deleted_at is null
                                   and q.portfolio_code <> m.portfolio_code))
-- include ChosenSnapshots.part
          ) n
    group by 1, 2, 3, 4, 5
),
aged as (
    select v.*,
           extract(year from age(v.month_end + 1, date_trunc('month', v.originated_on::timestamp)))::integer * 12
               + extract(month from age(v.month_end + 1, date_trunc('month', v.originated_on::timestamp)))::integer - 1 as age
    from movements v
),
sums as (
    select v.month_end, v.currency::text as currency, v.portfolio,
           sum(v.loans) filter (where v.known)::bigint as loans,
           sum(v.loans) filter (where not v.known)::bigint as unknown_loans,
           sum(v.beginning) filter (where v.known) as beginning,
           sum(v.scheduled) filter (where v.known) as scheduled,
           sum(v.unscheduled) filter (where v.known) as unscheduled,
           sum(v.paid_off) filter (where v.known) as paid_off,
           sum(coalesce(v.charged_off, 0)) filter (where v.known) as charged_off,
           sum(v.beginning * v.age) filter (where v.known) / nullif(sum(v.beginning) filter (where v.known and v.age is not null), 0) as age
    from aged v
    group by v.month_end, v.currency, v.portfolio
),
-- Without any movement, the portfolios' own currencies stand.
groups as (
    (select distinct s.currency, s.portfolio from sums s)
    union
    select p.currency::text, case when @by_portfolio then p.code else 'all' end
    from lending.portfolio p
    where p.currency is not null
      and exists (select from lending.loan n where n.portfolio_id = p.id)
      and (@portfolio::text[] is null or p.code = any(@portfolio::text[]))
      and (@currency::text[] is null or p.currency::text = any(@currency::text[]))
),
-- A part of a month says nothing of the whole: what is not complete stays blank, for a portfolio's own rows by that portfolio.
rates as (
    select m.month, g.currency, g.portfolio,
           case when k.month_end is not null then coalesce(s.loans, 0) end as loans,
           case when k.month_end is not null then coalesce(s.unknown_loans, 0) end as unknown_loans,
           s.beginning, s.scheduled, s.unscheduled, s.paid_off, s.charged_off, s.age,
           s.beginning - s.scheduled as scheduled_ending,
           s.beginning - s.scheduled - s.unscheduled - s.charged_off as ending,
           (s.unscheduled + s.charged_off) / nullif(s.beginning - s.scheduled, 0) as smm,
           s.unscheduled / nullif(s.beginning - s.scheduled, 0) as voluntary,
           s.charged_off / nullif(s.beginning - s.scheduled, 0) as mdr
    from months m
    cross join groups g
    left join snapshot_months k on k.month_end = m.month_end
        and (k.lacking is null or (@by_portfolio and g.portfolio <> all(k.lacking)))
    left join sums s on s.month_end = k.month_end and s.currency = g.currency and s.portfolio = g.portfolio
)
select r.month,
       r.currency,
       r.portfolio,
       r.loans,
       r.unknown_loans,
       r.beginning::numeric(28,2) as beginning_upb,
       r.scheduled::numeric(28,2) as scheduled_principal,
       r.scheduled_ending::numeric(28,2) as scheduled_ending,
       r.unscheduled::numeric(28,2) as unscheduled_principal,
       (case when r.loans > 0 then coalesce(r.paid_off, 0) end)::numeric(28,2) as paid_off_principal,
       r.charged_off::numeric(28,2) as charged_off_principal,
       r.ending::numeric(28,2) as actual_ending,
       lending.rate(r.smm) as smm,
       (case when r.smm between -1 and 1 then 1 - power(1 - r.smm, 12) end)::numeric(28,12) as cpr,
       lending.rate(r.voluntary) as voluntary_smm,
       (case when r.voluntary between -1 and 1 then 1 - power(1 - r.voluntary, 12) end)::numeric(28,12) as crr,
       lending.rate(r.mdr) as mdr,
       (case when r.mdr between -1 and 1 then 1 - power(1 - r.mdr, 12) end)::numeric(28,12) as cdr,
       r.age::numeric(28,12) as weighted_age,
       lending.rate((case when r.voluntary between -1 and 1 then 1 - power(1 - r.voluntary, 12) end) / nullif(0.002 * least(greatest(r.age, 0), 30), 0)) as psa
from rates r
order by r.month, r.currency, r.portfolio
