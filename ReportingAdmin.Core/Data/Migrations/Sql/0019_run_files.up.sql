-- Purpose: further formats from kept rows, legal hold, and removal of a run's file before its time.

alter table app.report_run
    -- The run whose kept rows this one is made from; its own rows are not read again.
    add column kept_from_run_id uuid constraint report_run_kept_from_run_fk references app.run (id) on delete set null;
create index report_run_kept_from_run_id_idx on app.report_run (kept_from_run_id) where kept_from_run_id is not null;

alter table app.run
    -- While it is held, neither its files nor its record are removed.
    add column held_at timestamptz,
    add column held_by bigint constraint run_held_by_fk references app.person (id),
    add column hold_reason text,
    -- Its requester removed it: the files are gone, the record stays.
    add column removed_at timestamptz,
    add constraint run_hold_check check ((held_at is null) = (hold_reason is null)),
    add constraint run_removed_check check (removed_at is null or (held_at is null and finished_at is not null));
-- When the person removed the run from his list.
alter table app.run_subscription add column removed_at timestamptz;
create index run_held_by_idx on app.run (held_by) where held_by is not null;
