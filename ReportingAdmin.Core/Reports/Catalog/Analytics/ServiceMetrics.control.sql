-- control figures: readings of the period, those sent twice counted once
select 'subjects' as section, 'readings' as figure, null::text as currency,
       count(distinct (m.metric_type, m.subject, coalesce(s.unit, m.unit, ''), m.recorded_at))::numeric as amount
from analytics.metric m
left join analytics.series s on s.service = m.service and s.metric_type = m.metric_type and s.subject = m.subject
where m.service = @service
  and m.deleted_at is null
  and m.value is not null
  and m.recorded_at::date between @from and @to
  and (@metric::text[] is null or m.metric_type = any(@metric::text[]))
  and (@subject::text[] is null or m.subject = any(@subject::text[]))
having count(*) > 0
