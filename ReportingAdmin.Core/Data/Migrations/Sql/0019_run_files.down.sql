-- Purpose: undoes 0019_run_files.

alter table app.run
    drop constraint run_removed_check,
    drop constraint run_hold_check,
    drop column removed_at,
    drop column hold_reason,
    drop column held_by,
    drop column held_at;
alter table app.run_subscription drop column removed_at;
alter table app.report_run drop column kept_from_run_id;
