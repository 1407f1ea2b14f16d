-- one row per month, metric and unit, months without a reading too
with readings as (
    select distinct on (m.metric_type, m.subject, u.unit, m.recorded_at)
           m.metric_type, m.subject, u.unit, date_trunc('month', m.recorded_at::date::timestamp)::date as month, m.value
-- include ServiceReadings.part
      and m.recorded_at >= @from::date::timestamp::timestamptz
      and (@subject::text[] is null or m.subject = any(@subject::text[]))
    order by m.metric_type, m.subject, u.unit, m.recorded_at, m.received_at desc, m.id desc
),
-- Only readings in one unit are added up.
figures as (
    select r.month, r.metric_type, r.unit, count(*) as readings, count(distinct r.subject) as subjects, sum(r.value) as sum, avg(r.value) as mean
    from readings r
    group by r.month, r.metric_type, r.unit
),
measures as (
    select f.metric_type, f.unit, count(*) over (partition by f.metric_type) as units
    from figures f
    group by f.metric_type, f.unit
)
select s.starts_at::date as month,
       k.metric_type as metric,
       k.unit,
       coalesce(f.readings, 0) as readings,
       coalesce(f.subjects, 0) as subjects,
       coalesce(f.sum, 0)::numeric(30,6) as sum,
       f.mean::numeric(30,6) as mean,
       case when k.units = 1 then k.metric_type else k.metric_type || ' (' || coalesce(nullif(k.unit, ''), 'no unit') || ')' end as measure
from analytics.month_starts(@from, @to) s (starts_at)
cross join measures k
left join figures f on f.month = s.starts_at::date and f.metric_type = k.metric_type and f.unit = k.unit
order by s.starts_at, k.metric_type, k.unit
