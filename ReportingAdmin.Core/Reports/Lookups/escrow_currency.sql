-- Currencies of the cases that the caller may see.
select distinct c.currency::text as value, c.currency::text as label
from escrow.escrow_case c
where c.deleted_at is null
