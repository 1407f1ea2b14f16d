-- states of the properties of loans the caller may see
select distinct l.property_state as value, l.property_state as label
from lending.loan l
where l.deleted_at is null and l.property_state is not null
