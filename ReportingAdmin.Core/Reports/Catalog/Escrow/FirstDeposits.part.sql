-- Shared: what the cases received on the first day with a deposit that is not reversed in full by the day asked for (starts)
reversed as (
    select e.reverses_id, sum(e.amount) as amount
    from escrow.ledger_entry e
    where e.reversed_kind = 'deposit' and e.posted_on <= @as_of and e.deleted_at is null
    group by e.reverses_id
),
deposits as (
    select e.case_id, e.posted_on, e.amount - coalesce(r.amount, 0) as net,
           min(e.posted_on) over (partition by e.case_id) as first_on
    from escrow.ledger_entry e
    left join reversed r on r.reverses_id = e.id
    where e.kind = 'deposit' and e.posted_on <= @as_of and e.deleted_at is null
      and e.amount > coalesce(r.amount, 0) and exists (select from cases c where c.id = e.case_id)
),
starts as (
    select d.case_id, d.first_on, count(*) as deposits, sum(d.net) as received
    from deposits d
    where d.posted_on = d.first_on
    group by d.case_id, d.first_on
),
