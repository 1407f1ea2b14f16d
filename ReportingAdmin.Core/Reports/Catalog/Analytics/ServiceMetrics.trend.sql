-- one row per month and metric, months without a reading too
with readings as (
    select distinct on (m.metric_type, m.subject, m.recorded_at)
           m.metric_type, m.subject, date_trunc('month', m.recorded_at::date::timestamp)::date as month, m.value
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
metrics as (
    select r.metric_type, (select min(s.unit) from analytics.series s where s.service = @service and s.metric_type = r.metric_type) as unit
    from readings r
    group by r.metric_type
),
figures as (
    select r.month, r.metric_type, count(*) as readings, count(distinct r.subject) as subjects, sum(r.value) as sum, avg(r.value) as mean
    from readings r
    group by r.month, r.metric_type
)
select s.starts_at::date as month,
       k.metric_type as metric,
       k.unit,
       coalesce(f.readings, 0) as readings,
       coalesce(f.subjects, 0) as subjects,
       coalesce(f.sum, 0)::numeric(30,6) as sum,
       f.mean::numeric(30,6) as mean
from analytics.month_starts(@from, @to) s (starts_at)
cross join metrics k
left join figures f on f.month = s.starts_at::date and f.metric_type = k.metric_type
order by s.starts_at, k.metric_type
