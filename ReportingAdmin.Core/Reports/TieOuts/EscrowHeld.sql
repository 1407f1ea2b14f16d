-- Total held at the end of the period and of the one before: rollup with the last month from the ledger, and the ledger alone.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ../Catalog/Escrow/ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
days as (
    select d.day, date_trunc('month', d.day::timestamp)::date as month_start
    from (values (@to::date), (@from::date - 1)) d (day)
),
-- The balance of each case on each of the days, by the ledger.
ledger as (
    select e.case_id,
           sum(e.signed_amount) as at_end,
           sum(e.signed_amount) filter (where e.posted_on < @from) as before
    from escrow.ledger_entry e
    where e.posted_on <= @to and e.deleted_at is null
    group by e.case_id
),
rolled_up as (
    select m.case_id,
           sum(m.signed_amount) filter (where m.month < date_trunc('month', @to::timestamp)::date) as at_end,
           sum(m.signed_amount) filter (where m.month < date_trunc('month', @from::timestamp - interval '1 day')::date) as before
    from escrow.case_month m
    group by m.case_id
),
-- What the days' own months hold by then.
begun as (
    select e.case_id, d.day, sum(e.signed_amount) as amount
    from days d
    join escrow.ledger_entry e on e.posted_on between d.month_start and d.day and e.deleted_at is null
    group by e.case_id, d.day
),
sides as (
    select c.currency, d.day, 'Rollup and the last month' as source,
           sum(coalesce(case when d.day = @to then m.at_end else m.before end, 0) + coalesce(b.amount, 0)) as amount
    from days d
    cross join cases c
    left join rolled_up m on m.case_id = c.id
    left join begun b on b.case_id = c.id and b.day = d.day
    group by c.currency, d.day
    union all
    select c.currency, d.day, 'Ledger', sum(coalesce(case when d.day = @to then e.at_end else e.before end, 0))
    from days d
    cross join cases c
    left join ledger e on e.case_id = c.id
    group by c.currency, d.day
)
select s.currency::text as currency, 'Total held, ' || case when s.day = @to then 'this period' else 'period before' end as place, s.source, s.amount::numeric as amount
from sides s
order by 1, 2, 3
