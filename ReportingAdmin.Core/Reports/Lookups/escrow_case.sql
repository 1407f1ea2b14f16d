-- Cases that the caller may see, by case number.
select c.case_number as value, concat(c.case_number, ' (', replace(c.case_type, '_', ' '), ', ', a.name, ')') as label
from escrow.escrow_case c
join escrow.agency a on a.id = c.agency_id
where c.deleted_at is null
