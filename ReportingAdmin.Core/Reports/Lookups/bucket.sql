-- days-past-due buckets, from the best to the worst
select b.bucket as value,
       case b.bucket when 'current' then 'Current' when 'unknown' then 'Not known' else b.bucket || ' days' end as label
from lending.bucket_ladder() b
order by b.rank
