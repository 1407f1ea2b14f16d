-- Control figures of the deposits at a milestone per currency: whole months from the rollup, the day's own month from the ledger.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
reached as (
    select c.id, c.currency, (select min(m.occurred_on) from escrow.case_milestone m
                              where m.case_id = c.id and m.kind = @milestone::text and m.deleted_at is null) as on_day
    from cases c
),
figures as (
    select r.currency::text as currency, count(*) as cases,
           sum(coalesce((select sum(m.net_amount) from escrow.case_month m
                         where m.case_id = r.id and m.kind = 'deposit' and m.month < date_trunc('month', r.on_day::timestamp)::date), 0)
               + coalesce((select sum(e.signed_amount) from escrow.ledger_entry e
                           where e.case_id = r.id and e.deleted_at is null and 'deposit' in (e.kind, e.reversed_kind)
                             and e.posted_on between date_trunc('month', r.on_day::timestamp)::date and r.on_day), 0)) as net_deposits
    from reached r
    where r.on_day <= @as_of
    group by r.currency
)
select 'cases' as section, v.figure, f.currency, v.amount::numeric as amount
from figures f
cross join lateral (values ('net_deposits', f.net_deposits), ('case_number', f.cases)) v (figure, amount)
union all
select 'cases', 'rows', null, coalesce(sum(f.cases), 0)
from figures f
