-- Shared: the last status of each case by the as-of day (standing), and the first of the days since which nothing else was said
standing as (
    select h.case_id, h.status, min(h.changed_on) as since_on
    from escrow.case_status_history h
    where h.deleted_at is null and h.changed_on <= @as_of
      and not exists (
          select from escrow.case_status_history o
          where o.case_id = h.case_id and o.deleted_at is null and o.changed_on <= @as_of
            and o.status <> h.status and (o.changed_on, o.seq) > (h.changed_on, h.seq))
    group by h.case_id, h.status
),
