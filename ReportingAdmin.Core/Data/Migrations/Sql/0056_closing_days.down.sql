-- Purpose: takes back 0056_closing_days.

-- One row per case that exists on the day: its last status with changed_on <= the day, and since when. A case is
-- open on a day when that status is open, so not on its closing day.
create or replace function escrow.case_status_on(on_day date) returns table (case_id bigint, status text, changed_on date)
language sql stable parallel safe as $$
    select distinct on (h.case_id) h.case_id, h.status, h.changed_on
    from escrow.case_status_history h
    join escrow.escrow_case c on c.id = h.case_id
    where h.changed_on <= on_day and h.deleted_at is null and c.deleted_at is null
    order by h.case_id, h.changed_on desc, h.seq desc
$$;
