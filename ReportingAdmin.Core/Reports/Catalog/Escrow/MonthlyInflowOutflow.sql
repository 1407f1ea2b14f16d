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
months as (
    select g::date as month
    from escrow.month_starts(@from, @to) g
),
grid as (
    select k.currency, g.month
    from (select distinct currency from cases) k
    cross join months g
),
kind_months as (
    select m.currency, m.month, m.kind, escrow.flow_sign(m.kind) as sign, sum(m.net_amount) as net_amount
    from escrow.case_month m
    where m.month <= @to and m.case_id in (select c.id from cases c)
    group by m.currency, m.month, m.kind
)
select
    g.month,
    g.currency,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.sign = 1), 0)::numeric(18,2) as inflow,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.sign = -1), 0)::numeric(18,2) as outflow,
    coalesce(sum(h.sign * h.net_amount) filter (where h.month = g.month), 0)::numeric(18,2) as net,
    coalesce(sum(h.sign * h.net_amount), 0)::numeric(18,2) as balance,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.kind = 'opening'), 0)::numeric(18,2) as opening_balances,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.kind = 'deposit'), 0)::numeric(18,2) as deposits,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.kind = 'interest'), 0)::numeric(18,2) as interest,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.kind = 'transfer_in'), 0)::numeric(18,2) as transfers_in,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.kind = 'vendor_refund'), 0)::numeric(18,2) as vendor_refunds,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.kind = 'adjustment_in'), 0)::numeric(18,2) as adjustments_in,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.kind = 'deduction'), 0)::numeric(18,2) as deductions,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.kind = 'debit'), 0)::numeric(18,2) as debits,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.kind = 'disbursement'), 0)::numeric(18,2) as disbursements,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.kind = 'refund'), 0)::numeric(18,2) as refunds,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.kind = 'transfer_out'), 0)::numeric(18,2) as transfers_out,
    coalesce(sum(h.net_amount) filter (where h.month = g.month and h.kind = 'adjustment_out'), 0)::numeric(18,2) as adjustments_out
from grid g
left join kind_months h on h.currency = g.currency and h.month <= g.month
group by g.month, g.currency
order by g.month, g.currency
