-- one row per metric, unit and place, the subjects with the largest means
with readings as (
    select distinct on (m.metric_type, m.subject, u.unit, m.recorded_at) m.metric_type, m.subject, u.unit, m.value
-- include ServiceReadings.part
      and m.recorded_at >= @from::date::timestamp::timestamptz
    order by m.metric_type, m.subject, u.unit, m.recorded_at, m.received_at desc, m.id desc
),
figures as (
    -- A share is of all subjects, also where some are chosen.
    select r.metric_type, r.subject, r.unit, sum(r.value) as sum, avg(r.value) as mean,
           sum(sum(r.value)) over (partition by r.metric_type, r.unit) as whole
    from readings r
    group by r.metric_type, r.subject, r.unit
),
-- Only subjects of one unit are measured against each other.
ranked as (
    select f.*, row_number() over (partition by f.metric_type, f.unit order by f.mean desc, f.subject) as place
    from figures f
    where @subject::text[] is null or f.subject = any(@subject::text[])
)
select k.metric_type as metric,
       k.place,
       k.subject,
       k.unit,
       k.mean::numeric(30,6) as mean,
       k.sum::numeric(30,6) as sum,
       analytics.rate(case when k.unit <> 'share' then k.sum / nullif(k.whole, 0) end) as share
from ranked k
where k.place <= @top
order by k.metric_type, k.unit, k.place
