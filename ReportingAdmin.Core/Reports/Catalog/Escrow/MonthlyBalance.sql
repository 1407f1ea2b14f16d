-- one row per month and currency
-- From the months of the agencies: what a month changes, summed up to each month-end.
with month_changes as (
    select m.currency, m.month,
           sum(m.cases) as cases,
           sum(m.inflow) as inflow,
           sum(m.inflow - m.outflow) as net,
           sum(m.with_balance) as with_balance,
           sum(m.negative) as negative,
           sum(m.negative_amount) as negative_amount
    from escrow.agency_month m
-- include ChosenMonths.part
    group by m.currency, m.month
),
-- A currency in which there is a case, if only one without entries: the row of month -infinity counts them.
grid as (
    select k.currency, g as month
    from month_changes k
    cross join escrow.month_starts(@from, @to) g
    where k.cases > 0
)
select
    g.month,
    g.currency,
    coalesce(sum(h.net) filter (where h.month < g.month), 0)::numeric(28,2) as opening,
    coalesce(sum(h.inflow) filter (where h.month = g.month), 0)::numeric(28,2) as inflow,
    coalesce(sum(h.inflow - h.net) filter (where h.month = g.month), 0)::numeric(28,2) as outflow,
    coalesce(sum(h.net) filter (where h.month = g.month), 0)::numeric(28,2) as net,
    coalesce(sum(h.net), 0)::numeric(28,2) as closing,
    coalesce(sum(h.with_balance), 0)::bigint as cases_with_balance,
    coalesce(sum(h.negative), 0)::bigint as negative_cases,
    coalesce(sum(h.negative_amount), 0)::numeric(28,2) as negative_amount
from grid g
left join month_changes h on h.currency = g.currency and h.month <= g.month
group by g.month, g.currency
order by g.month, g.currency
