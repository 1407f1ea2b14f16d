-- categories of compliance rules
select distinct r.category as value, r.category as label
from lending.compliance_rule r
where r.deleted_at is null and r.category is not null
