-- one row per month and currency
-- From the months of the agencies: what a month changes, summed up to each month-end.
with month_changes as (
    select m.currency, m.month, sum(m.cases) as cases, sum(m.inflow) as inflow, sum(m.outflow) as outflow,
           sum(m.opening_net) as opening_net, sum(m.deposit_net) as deposit_net, sum(m.interest_net) as interest_net,
           sum(m.transfer_in_net) as transfer_in_net, sum(m.vendor_refund_net) as vendor_refund_net, sum(m.adjustment_in_net) as adjustment_in_net,
           sum(m.deduction_net) as deduction_net, sum(m.debit_net) as debit_net, sum(m.disbursement_net) as disbursement_net,
           sum(m.refund_net) as refund_net, sum(m.transfer_out_net) as transfer_out_net, sum(m.adjustment_out_net) as adjustment_out_net
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
    coalesce(sum(h.inflow) filter (where h.month = g.month), 0)::numeric(28,2) as inflow,
    coalesce(sum(h.outflow) filter (where h.month = g.month), 0)::numeric(28,2) as outflow,
    coalesce(sum(h.inflow - h.outflow) filter (where h.month = g.month), 0)::numeric(28,2) as net,
    coalesce(sum(h.inflow - h.outflow), 0)::numeric(28,2) as balance,
    coalesce(sum(h.opening_net) filter (where h.month = g.month), 0)::numeric(28,2) as opening_balances,
    coalesce(sum(h.deposit_net) filter (where h.month = g.month), 0)::numeric(28,2) as deposits,
    coalesce(sum(h.interest_net) filter (where h.month = g.month), 0)::numeric(28,2) as interest,
    coalesce(sum(h.transfer_in_net) filter (where h.month = g.month), 0)::numeric(28,2) as transfers_in,
    coalesce(sum(h.vendor_refund_net) filter (where h.month = g.month), 0)::numeric(28,2) as vendor_refunds,
    coalesce(sum(h.adjustment_in_net) filter (where h.month = g.month), 0)::numeric(28,2) as adjustments_in,
    coalesce(sum(h.deduction_net) filter (where h.month = g.month), 0)::numeric(28,2) as deductions,
    coalesce(sum(h.debit_net) filter (where h.month = g.month), 0)::numeric(28,2) as debits,
    coalesce(sum(h.disbursement_net) filter (where h.month = g.month), 0)::numeric(28,2) as disbursements,
    coalesce(sum(h.refund_net) filter (where h.month = g.month), 0)::numeric(28,2) as refunds,
    coalesce(sum(h.transfer_out_net) filter (where h.month = g.month), 0)::numeric(28,2) as transfers_out,
    coalesce(sum(h.adjustment_out_net) filter (where h.month = g.month), 0)::numeric(28,2) as adjustments_out
from grid g
left join month_changes h on h.currency = g.currency and h.month <= g.month
group by g.month, g.currency
order by g.month, g.currency
