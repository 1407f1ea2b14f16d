-- Purpose: what several escrow reports reckon with: how long a case had which status, and exact percentiles.

-- One row per status of a case: from the day it began to the day the next one did (infinity for the last), and the status
-- before it. A case is open at the end of day d when it has an open span with from_on <= d < until_on.
create function escrow.case_status_spans() returns table (
    case_id bigint, status text, from_on date, until_on date, status_before text)
language sql stable parallel safe as $$
    select h.case_id, h.status, h.changed_on, lead(h.changed_on, 1, 'infinity'::date) over in_order, lag(h.status) over in_order
    from escrow.case_status_history h
    join escrow.escrow_case c on c.id = h.case_id
    where h.deleted_at is null and c.deleted_at is null
    window in_order as (partition by h.case_id order by h.changed_on, h.seq)
$$;

-- The percentile_cont of values in ascending order, in exact decimals: the server's own goes through double precision, which
-- cannot hold the greatest amounts to the cent. Null for no values.
create function escrow.percentile_of(sorted numeric[], fraction numeric) returns numeric
language sql immutable parallel safe as $$
    select sorted[floor(p.place)::integer + 1]
           + (p.place - floor(p.place)) * (sorted[ceil(p.place)::integer + 1] - sorted[floor(p.place)::integer + 1])
    from (select fraction * (cardinality(sorted) - 1) as place) p
$$;

grant execute on function escrow.case_status_spans(), escrow.percentile_of(numeric[], numeric)
    to reporting_app, reporting_reader, reporting_all, reporting_scoped;
