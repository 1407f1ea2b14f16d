-- control figures: readings of the known series, and those that repeat an earlier one
with kept as (
    select m.service, m.metric_type, m.subject, m.recorded_at
    from analytics.metric m
    where m.deleted_at is null
      and m.recorded_at::date between @from and @to
      and (@service::text[] is null or m.service = any(@service::text[]))
      and (@metric::text[] is null or m.metric_type = any(@metric::text[]))
      and (@subject::text[] is null or m.subject = any(@subject::text[]))
      and exists (select from analytics.series s
                  where s.service = m.service and s.metric_type = m.metric_type and s.subject = m.subject and s.deleted_at is null)
)
select 'series' as section, v.figure, null::text as currency,
       case v.figure when 'readings' then count(*) else count(*) - count(distinct (k.service, k.metric_type, k.subject, k.recorded_at)) end::numeric as amount
from kept k
cross join (values ('readings'), ('duplicates')) v (figure)
group by v.figure
order by v.figure
