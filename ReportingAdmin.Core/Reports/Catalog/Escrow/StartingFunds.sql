-- one row per case with a deposit by the day that is not reversed in full
with cases as (
    select c.id, c.currency, c.case_number, c.case_type, c.agency_id, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
-- include FirstDeposits.part
funded as (
    select c.case_number, c.case_type, c.agency_id, c.opened_on, c.currency, s.first_on, s.deposits, s.received
    from starts s
    join cases c on c.id = s.case_id
)
select
    f.case_number,
    replace(f.case_type, '_', ' ') as case_type,
    a.name as agency,
    a.code as agency_code,
    f.opened_on,
    f.first_on as funded_on,
    (f.first_on - f.opened_on)::bigint as days_to_funding,
    f.currency,
    f.deposits,
    f.received::numeric(28,2) as received
from funded f
join escrow.agency a on a.id = f.agency_id
order by f.first_on, f.case_number
