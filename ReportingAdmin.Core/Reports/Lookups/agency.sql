-- Agencies with at least one case that the caller may see, by code.
select a.code as value, a.name as label
from escrow.agency a
where exists (select from escrow.escrow_case c where c.agency_id = a.id and c.deleted_at is null)
