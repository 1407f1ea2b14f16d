-- Purpose: undoes 0017_run_queue.

drop index app.run_next_idx;
drop index app.run_running_idx;
create index run_running_idx on app.run (requested_by) where status = 'generating';
alter table app.report_run drop column totals;
alter table app.data_sync_run drop column upload_name;
drop index app.run_subscription_unread_idx;
alter table app.run_subscription drop column seen_at;
drop table app.run_attempt;
