-- one row per series
with chosen as (
    select s.service, s.metric_type, s.subject, s.cadence, s.unit,
           case s.cadence when 'hourly' then 'hour' when 'daily' then 'day' when 'weekly' then 'week' when 'monthly' then 'month'
               when 'quarterly' then 'quarter' when 'yearly' then 'year' end as step
    from analytics.series s
    where s.deleted_at is null
      and (@service::text[] is null or s.service = any(@service::text[]))
      and (@metric::text[] is null or s.metric_type = any(@metric::text[]))
      and (@subject::text[] is null or s.subject = any(@subject::text[]))
),
readings as (
    select c.service, c.metric_type, c.subject, m.id, m.recorded_at, m.received_at, m.value,
           date_trunc(c.step, m.recorded_at) as span,
           row_number() over (partition by c.service, c.metric_type, c.subject, m.recorded_at order by m.received_at, m.id) as copy
    from chosen c
    join analytics.metric m on m.service = c.service and m.metric_type = c.metric_type and m.subject = c.subject
    where m.deleted_at is null
      and m.recorded_at >= @from::date::timestamp::timestamptz
      and m.recorded_at < (@to::date + 1)::timestamp::timestamptz
),
-- A series is expected from its first reading of all time on.
starts as (
    select c.service, c.metric_type, c.subject, b.first_at
    from chosen c
    cross join lateral (
        select min(m.recorded_at) as first_at
        from analytics.metric m
        where m.service = c.service and m.metric_type = c.metric_type and m.subject = c.subject and m.deleted_at is null) b
),
-- Spans are steps of time, not of the clock: the hour that is left out in spring is none, that of autumn is two.
expected as (
    select c.service, c.metric_type, c.subject, g.span
    from (select k.*, case k.step when 'quarter' then interval '3 months' else ('1 ' || k.step)::interval end as width
          from chosen k
          where k.step is not null) c
    join starts t on t.service = c.service and t.metric_type = c.metric_type and t.subject = c.subject
    cross join lateral generate_series(
        date_trunc(c.step, greatest(t.first_at, @from::date::timestamp::timestamptz)),
        (@to::date + 1)::timestamp::timestamptz - interval '1 second',
        c.width) g (span)
    -- A span that the period cuts off, or that is not over yet, is not waited for.
    where g.span + c.width <= least((@to::date + 1)::timestamp::timestamptz, now())
      and g.span >= @from::date::timestamp::timestamptz
      and t.first_at is not null
),
spans as (
    select e.service, e.metric_type, e.subject, e.span, r.span is not null as seen,
           row_number() over (partition by e.service, e.metric_type, e.subject order by e.span)
               - row_number() over (partition by e.service, e.metric_type, e.subject, r.span is not null order by e.span) as run
    from expected e
    left join (select distinct r.service, r.metric_type, r.subject, r.span from readings r) r
        on r.service = e.service and r.metric_type = e.metric_type and r.subject = e.subject and r.span = e.span
),
gaps as (
    select q.service, q.metric_type, q.subject,
           sum(q.spans) as expected,
           coalesce(sum(q.spans) filter (where not q.seen), 0) as missing,
           count(*) filter (where not q.seen) as gaps,
           coalesce(max(q.spans) filter (where not q.seen), 0) as longest
    from (select p.service, p.metric_type, p.subject, p.seen, p.run, count(*) as spans
          from spans p
          group by p.service, p.metric_type, p.subject, p.seen, p.run) q
    group by q.service, q.metric_type, q.subject
),
counts as (
    select r.service, r.metric_type, r.subject,
           count(*) as readings,
           count(*) filter (where r.copy > 1) as duplicates,
           count(*) filter (where r.copy = 1 and r.received_at - r.recorded_at > @late_hours::integer * interval '1 hour') as late,
           count(*) filter (where r.value is null) as without_value,
           min(r.recorded_at) as first_at,
           max(r.recorded_at) as last_at
    from readings r
    group by r.service, r.metric_type, r.subject
)
select c.service,
       c.metric_type as metric,
       c.subject,
       c.cadence,
       coalesce(n.readings, 0) as readings,
       g.expected::bigint as expected,
       g.missing::bigint as missing,
       g.gaps::bigint as gaps,
       g.longest::bigint as longest_gap,
       (1 - g.missing::numeric / nullif(g.expected, 0))::numeric(28,12) as completeness,
       coalesce(n.late, 0) as late,
       coalesce(n.duplicates, 0) as duplicates,
       coalesce(n.without_value, 0) as without_value,
       n.first_at,
       n.last_at
from chosen c
left join counts n on n.service = c.service and n.metric_type = c.metric_type and n.subject = c.subject
left join gaps g on g.service = c.service and g.metric_type = c.metric_type and g.subject = c.subject
order by c.service, c.metric_type, c.subject
