-- one row per metric, subject and unit
with readings as (
    -- Of readings sent twice, the last one received stands.
    select distinct on (m.metric_type, m.subject, u.unit, m.recorded_at)
           m.metric_type, m.subject, u.unit, m.recorded_at::date as day, m.recorded_at, m.value
-- include ServiceReadings.part
      and m.recorded_at >= (@from::date - (@to::date - @from::date + 1))::timestamp::timestamptz
    order by m.metric_type, m.subject, u.unit, m.recorded_at, m.received_at desc, m.id desc
),
now_readings as (
    select r.*, width_bucket((r.day - @from::date)::numeric, 0, (@to::date - @from::date + 1)::numeric, 12) as part
    from readings r
    where r.day >= @from
),
-- What a share is of: all subjects, also where some are chosen.
wholes as (
    select n.metric_type, n.unit, sum(n.value) as sum
    from now_readings n
    group by n.metric_type, n.unit
),
parts as (
    select n.metric_type, n.subject, n.unit, n.part, avg(n.value) as value
    from now_readings n
    where @subject::text[] is null or n.subject = any(@subject::text[])
    group by n.metric_type, n.subject, n.unit, n.part
),
scales as (
    select p.metric_type, p.subject, p.unit, min(p.value) as low, max(p.value) as high
    from parts p
    group by p.metric_type, p.subject, p.unit
),
sparks as (
    select s.metric_type, s.subject, s.unit,
           string_agg(case when p.value is null then '·'
               else substr('▁▂▃▄▅▆▇█', 1 + floor(7.999 * (p.value - s.low) / greatest(s.high - s.low, 0.000001))::integer, 1) end, '' order by g.part) as sparkline
    from scales s
    cross join generate_series(1, 12) g (part)
    left join parts p on p.metric_type = s.metric_type and p.subject = s.subject and p.unit = s.unit and p.part = g.part
    group by s.metric_type, s.subject, s.unit
),
figures as (
    select n.metric_type, n.subject, n.unit, count(*) as readings, sum(n.value) as sum, avg(n.value) as mean, max(n.day) as last_on,
           (array_agg(n.value order by n.recorded_at desc))[1] as last
    from now_readings n
    where @subject::text[] is null or n.subject = any(@subject::text[])
    group by n.metric_type, n.subject, n.unit
),
before as (
    select r.metric_type, r.subject, r.unit, avg(r.value) as mean
    from readings r
    where r.day < @from
    group by r.metric_type, r.subject, r.unit
)
select f.metric_type as metric,
       f.subject,
       f.unit,
       f.readings,
       f.sum::numeric(30,6) as sum,
       f.mean::numeric(30,6) as mean,
       f.last::numeric(30,6) as last,
       f.last_on,
       b.mean::numeric(30,6) as mean_before,
       analytics.rate((f.mean - b.mean) / nullif(abs(b.mean), 0)) as change,
       analytics.rate(case when f.unit <> 'share' then f.sum / nullif(w.sum, 0) end) as share,
       k.sparkline
from figures f
join sparks k on k.metric_type = f.metric_type and k.subject = f.subject and k.unit = f.unit
join wholes w on w.metric_type = f.metric_type and w.unit = f.unit
left join before b on b.metric_type = f.metric_type and b.subject = f.subject and b.unit = f.unit
order by f.metric_type, f.subject, f.unit
