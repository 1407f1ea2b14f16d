-- one row per month and currency
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@currency::text[] is null or c.currency = any (@currency))
      and (@include_cancelled or c.id not in (
          select s.case_id from escrow.case_status_on('infinity') s where s.status = 'cancelled'))
),
case_months as (
    select m.currency, m.case_id, m.month,
           coalesce(sum(m.net_amount) filter (where escrow.flow_sign(m.kind) = 1), 0) as inflow,
           sum(m.signed_amount) as net
    from escrow.case_month m
    where m.month <= @to and m.case_id in (select c.id from cases c)
    group by m.currency, m.case_id, m.month
),
balances as (
    select currency, month, inflow, net,
           sum(net) over (partition by case_id order by month) as balance
    from case_months
),
-- What a month changes: a case counts from the month in which its balance leaves zero to the one in which it returns.
month_changes as (
    select currency, month,
           sum(inflow) as inflow,
           sum(net) as net,
           sum((balance <> 0)::int - (balance <> net)::int) as with_balance,
           sum((balance < 0)::int - (balance < net)::int) as negative,
           sum(least(balance, 0) - least(balance - net, 0)) as negative_amount
    from balances
    group by currency, month
),
months as (
    select g::date as month
    from escrow.month_starts(@from, @to) g
),
grid as (
    select k.currency, g.month
    from (select distinct currency from cases) k
    cross join months g
)
select
    g.month,
    g.currency,
    coalesce(sum(h.net) filter (where h.month < g.month), 0)::numeric(18,2) as opening,
    coalesce(sum(h.inflow) filter (where h.month = g.month), 0)::numeric(18,2) as inflow,
    coalesce(sum(h.inflow - h.net) filter (where h.month = g.month), 0)::numeric(18,2) as outflow,
    coalesce(sum(h.net) filter (where h.month = g.month), 0)::numeric(18,2) as net,
    coalesce(sum(h.net), 0)::numeric(18,2) as closing,
    coalesce(sum(h.with_balance), 0)::bigint as cases_with_balance,
    coalesce(sum(h.negative), 0)::bigint as negative_cases,
    coalesce(sum(h.negative_amount), 0)::numeric(18,2) as negative_amount
from grid g
left join month_changes h on h.currency = g.currency and h.month <= g.month
group by g.month, g.currency
order by g.month, g.currency
