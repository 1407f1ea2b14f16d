-- Shared: the cases whose requests count (cases)
with cases as (
    select c.id, c.currency, c.agency_id
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
