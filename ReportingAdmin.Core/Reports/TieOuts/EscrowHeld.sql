-- Total held at the end of the period and of the one before: rollup with the last month from the ledger, and the ledger alone.
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
days as (
    select d.day, date_trunc('month', d.day::timestamp)::date as month_start
    from (values (@to::date), (@from::date - 1)) d (day)
),
sides as (
    select c.currency, d.day, 'Rollup and the last month' as source, coalesce(sum(m.signed_amount), 0)
           + coalesce((select sum(e.signed_amount) from escrow.ledger_entry e join cases k on k.id = e.case_id
                       where k.currency = c.currency and e.posted_on between d.month_start and d.day and e.deleted_at is null), 0) as amount
    from days d
    cross join (select distinct currency from cases) c
    left join escrow.case_month m on m.currency = c.currency and m.month < d.month_start and m.case_id in (select k.id from cases k)
    group by c.currency, d.day, d.month_start
    union all
    select c.currency, d.day, 'Ledger', coalesce(sum(e.signed_amount), 0)
    from days d
    cross join cases c
    left join escrow.ledger_entry e on e.case_id = c.id and e.posted_on <= d.day and e.deleted_at is null
    group by c.currency, d.day
)
select s.currency::text as currency, to_char(s.day, 'YYYY-MM-DD') as place, s.source, s.amount::numeric as amount
from sides s
order by 1, 2, 3
