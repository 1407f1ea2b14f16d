-- subjects of the known series of the report's service
select distinct s.subject as value, s.subject as label
from analytics.series s
where s.deleted_at is null and s.service = @service
