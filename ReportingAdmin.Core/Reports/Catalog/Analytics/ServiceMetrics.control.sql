-- control figures: readings of the period, those sent twice counted once
select 'subjects' as section, 'readings' as figure, null::text as currency,
       count(distinct (m.metric_type, m.subject, m.recorded_at))::numeric as amount
from analytics.metric m
where m.service = @service
  and m.deleted_at is null
  and m.value is not null
  and m.recorded_at::date between @from and @to
  and (@metric::text[] is null or m.metric_type = any(@metric::text[]))
  and (@subject::text[] is null or m.subject = any(@subject::text[]))
having count(*) > 0
