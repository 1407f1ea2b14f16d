-- Shared: the period (1) and the one before it (0) as spans, the cases, and what was held for each at the end of both (balances)
with cases as (
    select c.id, c.currency, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
spans as (
    select p.period, p.from_on, p.to_on, (date_trunc('month', p.to_on::timestamp) + interval '1 month')::date as next_month
    from (values (1, @from::date, @to::date), (0, @from::date - (@to::date - @from::date + 1), @from::date - 1)) p (period, from_on, to_on)
),
-- Balances at the end: months from the rollup, less what the last one has after the day: nothing, mostly.
rolled_up as (
    select m.case_id, sum(m.signed_amount) as at_end, sum(m.signed_amount) filter (where m.month < @from) as before
    from escrow.case_month m
    where m.month <= @to
    group by m.case_id
),
later as (
    select p.period, e.case_id, sum(e.signed_amount) as amount
    from spans p
    join escrow.ledger_entry e on e.posted_on > p.to_on and e.posted_on < p.next_month and e.deleted_at is null
    group by p.period, e.case_id
),
balances as (
    select p.period, c.currency, coalesce(case p.period when 1 then m.at_end else m.before end, 0) - coalesce(l.amount, 0) as balance
    from spans p
    cross join cases c
    left join rolled_up m on m.case_id = c.id
    left join later l on l.case_id = c.id and l.period = p.period
),
