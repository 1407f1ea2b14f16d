-- one row per agency and currency with a corporate-card entry in the period
with cases as (
    select c.id, c.currency, c.agency_id
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
entries as (
    -- A reversal belongs to the method of the entry that it reverses.
    select c.agency_id, c.currency, c.id as case_id, e.posted_on, e.reverses_id is not null as is_reversal, -e.signed_amount as paid
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    left join escrow.ledger_entry o on o.id = e.reverses_id
    where e.posted_on between @from and @to and e.deleted_at is null
      and case when e.reverses_id is null then e.method else o.method end = 'corporate_card'
)
select
    a.name as agency,
    a.code as agency_code,
    e.currency,
    count(*) filter (where not e.is_reversal) as entries,
    count(*) filter (where e.is_reversal) as reversals,
    count(distinct e.case_id) as cases,
    sum(e.paid)::numeric(28,2) as net,
    min(e.posted_on) as first_on,
    max(e.posted_on) as last_on,
    case a.uses_corporate_card when true then 'yes' when false then 'no' else 'not said' end as master_data,
    a.uses_corporate_card is not true as mismatch
from entries e
join escrow.agency a on a.id = e.agency_id
group by a.id, a.name, a.code, a.uses_corporate_card, e.currency
order by a.name, a.code, e.currency
