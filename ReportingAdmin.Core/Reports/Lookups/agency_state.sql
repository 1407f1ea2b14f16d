-- States that agencies with a case that the caller may see sit in, and those without a state.
select distinct coalesce(a.state, 'none') as value, coalesce(a.state, '(no state)') as label
from escrow.agency a
where exists (select from escrow.escrow_case c where c.agency_id = a.id and c.deleted_at is null)
