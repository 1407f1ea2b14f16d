-- one row per case with a deposit by the day that is not reversed in full
with cases as (
    select c.id, c.currency, c.case_number, c.case_type, c.agency_id, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
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
      and e.amount > coalesce(r.amount, 0) and e.case_id in (select c.id from cases c)
)
select
    c.case_number,
    replace(c.case_type, '_', ' ') as case_type,
    a.name as agency,
    a.code as agency_code,
    c.opened_on,
    d.first_on as funded_on,
    (d.first_on - c.opened_on)::bigint as days_to_funding,
    c.currency,
    count(*) as deposits,
    sum(d.net)::numeric(28,2) as received
from deposits d
join cases c on c.id = d.case_id
join escrow.agency a on a.id = c.agency_id
where d.posted_on = d.first_on
group by c.case_number, c.case_type, a.name, a.code, c.opened_on, d.first_on, c.currency
order by d.first_on, c.case_number
