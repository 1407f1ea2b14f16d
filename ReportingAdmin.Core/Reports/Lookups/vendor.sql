-- Vendors by code. A vendor who is an individual is personal data and listed by code alone.
select v.code as value, case when v.category = 'individual' then 'Individual ' || v.code else v.name end as label
from escrow.vendor v
