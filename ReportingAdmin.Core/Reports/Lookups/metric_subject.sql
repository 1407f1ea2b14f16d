-- subjects of the known metric series
select distinct s.subject as value, s.subject as label
from analytics.series s
where s.deleted_at is null
order by 1
