-- Governing states of the cases that the caller may see.
select distinct c.state as value, c.state as label
from escrow.escrow_case c
where c.deleted_at is null and c.state is not null
