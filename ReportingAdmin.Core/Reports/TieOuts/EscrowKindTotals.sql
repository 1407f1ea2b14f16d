-- Net of one kind over the months of the period, as the kind's column of monthly-inflow-outflow has it (rollup).
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
amounts as (
    select m.currency, sum(m.net_amount) as amount
    from escrow.case_month m
    join cases c on c.id = m.case_id
    where m.kind = @kind::text and m.month between date_trunc('month', @from::timestamp)::date and @to
    group by m.currency
)
select k.currency::text as currency, '' as place, 'Column of monthly inflow and outflow (rollup)' as source, coalesce(a.amount, 0)::numeric as amount
from (select distinct currency from cases) k
left join amounts a on a.currency = k.currency
order by 1
