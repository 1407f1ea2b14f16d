-- one row per case and month, of every case that opened the period with a balance or moved in it
with cases as not materialized (
    select c.id, c.currency, c.case_number, c.case_type, c.agency_id
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCasesByGroup.part
      and (@case::text[] is null or c.case_number = any (@case))
      and (@currency::text[] is null or c.currency = any (@currency))
),
months as (
    select g::date as month
    from escrow.month_starts(@from, @to) g
),
case_months as (
    select m.case_id, m.month,
           coalesce(sum(m.net_amount) filter (where escrow.flow_sign(m.kind) = 1), 0) as inflow,
           sum(m.signed_amount) as net
    from escrow.case_month m
    where m.month between date_trunc('month', @from::timestamp)::date and @to
    group by m.case_id, m.month
),
moved as (
    select m.case_id, coalesce(sum(m.signed_amount) filter (where m.month < date_trunc('month', @from::timestamp)::date), 0) as opening
    from escrow.case_month m
    join cases c on c.id = m.case_id
    where m.month <= @to
    group by m.case_id
    having coalesce(sum(m.signed_amount) filter (where m.month < date_trunc('month', @from::timestamp)::date), 0) <> 0
        or max(m.month) >= date_trunc('month', @from::timestamp)::date
),
case_grid as (
    select v.case_id, v.opening, g.month, coalesce(h.inflow, 0) as inflow, coalesce(h.net, 0) as net
    from moved v
    cross join months g
    left join case_months h on h.case_id = v.case_id and h.month = g.month
),
balances as (
    select b.*, b.opening + sum(b.net) over (partition by b.case_id order by b.month) as closing
    from case_grid b
)
select
    c.case_number,
    b.month,
    replace(c.case_type, '_', ' ') as case_type,
    a.name as agency,
    a.code as agency_code,
    c.currency,
    (b.closing - b.net)::numeric(28,2) as opening,
    b.inflow::numeric(28,2) as inflow,
    (b.inflow - b.net)::numeric(28,2) as outflow,
    b.net::numeric(28,2) as net,
    b.closing::numeric(28,2) as closing
from balances b
join cases c on c.id = b.case_id
join escrow.agency a on a.id = c.agency_id
order by c.case_number, b.month
