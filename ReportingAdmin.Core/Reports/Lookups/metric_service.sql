-- services of the known metric series
select distinct s.service as value, s.service as label
from analytics.series s
where s.deleted_at is null
order by 1
