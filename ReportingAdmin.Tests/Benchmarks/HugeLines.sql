-- one row per number from 1 to @rows; two small series multiplied, so that the server holds none of them all
select n.line,
       date '2026-01-01' + (n.line % 365)::integer as posted_on,
       'USD' as currency,
       (n.line / 100.0)::numeric(18,2) as amount,
       repeat('x', 180) || n.line as note
from (
    select t.thousand * 1000 + u.unit as line
    from generate_series(0::bigint, (@rows::bigint - 1) / 1000) t (thousand)
    cross join generate_series(1::bigint, 1000) u (unit)
) n
where n.line <= @rows::bigint
