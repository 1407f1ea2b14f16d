-- one row per month, currency and, if asked for, portfolio and vintage; empty ones too
with months as (
    select s.starts_at::date as month,
           (s.starts_at + interval '1 month' - interval '1 day')::date as month_end,
           (s.starts_at - interval '1 day')::date as opening_end
    from lending.month_starts(@from, @to) s (starts_at)
),
entries as (
    -- A reversal is of the portfolio that bore what it takes back.
    select c.loan_id, c.charged_off_on as on_day, coalesce(o.charged_off_on, c.charged_off_on) as borne_on, c.currency::text as currency, c.portfolio_code,
           c.principal,
           case when c.kind = 'write_off' then c.principal end as write_off,
           case when c.reverses_id is not null then c.principal end as reversed,
           c.interest_reversed,
           (c.reverses_id is null)::integer as number,
           0::numeric as recovered,
           0::numeric as cost
    from lending.charge_off c
    left join lending.charge_off o on o.id = c.reverses_id
    where c.deleted_at is null and c.charged_off_on between @from and @to
    union all
    select c.loan_id, r.posted_on, coalesce(o.posted_on, r.posted_on), r.currency::text, r.portfolio_code, null, null, null, 0, 0, r.amount, r.cost
    from lending.recovery r
    join lending.charge_off c on c.id = r.charge_off_id
    left join lending.recovery o on o.id = r.reverses_id
    where r.deleted_at is null and r.posted_on between @from and @to
),
placed as (
    select e.*, extract(year from l.originated_on) as originated_in, l.program_id,
           coalesce(b.portfolio_code, f.portfolio_code, e.portfolio_code) as portfolio_then
    from entries e
    left join lending.loan l on l.id = e.loan_id
-- include BearingPortfolio.part
),
losses as (
    select date_trunc('month', x.on_day::timestamp)::date as month,
           x.currency,
           case when @by_portfolio then x.portfolio_then else 'all' end as portfolio,
           case when @by_vintage then x.originated_in::integer end as vintage,
           sum(x.number) as number,
           sum(x.principal) as gross,
           sum(x.write_off) as write_offs,
           sum(x.reversed) as reversed,
           sum(x.interest_reversed) as interest_reversed,
           sum(x.recovered) as recovered,
           sum(x.cost) as cost
    from placed x
    where (@portfolio::text[] is null or x.portfolio_then = any(@portfolio::text[]))
      and (@program::text[] is null
           or x.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or x.originated_in::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or x.currency = any(@currency::text[]))
    group by 1, 2, 3, 4
),
balances as (
    select m.month_end,
           m.currency::text as currency,
           case when @by_portfolio then m.portfolio_code else 'all' end as portfolio,
           case when @by_vintage then extract(year from l.originated_on)::integer end as vintage,
           sum(m.upb) as upb
    from lending.loan_month m
    left join lending.loan l on l.id = m.loan_id
    where m.month_end between @from::date - 1 and @to
      and m.deleted_at is null
      and m.status = 'active'
-- include ChosenSnapshots.part
    group by 1, 2, 3, 4
),
-- A month's balance is known when its snapshot is complete; that of a portfolio's own rows when the portfolio's is.
month_ends as (
    select m.month_end from months m
    union
    select m.opening_end from months m
),
-- include SnapshotMonths.part
-- Without any loss or balance, the portfolios' own currencies stand.
groups as (
    select b.currency, b.portfolio, b.vintage from balances b group by b.currency, b.portfolio, b.vintage
    union
    select x.currency, x.portfolio, x.vintage from losses x group by x.currency, x.portfolio, x.vintage
    union
    select p.currency::text, case when @by_portfolio then p.code else 'all' end, null
    from lending.portfolio p
    where not @by_vintage
      and p.currency is not null
      and exists (select from lending.loan n where n.portfolio_id = p.id)
      and (@portfolio::text[] is null or p.code = any(@portfolio::text[]))
      and (@currency::text[] is null or p.currency::text = any(@currency::text[]))
),
figures as (
    select m.month,
           m.month_end - m.month + 1 as days,
           g.currency,
           g.portfolio,
           g.vintage,
           coalesce(x.number, 0) as number,
           coalesce(x.gross, 0) as gross,
           coalesce(x.write_offs, 0) as write_offs,
           coalesce(x.reversed, 0) as reversed,
           coalesce(x.interest_reversed, 0) as interest_reversed,
           coalesce(x.recovered, 0) as recovered,
           coalesce(x.cost, 0) as cost,
           case when o.month_end is not null then coalesce(a.upb, 0) end as opening_upb,
           case when c.month_end is not null then coalesce(b.upb, 0) end as closing_upb
    from months m
    cross join groups g
    left join losses x on x.month = m.month and x.currency = g.currency and x.portfolio = g.portfolio
        and x.vintage is not distinct from g.vintage
    left join snapshot_months o on o.month_end = m.opening_end
        and (o.lacking is null or (@by_portfolio and g.portfolio <> all(o.lacking)))
    left join snapshot_months c on c.month_end = m.month_end
        and (c.lacking is null or (@by_portfolio and g.portfolio <> all(c.lacking)))
    left join balances a on a.month_end = m.opening_end and a.currency = g.currency and a.portfolio = g.portfolio
        and a.vintage is not distinct from g.vintage
    left join balances b on b.month_end = m.month_end and b.currency = g.currency and b.portfolio = g.portfolio
        and b.vintage is not distinct from g.vintage
)
select f.month,
       f.currency,
       f.portfolio,
       f.vintage::bigint as vintage,
       f.number::bigint as charge_offs,
       f.gross::numeric(28,2) as gross_charge_offs,
       f.write_offs::numeric(28,2) as write_offs,
       f.reversed::numeric(28,2) as reversed,
       f.recovered::numeric(28,2) as recoveries,
       (f.gross - f.recovered)::numeric(28,2) as net_charge_offs,
       f.cost::numeric(28,2) as recovery_cost,
       f.interest_reversed::numeric(28,2) as interest_reversed,
       f.opening_upb::numeric(28,2) as opening_upb,
       f.closing_upb::numeric(28,2) as closing_upb,
       ((f.opening_upb + f.closing_upb) / 2)::numeric(28,2) as average_upb,
       lending.rate(case when @rates_by::text = 'days' then 365 * (f.gross - f.recovered) / f.days else 12 * (f.gross - f.recovered) end
        / nullif((f.opening_upb + f.closing_upb) / 2, 0)) as net_charge_off_rate
from figures f
order by f.month, f.currency, f.portfolio, f.vintage nulls first
