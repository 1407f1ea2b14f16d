-- Shared: which readings (m) a report of a service reads, up to the end of the period, each with its unit (u)
    from analytics.metric m
    left join analytics.series s on s.service = m.service and s.metric_type = m.metric_type and s.subject = m.subject
    -- A reading whose series names no unit has its own.
    cross join lateral (select coalesce(s.unit, m.unit, '') as unit) u
    where m.service = @service
      and m.deleted_at is null
      and m.value is not null
      and m.recorded_at < (@to::date + 1)::timestamp::timestamptz
      and (@metric::text[] is null or m.metric_type = any(@metric::text[]))
