-- one row per case that is open on the day and not funded by then
with cases as (
    select c.id, c.case_number, c.case_type, c.agency_id, c.sales_staff_id, c.state, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCasesByGroup.part
      and (@staff::text[] is null or c.sales_staff_id in (select s.id from escrow.staff s where s.code = any (@staff)))
),
open_cases as (
    select c.*
    from cases c
    join escrow.case_status_on(@as_of) s on s.case_id = c.id
    where s.status = 'open'
),
month_start as (
    select date_trunc('month', @as_of::timestamp)::date as day
),
-- Whole months from the rollup, the day's own month from the ledger.
deposits as (
    select d.case_id, sum(d.net) as net
    from (select m.case_id, m.net_amount as net
          from escrow.case_month m
          where m.kind = 'deposit' and m.month < (select day from month_start)
          union all
          select e.case_id, case when e.reversed_kind is null then e.amount else -e.amount end
          from escrow.ledger_entry e
          where e.posted_on between (select day from month_start) and @as_of and e.deleted_at is null
            and coalesce(e.reversed_kind, e.kind) = 'deposit') d
    group by d.case_id
)
select
    o.case_number,
    replace(o.case_type, '_', ' ') as case_type,
    a.name as agency,
    a.code as agency_code,
    coalesce(s.name, '(no sales staff)') as sales_staff,
    o.state,
    o.opened_on,
    (@as_of::date - o.opened_on)::bigint as days_waiting,
    m.occurred_on is not null as contract_uploaded,
    m.occurred_on as contract_uploaded_on,
    d.case_id is not null as deposit_reversed
from open_cases o
join escrow.agency a on a.id = o.agency_id
left join escrow.staff s on s.id = o.sales_staff_id
left join deposits d on d.case_id = o.id
left join escrow.case_milestone m
    on m.case_id = o.id and m.kind = 'contract_uploaded' and m.occurred_on <= @as_of and m.deleted_at is null
where coalesce(d.net, 0) <= 0
order by o.opened_on, o.case_number
