-- Payees: vendors and parties by code, and "no vendor". Names of people are personal data: they are listed by code alone.
select 'vendor:' || v.code as value, case when v.category = 'individual' then 'Individual ' || v.code else v.name end as label
from escrow.vendor v
union all
select 'party:' || p.code, 'Party ' || p.code
from escrow.party p
union all
select 'no-vendor', '(no vendor)'
