-- loan programs
select g.code as value, g.name as label
from lending.program g
where g.deleted_at is null
order by g.code
