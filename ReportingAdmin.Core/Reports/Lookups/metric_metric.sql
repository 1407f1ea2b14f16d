-- metrics of the known metric series
select distinct s.metric_type as value, s.metric_type as label
from analytics.series s
where s.deleted_at is null
order by 1
