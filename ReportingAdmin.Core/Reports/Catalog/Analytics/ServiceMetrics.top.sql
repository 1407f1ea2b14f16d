-- one row per metric, unit and place, the subjects with the largest means
with readings as (
    select distinct on (m.metric_type, m.subject, m.recorded_at) m.metric_type, m.subject, m.value
    from analytics.metric m
    where m.service = @service
      and m.deleted_at is null
      and m.value is not null
      and m.recorded_at >= @from::date::timestamp::timestamptz
      and m.recorded_at < (@to::date + 1)::timestamp::timestamptz
      and (@metric::text[] is null or m.metric_type = any(@metric::text[]))
      and (@subject::text[] is null or m.subject = any(@subject::text[]))
    order by m.metric_type, m.subject, m.recorded_at, m.received_at desc, m.id desc
),
figures as (
    select r.metric_type, r.subject, sum(r.value) as sum, avg(r.value) as mean
    from readings r
    group by r.metric_type, r.subject
),
-- Only subjects of one unit are measured against each other.
ranked as (
    select f.*, s.unit,
           sum(f.sum) over (partition by f.metric_type, s.unit) as whole,
           row_number() over (partition by f.metric_type, s.unit order by f.mean desc, f.subject) as place
    from figures f
    left join analytics.series s on s.service = @service and s.metric_type = f.metric_type and s.subject = f.subject
)
select k.metric_type as metric,
       k.place,
       k.subject,
       coalesce(k.unit, '') as unit,
       k.mean::numeric(30,6) as mean,
       k.sum::numeric(30,6) as sum,
       case when k.unit is distinct from 'share' then k.sum / nullif(k.whole, 0) end::numeric(28,12) as share
from ranked k
where k.place <= @top
order by k.metric_type, k.unit, k.place
