-- Purpose: gives the first day of a case's last status, which the same status recorded again no longer moves.

-- One row per case that exists on the day: its last status with changed_on <= the day, and since when without a break. A case is
-- open on a day when that status is open, so not on its closing day.
create or replace function escrow.case_status_on(on_day date) returns table (case_id bigint, status text, changed_on date)
language sql stable parallel safe as $$
    select distinct on (s.case_id) s.case_id, s.status, s.changed_on
    from (select h.case_id, h.status, h.changed_on, h.seq,
                 lag(h.status) over (partition by h.case_id order by h.changed_on, h.seq) as status_before
          from escrow.case_status_history h
          join escrow.escrow_case c on c.id = h.case_id
          where h.changed_on <= on_day and h.deleted_at is null and c.deleted_at is null) s
    where s.status is distinct from s.status_before
    order by s.case_id, s.changed_on desc, s.seq desc
$$;
