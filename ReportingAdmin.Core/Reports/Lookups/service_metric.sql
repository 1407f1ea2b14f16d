-- metrics of the known series of the report's service
select distinct s.metric_type as value, s.metric_type as label
from analytics.series s
where s.deleted_at is null and s.service = @service
