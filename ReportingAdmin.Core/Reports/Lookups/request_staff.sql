-- Staff who submitted at least one request that the caller may see, by code.
select s.code as value, s.name as label
from escrow.staff s
where exists (select from escrow.disbursement_request r where r.staff_id = s.id and r.deleted_at is null)
