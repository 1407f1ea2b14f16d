-- one row per month, portfolio and currency
with months as (
    select s.starts_at::date as month,
           (s.starts_at + interval '1 month' - interval '1 day')::date as month_end
    from lending.month_starts(@from, @to) s (starts_at)
),
snapshots as not materialized (
    select m.month_end, m.loan_id, m.portfolio_code, m.currency::text as currency, m.upb, m.accrued_interest, m.accrual, m.status
    from lending.loan_month m
    left join lending.loan l on l.id = m.loan_id
    where m.deleted_at is null
      and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
),
events as (
    select e.month, e.portfolio_code, e.currency::text as currency,
           sum(e.earned) as earned, sum(e.acquired) as acquired, sum(e.transferred_in) as transferred_in, sum(e.collected) as collected,
           sum(e.reversed) as reversed, sum(e.waived) as waived, sum(e.capitalised) as capitalised, sum(e.disposed) as disposed,
           sum(e.transferred_out) as transferred_out, sum(e.adjustment) as adjustment,
           sum(e.movement) as movement
    from lending.interest_event e
    left join lending.loan l on l.id = e.loan_id
    where e.deleted_at is null
      and e.month between date_trunc('month', @from::timestamp)::date and @to
      and (@portfolio::text[] is null or e.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or e.currency::text = any(@currency::text[]))
    group by e.month, e.portfolio_code, e.currency
),
-- Opening: what the events before the period left, for the first month; the rest follow.
openings as (
    select e.portfolio_code, e.currency::text as currency, sum(e.movement) as opening
    from lending.interest_event e
    left join lending.loan l on l.id = e.loan_id
    where e.deleted_at is null
      and e.month < @from
      and (@portfolio::text[] is null or e.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or e.currency::text = any(@currency::text[]))
    group by e.portfolio_code, e.currency
),
balances as (
    select s.month_end, s.portfolio_code, s.currency,
           sum(s.accrued_interest) as accrued,
           sum(s.upb) filter (where s.accrual = 'nonaccrual' and s.status = 'active') as nonaccrual_upb
    from snapshots s
    where s.month_end between @from and @to
    group by s.month_end, s.portfolio_code, s.currency
),
loaded as (
    select s.month_end, s.portfolio_code
    from lending.loan_month_load s
    where s.deleted_at is null and s.complete and s.month_end between @from and @to
),
groups as (
    select o.portfolio_code, o.currency from openings o
    union
    select e.portfolio_code, e.currency from events e
    union
    select b.portfolio_code, b.currency from balances b group by b.portfolio_code, b.currency
    union
    select p.code, p.currency::text
    from lending.portfolio p
    where p.currency is not null
      and exists (select from lending.loan n where n.portfolio_id = p.id)
      and (@portfolio::text[] is null or p.code = any(@portfolio::text[]))
      and (@currency::text[] is null or p.currency::text = any(@currency::text[]))
),
rolled as (
    select m.month, m.month_end, g.portfolio_code, g.currency, e.earned, e.acquired, e.transferred_in, e.collected, e.reversed, e.waived,
           e.capitalised, e.disposed, e.transferred_out, e.adjustment, coalesce(e.movement, 0) as movement,
           coalesce(o.opening, 0) + sum(coalesce(e.movement, 0)) over (partition by g.portfolio_code, g.currency order by m.month) as closing
    from months m
    cross join groups g
    left join openings o on o.portfolio_code = g.portfolio_code and o.currency = g.currency
    left join events e on e.month = m.month and e.portfolio_code = g.portfolio_code and e.currency = g.currency
)
select r.month,
       r.portfolio_code as portfolio,
       r.currency,
       (r.closing - r.movement)::numeric(28,2) as opening,
       coalesce(r.earned, 0)::numeric(28,2) as earned,
       coalesce(r.acquired, 0)::numeric(28,2) as acquired,
       coalesce(r.transferred_in, 0)::numeric(28,2) as transferred_in,
       coalesce(r.collected, 0)::numeric(28,2) as collected,
       coalesce(r.reversed, 0)::numeric(28,2) as reversed,
       coalesce(r.waived, 0)::numeric(28,2) as waived,
       coalesce(r.capitalised, 0)::numeric(28,2) as capitalised,
       coalesce(r.disposed, 0)::numeric(28,2) as disposed,
       coalesce(r.transferred_out, 0)::numeric(28,2) as transferred_out,
       coalesce(r.adjustment, 0)::numeric(28,2) as adjustment,
       r.closing::numeric(28,2) as closing,
       (coalesce(r.earned, 0) - coalesce(r.reversed, 0))::numeric(28,2) as income,
       case when k.month_end is not null then coalesce(b.accrued, 0) end::numeric(28,2) as accrued_in_snapshot,
       case when k.month_end is not null then coalesce(b.nonaccrual_upb, 0) end::numeric(28,2) as nonaccrual_upb
from rolled r
left join loaded k on k.month_end = r.month_end and k.portfolio_code = r.portfolio_code
left join balances b on b.month_end = r.month_end and b.portfolio_code = r.portfolio_code and b.currency = r.currency
order by r.month, r.portfolio_code, r.currency
