-- compliance rules
select r.code as value, r.name as label
from lending.compliance_rule r
where r.deleted_at is null
order by r.code
