-- Net of one kind over the months of the period, as the kind's column of monthly-inflow-outflow has it (rollup).
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ../Catalog/Escrow/ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
amounts as (
    select m.currency,
           sum(case @kind::text
               when 'opening' then m.opening_net when 'deposit' then m.deposit_net when 'interest' then m.interest_net
               when 'transfer_in' then m.transfer_in_net when 'vendor_refund' then m.vendor_refund_net
               when 'adjustment_in' then m.adjustment_in_net when 'deduction' then m.deduction_net when 'debit' then m.debit_net
               when 'disbursement' then m.disbursement_net when 'refund' then m.refund_net
               when 'transfer_out' then m.transfer_out_net when 'adjustment_out' then m.adjustment_out_net end) as amount
    from escrow.agency_month m
    where m.month between date_trunc('month', @from::timestamp)::date and @to
      and (@agency::text[] is null or m.agency_code = any (@agency))
      and (@case_type::text[] is null or m.case_type = any (@case_type))
      and (@state::text[] is null or m.state = any (@state))
      and (@currency::text[] is null or m.currency = any (@currency))
      and (@include_cancelled or not m.cancelled)
    group by m.currency
)
select k.currency::text as currency, '' as place, 'Column of monthly inflow and outflow (rollup)' as source, coalesce(a.amount, 0)::numeric as amount
from (select distinct currency from cases) k
left join amounts a on a.currency = k.currency
order by 1
