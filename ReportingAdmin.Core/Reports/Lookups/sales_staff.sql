-- Staff who sold at least one case that the caller may see, by code.
select s.code as value, s.name as label
from escrow.staff s
where exists (select from escrow.escrow_case c where c.sales_staff_id = s.id and c.deleted_at is null)
